package org.ringbook.telephony.asterisk;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The network between us and a PBX, which can be cut and mended. */
final class Wire implements AutoCloseable {

    private final String host;
    private final int port;
    private final ServerSocket server;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile boolean whole = true;

    Wire(String host, int port) throws IOException {
        this.host = host;
        this.port = port;
        this.server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        thread(this::accept);
    }

    /** On the loopback address, in place of the PBX's. */
    int port() {
        return server.getLocalPort();
    }

    void cut() {
        whole = false;
        sockets.forEach(Wire::close);
        sockets.clear();
    }

    void mend() {
        whole = true;
    }

    private void accept() {
        try {
            while (true) {
                Socket near = server.accept();
                if (whole) {
                    Socket far = new Socket(host, port);
                    sockets.add(near);
                    sockets.add(far);
                    thread(() -> carry(near, far));
                    thread(() -> carry(far, near));
                } else {
                    close(near);
                }
            }
        } catch (IOException over) {
            cut();
        }
    }

    private static void carry(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
        } catch (IOException cut) {
            close(from);
        }
        close(to);
    }

    private static void thread(Runnable task) {
        var thread = new Thread(task, "wire");
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
    }
}
