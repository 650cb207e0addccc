package org.ringbook.bench;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.springframework.util.FileSystemUtils;

/**
 * Thousands of people lose their connection and come back at once, while others are called: how long until all are back, and how long
 * a card takes meanwhile, beside node's library ws, which asks nobody who they are.
 */
final class Storm {

    static final int FIRST_LOGIN = 100_000;
    private static final int WATCHERS = 300;
    private static final int CALLS_A_SECOND = 50;
    private static final int SECONDS = 12;
    /** Rounds until the code is compiled, as that of a server is that has run for a while. */
    private static final int WARM_UP = Integer.getInteger("bench.warm", 2);
    /** Telephones ring for some tenths of a second. */
    private static final int FASTER = 10;

    private final Tape.Maker maker = new Tape.Maker(
            StoryPattern.captured("asterisk-22").stream()
                    .filter(story -> Latency.RINGING.contains(story.name()))
                    .toList(),
            FASTER);

    static void run(int people, int rounds) throws Exception {
        new Storm().storm(people, rounds);
    }

    private void storm(int people, int rounds) throws Exception {
        Path home = Files.createTempDirectory("ringbook-bench");
        try (var pbx = new TapeServer()) {
            prepare(home, people, 4);
            try (var server = new ServerProcess(home, LoggingReader.settings(pbx.port()));
                    var listener = pbx.accept(true);
                    var screens = new Screens();
                    var crowd = new Crowd(server.port(), people, Storm::ticket)) {
                for (int i = 0; i < Tape.EXTENSIONS; i++) {
                    if (i % 5 < WATCHERS * 5 / Tape.EXTENSIONS) {
                        screens.join(server.uri("ws", "/agents/session"), "" + (Tape.FIRST_EXTENSION + i));
                    }
                }
                long heap = server.heap();
                crowd.enter(100);
                System.out.printf(
                        Locale.ROOT,
                        "%,d people came in; heap a socket: %.1f KB; resident %,d MB%n",
                        people,
                        (server.heap() - heap) / 1024.0 / people,
                        server.resident() >> 20);
                var quiet = new Rings(screens);
                quiet.play(tape(), listener);
                quiet.print("Ringbook, nobody comes back");
                for (int round = -WARM_UP; round < rounds; round++) {
                    // Who says nothing for a minute is taken for gone.
                    screens.ping();
                    Tape tape = tape();
                    String who = round < 0 ? "Ringbook, warming up" : "Ringbook";
                    round(who, crowd, new Rings(screens), rings -> rings.play(tape, listener));
                }
            }
            peer(people, rounds);
        } finally {
            FileSystemUtils.deleteRecursively(home);
        }
    }

    private void peer(int people, int rounds) throws Exception {
        try (WsPeer peer = WsPeer.startIfThere()) {
            if (peer == null) {
                return;
            }
            try (var screens = new Screens();
                    var crowd = new Crowd(peer.port, people, Storm::password)) {
                for (int i = 0; i < Tape.EXTENSIONS; i++) {
                    screens.join(URI.create("ws://127.0.0.1:" + peer.port + "/"), "" + (Tape.FIRST_EXTENSION + i));
                }
                long heap = peer.heap();
                crowd.enter(100);
                System.out.printf(Locale.ROOT, "ws: heap a socket: %.1f KB%n", (peer.heap() - heap) / 1024.0 / people);
                for (int round = 0; round < rounds; round++) {
                    Tape tape = tape();
                    round("ws", crowd, new Rings(screens), rings -> rings.play(tape, peer));
                }
            }
        }
    }

    /** Makes the database, with these people. */
    static void prepare(Path home, int people, int cost) throws Exception {
        try (var server = new ServerProcess(home, List.of("ringbook.demo.enabled=false"))) {
            BigCompany.people(server.database(), Tape.FIRST_EXTENSION, Tape.EXTENSIONS, 4);
            BigCompany.people(server.database(), FIRST_LOGIN, people, cost);
            server.database()
                    .sql(
                            "insert into resume_ticket (hash, staff_id, password_mark, seen_at)"
                                    + " select sha256(convert_to('ringbook_resume_' || login, 'UTF8')), id, left(password_hash, 29), now()"
                                    + " from staff_member where login = any(select i::text from generate_series(:first, :last) i)")
                    .param("first", FIRST_LOGIN)
                    .param("last", FIRST_LOGIN + people - 1)
                    .update();
        }
    }

    /** As if everybody had signed in a moment ago. */
    private static String ticket(int person) {
        return "Bearer ringbook_resume_" + (FIRST_LOGIN + person);
    }

    static String password(int person) {
        String pair = (FIRST_LOGIN + person) + ":" + BigCompany.PASSWORD;
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private Tape tape() {
        return maker.tape(CALLS_A_SECOND * SECONDS, Instant.now().plusSeconds(1), 1_000_000 / CALLS_A_SECOND);
    }

    @FunctionalInterface
    interface Playing {
        void play(Rings rings) throws Exception;
    }

    static void round(String who, Crowd crowd, Rings rings, Playing playing) throws Exception {
        var player = new Thread(() -> {
            try {
                playing.play(rings);
            } catch (Exception broken) {
                throw new IllegalStateException(broken);
            }
        });
        int refused = crowd.refused;
        player.start();
        TimeUnit.MILLISECONDS.sleep(1_500);
        long began = crowd.storm();
        boolean all = crowd.awaitLive(crowd.size(), 60);
        long[] live = crowd.liveAt();
        player.join();
        rings.print(who + ", all come back");
        System.out.printf(
                Locale.ROOT,
                "%-34s half live after %.2f s, 99 %% after %.2f s, %s; %,d times told to come again%n",
                "",
                (live[live.length / 2] - began) / 1e9,
                (live[live.length * 99 / 100] - began) / 1e9,
                all ? String.format(Locale.ROOT, "all after %.2f s", (live[live.length - 1] - began) / 1e9) : "NOT ALL",
                crowd.refused - refused);
    }
}
