package org.ringbook.webhooks;

import java.nio.file.Files;
import java.nio.file.Path;

/** The long form of the followers that are killed: {@code followers.calls}, {@code .kills} and {@code .seed} are system properties. */
final class FollowersRun {

    private FollowersRun() {}

    public static void main(String[] args) throws Exception {
        long seed = Long.getLong("followers.seed", System.nanoTime() & 0xFFFFFF);
        Path home = Files.createTempDirectory("ringbook-followers");
        int calls = Integer.getInteger("followers.calls", 1000);
        int kills = Integer.getInteger("followers.kills", 20);
        KilledFollowers.Outcome outcome = new KilledFollowers(calls, kills, seed, home).run();
        outcome.findings().forEach(System.out::println);
        System.out.printf(
                "%d calls, %d kills, %d changes; the receiver was sent %d messages, refused %d, took %d twice; the file has %d twice%n",
                calls,
                kills,
                outcome.changes(),
                outcome.sent(),
                outcome.refused(),
                outcome.twice(),
                outcome.fileTwice());
        boolean holds = outcome.findings().isEmpty();
        System.out.printf("%s. Seed %d. Logs: %s%n", holds ? "HOLDS" : "DOES NOT HOLD", seed, home);
        System.exit(holds ? 0 : 1);
    }
}
