package org.ringbook.bench;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ringbook.api.SignedInBrowser;
import org.springframework.util.FileSystemUtils;

/** Pieces of 64 KiB of one recording for 16 connections without a pause, by the load generator wrk, beside nginx. */
final class Ranges {

    private static final String PASSWORD = "bench-administrator";
    private static final String SCRIPT = """
            local length, cookie
            function init(args) length = tonumber(args[1]); cookie = args[2] end
            function request()
              local from = math.random(0, length - 65537)
              local headers = { ["Range"] = "bytes=" .. from .. "-" .. (from + 65535) }
              if cookie then headers["Cookie"] = cookie end
              return wrk.format("GET", nil, headers)
            end
            function done(summary, latency, requests)
              io.write(string.format("%d requests, %.0f a second; p50 %.2f ms, p99 %.2f ms, longest %.1f ms; not 2xx %d\\n",
                summary.requests, summary.requests / summary.duration * 1e6, latency:percentile(50) / 1e3,
                latency:percentile(99) / 1e3, latency.max / 1e3, summary.errors.status))
            end
            """;

    private Ranges() {}

    static void run(int rounds, int seconds) throws Exception {
        Path folder = Files.createTempDirectory("ringbook-ranges");
        byte[] sound = Listeners.sound();
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path script = Files.writeString(folder.resolve("ranges.lua"), SCRIPT);
        Path home = Files.createDirectories(folder.resolve("home"));
        try (var server = new ServerProcess(
                home, List.of("ringbook.demo.enabled=false", "ringbook.admin.password=" + PASSWORD))) {
            String address = Listeners.recorded(home, sound, server.database());
            var browser = new SignedInBrowser(server.port(), "admin", PASSWORD);
            Process nginx = Listeners.nginx(folder, sound);
            try {
                for (int round = 0; round < rounds; round++) {
                    wrk(
                            "nginx",
                            script,
                            "http://127.0.0.1:" + Listeners.NGINX + "/sound.wav",
                            seconds,
                            "" + sound.length);
                    wrk(
                            "Ringbook",
                            script,
                            server.uri("http", address).toString(),
                            seconds,
                            "" + sound.length,
                            browser.cookie());
                }
            } finally {
                nginx.destroy();
            }
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    private static void wrk(String who, Path script, String address, int seconds, String... arguments)
            throws Exception {
        var command = new java.util.ArrayList<>(
                List.of("wrk", "-t1", "-c16", "-d" + seconds + "s", "-s", script.toString(), address, "--"));
        command.addAll(List.of(arguments));
        Process load = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(load.getInputStream().readAllBytes());
        said.lines()
                .filter(line -> line.contains(" requests, "))
                .forEach(line -> System.out.println(who + ": " + line));
    }
}
