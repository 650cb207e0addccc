package org.ringbook.bench;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.ringbook.agents.session.SweepServer;

/** One frame to each of thousands of screens: how long until all have read it, beside node's library ws. */
final class Sweep {

    private static final String[] STATES = {"DND", "AVAILABLE"};

    private Sweep() {}

    @FunctionalInterface
    private interface Server {
        void tell(String what) throws Exception;
    }

    static void run(int people, int rounds) throws Exception {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ServerProcess.options());
        command.addAll(List.of("-classpath", System.getProperty("java.class.path")));
        command.addAll(List.of(SweepServer.class.getName(), "" + people, "" + Storm.FIRST_LOGIN));
        Process ours = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(ours::destroy));
        OutputStream tell = ours.getOutputStream();
        var said = new BufferedReader(new InputStreamReader(ours.getInputStream(), StandardCharsets.UTF_8));
        String line = said.readLine();
        while (!line.startsWith("port ")) {
            line = said.readLine();
        }
        try (var crowd = new Crowd(Integer.parseInt(line.substring(5)), people, Storm::password);
                WsPeer peer = WsPeer.startIfThere();
                var others = peer == null ? null : new Crowd(peer.port, people, Storm::password)) {
            crowd.enter(100);
            Server product = what -> {
                tell.write((what + "\n").getBytes(StandardCharsets.UTF_8));
                tell.flush();
            };
            if (others != null) {
                others.enter(100);
            }
            for (int round = 0; round < 2; round++) {
                sweep(round == 0 ? "Ringbook, warming up" : "Ringbook", crowd, product, rounds);
                if (others != null) {
                    sweep(round == 0 ? "ws, warming up" : "ws", others, peer::tell, rounds);
                }
            }
        }
        ours.destroy();
    }

    private static void sweep(String who, Crowd crowd, Server server, int rounds) throws Exception {
        crowd.ping();
        double[] millis = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            long before = crowd.frames;
            long began = System.nanoTime();
            server.tell("sweep " + STATES[round % 2]);
            while (crowd.frames - before < crowd.size() && System.nanoTime() - began < 10_000_000_000L) {
                LockSupport.parkNanos(200_000);
            }
            millis[round] = (crowd.lastFrameAt - began) / 1e6;
            LockSupport.parkNanos(50_000_000);
        }
        Spread spread = Spread.of(millis);
        System.out.printf(
                Locale.ROOT,
                "%-24s %,d sockets: median %.0f ms (%,.0f frames/s), shortest %.0f, longest %.0f%n",
                who,
                crowd.size(),
                spread.median(),
                crowd.size() / spread.median() * 1e3,
                spread.min(),
                spread.max());
    }
}
