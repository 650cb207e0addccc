package org.ringbook.bench;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.asteriskjava.manager.DefaultManagerConnection;
import org.asteriskjava.manager.event.ReloadEvent;

/** Asterisk-Java's event objects, with nobody who does anything with them. */
final class AsteriskJavaReader implements Reader {

    @Override
    public String name() {
        return "Asterisk-Java, events only";
    }

    @Override
    public long read(Tape tape, byte[] bytes) throws Exception {
        var last = new CountDownLatch(1);
        try (var server = new TapeServer()) {
            var accepting = CompletableFuture.supplyAsync(() -> accept(server));
            var connection = new DefaultManagerConnection("127.0.0.1", server.port(), "ringbook", "secret");
            connection.addEventListener(event -> {
                if (event instanceof ReloadEvent) {
                    last.countDown();
                }
            });
            connection.login();
            try (var listener = accepting.join()) {
                long start = System.nanoTime();
                listener.send(bytes);
                last.await();
                long took = System.nanoTime() - start;
                connection.logoff();
                return took;
            }
        }
    }

    private static TapeServer.Listener accept(TapeServer server) {
        try {
            return server.accept(false);
        } catch (java.io.IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
