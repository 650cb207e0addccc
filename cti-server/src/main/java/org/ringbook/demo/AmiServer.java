package org.ringbook.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The port on the loopback address, and who is connected to it. */
final class AmiServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AmiServer.class);
    private static final String BANNER = "Asterisk Call Manager/11.0.0\r\n";
    private static final long PAUSE_NANOS = 100_000_000;
    private static final int MOST_CLIENTS = 50;
    private static final int MOST_WAITING = 20_000;

    private final ServerSocket socket;
    private final Executor exchange;
    private final Set<AmiSession> sessions = ConcurrentHashMap.newKeySet();
    private BiConsumer<AmiSession, AmiRequest> desk;

    /** @throws IOException when the port is taken */
    AmiServer(int port, Executor exchange) throws IOException {
        this.exchange = exchange;
        this.socket = new ServerSocket();
        socket.setReuseAddress(true);
        try {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException taken) {
            socket.close();
            throw new IOException(
                    "The demo PBX cannot use port " + port + " (" + taken.getMessage()
                            + "): set ringbook.demo.port to another one, or to 0 for any",
                    taken);
        }
    }

    int port() {
        return socket.getLocalPort();
    }

    /** @param desk what the clients' actions do; called on the exchange's thread */
    void start(BiConsumer<AmiSession, AmiRequest> desk) {
        this.desk = desk;
        var thread = new Thread(this::accept, "demo-pbx-accepts");
        thread.setDaemon(true);
        thread.start();
    }

    Set<AmiSession> sessions() {
        return sessions;
    }

    void tell(AmiEvent event) {
        byte[] bytes = null;
        for (var session : sessions) {
            if (session.hears(event)) {
                bytes = bytes == null ? event.wire().getBytes(StandardCharsets.UTF_8) : bytes;
                session.send(bytes);
            }
        }
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                welcome(socket.accept());
            } catch (IOException closed) {
                LOG.debug("The demo PBX accepts nobody: {}", closed.getMessage());
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private void welcome(Socket client) throws IOException {
        if (sessions.size() >= MOST_CLIENTS) {
            client.close();
            return;
        }
        var session = new AmiSession(client, MOST_WAITING);
        sessions.add(session);
        session.send(BANNER);
        try {
            session.start(
                    (request, trouble) -> exchange.execute(() -> received(session, request, trouble)),
                    () -> sessions.remove(session));
        } catch (IOException goneAlready) {
            sessions.remove(session);
            session.close();
        }
    }

    private void received(AmiSession session, AmiRequest request, String trouble) {
        if (trouble == null) {
            desk.accept(session, request);
        } else {
            session.send(AmiResponse.error(null, trouble).wire());
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException alreadyClosed) {
            LOG.trace("Closing twice", alreadyClosed);
        }
        sessions.forEach(AmiSession::close);
    }
}
