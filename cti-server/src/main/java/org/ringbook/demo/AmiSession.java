package org.ringbook.demo;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BiConsumer;
import org.ringbook.demo.AmiRequestReader.Unreadable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's line: a thread that reads actions, one that writes what waits. Who does not read is cut off when too much
 * waits, as Asterisk does.
 */
final class AmiSession {

    private static final Logger LOG = LoggerFactory.getLogger(AmiSession.class);
    private static final byte[] END = {};
    private static final int LOGIN_MILLIS = 30_000;

    private final Socket socket;
    private final BlockingQueue<byte[]> waiting;
    private volatile boolean closed;
    /** Who is signed in; null for nobody yet. Changed by the exchange's thread, as is what they hear. */
    volatile DemoAccount account;

    String challenge = "";
    boolean hearsEvents = true;

    AmiSession(Socket socket, int mostWaiting) {
        this.socket = socket;
        this.waiting = new LinkedBlockingQueue<>(mostWaiting);
    }

    /** @param received told each action, or what was wrong with it */
    void start(BiConsumer<AmiRequest, String> received, Runnable ended) throws IOException {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(LOGIN_MILLIS);
        thread("demo-pbx-writes", this::write);
        thread("demo-pbx-reads", () -> {
            read(received);
            close();
            ended.run();
        });
    }

    private static void thread(String name, Runnable what) {
        var thread = new Thread(what, name);
        thread.setDaemon(true);
        thread.start();
    }

    boolean hears(AmiEvent event) {
        return account != null && hearsEvents && account.read().contains(event.right);
    }

    void send(String text) {
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    void send(byte[] bytes) {
        if (!closed && !waiting.offer(bytes)) {
            LOG.warn("A client of the demo PBX does not read, and is cut off");
            close();
        }
    }

    /** Closes when all that waits is written. */
    void closeAfterThis() {
        send(END);
    }

    private void write() {
        try (var out = new BufferedOutputStream(socket.getOutputStream(), 16 * 1024)) {
            while (!closed) {
                var bytes = waiting.poll();
                if (bytes == null) {
                    out.flush();
                    bytes = waiting.take();
                }
                if (bytes == END) {
                    break;
                }
                out.write(bytes);
            }
        } catch (IOException gone) {
            LOG.debug("A client of the demo PBX is gone: {}", gone.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            close();
        }
    }

    private void read(BiConsumer<AmiRequest, String> received) {
        try {
            var reader = new AmiRequestReader(socket.getInputStream());
            while (readOne(reader, received)) {
                LOG.trace("An action was read");
            }
        } catch (IOException gone) {
            LOG.debug("A client of the demo PBX is gone: {}", gone.getMessage());
        }
    }

    private boolean readOne(AmiRequestReader reader, BiConsumer<AmiRequest, String> received) throws IOException {
        try {
            var request = reader.next();
            if (request == null) {
                return false;
            }
            received.accept(request, null);
        } catch (SocketTimeoutException silent) {
            if (account == null) {
                throw silent;
            }
            socket.setSoTimeout(0);
        } catch (Unreadable wrong) {
            received.accept(null, wrong.getMessage());
        }
        return true;
    }

    void close() {
        closed = true;
        waiting.clear();
        waiting.offer(END);
        try {
            socket.close();
        } catch (IOException alreadyClosed) {
            LOG.trace("Closing twice", alreadyClosed);
        }
    }
}
