package org.ringbook.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A network between two programs that can be made to fail: it listens on the loopback address and hands on what comes to
 * another address, until it is told otherwise. What waits in it is bounded, so a side that is not read from soon feels it.
 */
public final class FaultProxy implements AutoCloseable {

    /** What becomes of the bytes, both ways. */
    public enum Way {
        PASS,
        /** They vanish; both ends stay connected. When this ends, a connection that has lost bytes is reset. */
        VANISH,
        /**
         * The host is gone: its bytes vanish, and nobody ever says that a connection is of no more use, also when the host is
         * there again.
         */
        GONE,
        /** One byte a second. */
        DRIP,
        /** Nobody reads them. */
        STALL
    }

    private static final int BUFFER = 8 * 1024;
    private static final long LOOK_MILLIS = 20;

    private final InetSocketAddress target;
    private final ServerSocket server;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private volatile Way way = Way.PASS;

    public FaultProxy(String host, int port) {
        try {
            target = new InetSocketAddress(host, port);
            server = new ServerSocket();
            server.setReceiveBufferSize(BUFFER);
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    public void set(Way how) {
        way = how;
        if (how != Way.VANISH) {
            connections.stream().filter(one -> one.hasLost && !one.isSilent).forEach(Connection::reset);
        }
    }

    /** Breaks all connections at once, with a reset to both ends. */
    public void reset() {
        connections.forEach(Connection::reset);
    }

    private void accept() {
        try {
            while (true) {
                Socket near = server.accept();
                thread(() -> connect(near));
            }
        } catch (IOException closed) {
            connections.forEach(Connection::reset);
        }
    }

    private void connect(Socket near) {
        var far = new Socket();
        var connection = new Connection(near, far);
        try {
            far.setReceiveBufferSize(BUFFER);
            far.connect(target, 5000);
            connections.add(connection);
        } catch (IOException refused) {
            connection.reset();
            return;
        }
        thread(() -> connection.pump(near, far));
        connection.pump(far, near);
    }

    private final class Connection {
        private final Socket near;
        private final Socket far;
        private volatile boolean hasLost;
        private volatile boolean isSilent;

        Connection(Socket near, Socket far) {
            this.near = near;
            this.far = far;
        }

        void pump(Socket from, Socket to) {
            var buffer = new byte[BUFFER];
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                awaitReading();
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    handOn(buffer, n, out);
                    awaitReading();
                }
                near.close();
                far.close();
                connections.remove(this);
            } catch (IOException broken) {
                reset();
            }
        }

        private void awaitReading() {
            while (way == Way.STALL && !near.isClosed()) {
                pause(LOOK_MILLIS);
            }
        }

        private void handOn(byte[] bytes, int length, OutputStream out) throws IOException {
            int done = 0;
            while (done < length) {
                switch (way) {
                    case PASS -> {
                        // What comes after something that was lost never arrives either: TCP leaves nothing out.
                        if (!hasLost) {
                            out.write(bytes, done, length - done);
                        }
                        done = length;
                    }
                    case VANISH, GONE -> {
                        isSilent |= way == Way.GONE;
                        hasLost = true;
                        done = length;
                    }
                    case DRIP -> {
                        out.write(bytes, done++, 1);
                        for (int i = 0; i < 1000 / LOOK_MILLIS && way == Way.DRIP; i++) {
                            pause(LOOK_MILLIS);
                        }
                    }
                    case STALL -> awaitReading();
                }
            }
        }

        void reset() {
            connections.remove(this);
            for (Socket socket : new Socket[] {near, far}) {
                try {
                    if (!socket.isClosed()) {
                        socket.setSoLinger(true, 0);
                        socket.close();
                    }
                } catch (IOException gone) {
                    // It is what was wanted.
                }
            }
        }
    }

    private static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void thread(Runnable task) {
        var thread = new Thread(task, "fault-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
