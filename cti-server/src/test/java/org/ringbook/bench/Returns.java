package org.ringbook.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import org.springframework.util.FileSystemUtils;

/** Everybody signs in with their password, and later comes back to a server that was started anew. */
final class Returns {

    private Returns() {}

    static void run(int people) throws Exception {
        Path home = Files.createTempDirectory("ringbook-bench");
        try (var pbx = new TapeServer()) {
            Storm.prepare(home, people, 10);
            try (var server = new ServerProcess(home, LoggingReader.settings(pbx.port()));
                    var listener = pbx.accept(true);
                    var screens = new Screens();
                    var crowd = new Crowd(server.port(), people, Storm::password)) {
                for (int i = 0; i < 300; i++) {
                    screens.join(server.uri("ws", "/agents/session"), "" + (Tape.FIRST_EXTENSION + i / 3 * 5 + i % 3));
                }
                var warm = new Rings(screens);
                warm.play(tape(500), listener);
                warm.print("Cards, nobody comes");
                var rings = new Rings(screens);
                Tape tape = tape(1_000);
                var player = new Thread(() -> play(rings, tape, listener));
                player.start();
                long began = System.nanoTime();
                crowd.comeBack();
                told("with their passwords, the first time", crowd, began);
                player.join();
                rings.print("Cards meanwhile");
                crowd.leave();
                // The server writes tickets beside, and no answer says when.
                Thread.sleep(3_000);
                String[] tickets = crowd.tickets();
                server.close();
                try (var again = new ServerProcess(home, LoggingReader.settings(pbx.port()));
                        var link = pbx.accept(true);
                        var returning = new Crowd(again.port(), people, i -> "Bearer " + tickets[i])) {
                    began = System.nanoTime();
                    returning.comeBack();
                    told("with their tickets, just after a start", returning, began);
                }
            }
        } finally {
            FileSystemUtils.deleteRecursively(home);
        }
    }

    private static Tape tape(int calls) {
        return new Tape.Maker(StoryPattern.captured("asterisk-22").stream()
                        .filter(story -> Latency.RINGING.contains(story.name()))
                        .toList())
                .tape(calls, Instant.now().plusSeconds(1), 20_000);
    }

    private static void play(Rings rings, Tape tape, TapeServer.Listener listener) {
        try {
            rings.play(tape, listener);
        } catch (java.io.IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }

    private static void told(String how, Crowd crowd, long began) throws InterruptedException {
        boolean all = crowd.awaitLive(crowd.size(), 90);
        long[] live = crowd.liveAt();
        System.out.printf(
                Locale.ROOT,
                "%,d people %s: half live after %.2f s, %s after %.2f s; %,d times told to come again%n",
                crowd.size(),
                how,
                (live[live.length / 2] - began) / 1e9,
                all ? "all" : "NOT ALL",
                (live[live.length - 1] - began) / 1e9,
                crowd.refused);
    }
}
