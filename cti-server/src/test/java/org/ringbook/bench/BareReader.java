package org.ringbook.bench;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;

/** The floor: takes bytes from the socket and does nothing with them. */
final class BareReader implements Reader {

    @Override
    public String name() {
        return "bare socket";
    }

    @Override
    public long read(Tape tape, byte[] bytes) throws Exception {
        try (var server = new TapeServer();
                var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
                var listener = server.accept(false)) {
            var done = CompletableFuture.supplyAsync(() -> drain(socket, bytes.length));
            long start = System.nanoTime();
            listener.send(bytes);
            return done.join() - start;
        }
    }

    private static long drain(Socket socket, int atLeast) {
        byte[] chunk = new byte[64 * 1024];
        long taken = 0;
        try (InputStream in = socket.getInputStream()) {
            // The greeting came before.
            while (taken < atLeast + "Asterisk Call Manager/11.0.0\r\n".length()) {
                taken += in.read(chunk);
            }
            return System.nanoTime();
        } catch (java.io.IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }
}
