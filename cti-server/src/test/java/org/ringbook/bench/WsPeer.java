package org.ringbook.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The same sessions by node and its library ws, without a sign-in; see docs/performance.md for how to get it. */
final class WsPeer implements AutoCloseable {

    private static final String FOLDER = System.getProperty("bench.ws", "");

    private final Process node;
    private final OutputStream tell;
    private final BufferedReader said;
    final int port;

    /** @return null where it is not there */
    static WsPeer startIfThere() throws IOException {
        if (FOLDER.isEmpty() || !Files.isDirectory(Path.of(FOLDER, "node_modules", "ws"))) {
            System.out.println("The peer is left out: name a folder with node's library ws by -Dbench.ws=FOLDER");
            return null;
        }
        return new WsPeer();
    }

    private WsPeer() throws IOException {
        Path script = Files.createTempFile("ws-peer", ".js");
        try (var source = WsPeer.class.getResourceAsStream("/bench/ws-peer.js")) {
            Files.write(script, source.readAllBytes());
        }
        node = new ProcessBuilder(
                        "node",
                        "--expose-gc",
                        script.toString(),
                        Path.of(FOLDER).toAbsolutePath().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(node::destroy));
        tell = node.getOutputStream();
        said = new BufferedReader(new InputStreamReader(node.getInputStream(), StandardCharsets.UTF_8));
        port = (int) number("port ");
    }

    void tell(String what) throws IOException {
        tell.write((what + "\n").getBytes(StandardCharsets.UTF_8));
        tell.flush();
    }

    /** Bytes of heap in use after a collection. */
    long heap() throws IOException {
        tell("memory");
        return number("memory ");
    }

    private long number(String after) throws IOException {
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.startsWith(after)) {
                return Long.parseLong(line.substring(after.length()));
            }
        }
        throw new IOException("node ended");
    }

    @Override
    public void close() {
        node.destroy();
    }
}
