package org.ringbook.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

/** Somebody at an address of their own – this machine has many, 127.0.0.2 and so on – who says exactly what they like. */
public final class Knocker implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 30_000;

    private final Socket socket = new Socket();
    private final InputStream answer;

    public Knocker(String from, int port) {
        this(from, port, 0);
    }

    /** @param room bytes that this side takes before anybody reads them; 0 for the system's own choice */
    public Knocker(String from, int port, int room) {
        try {
            if (room > 0) {
                socket.setReceiveBufferSize(room);
            }
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
            socket.connect(new InetSocketAddress("127.0.0.1", port), PATIENCE_MILLIS);
            answer = new BufferedInputStream(socket.getInputStream(), 1 << 16);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    public Knocker says(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
        return this;
    }

    /** @return status of what is answered; 0 when nothing is for long, or the connection is closed */
    public int status() {
        String line = line();
        return line.length() < 12 ? 0 : Integer.parseInt(line.substring(9, 12));
    }

    /** @return what comes up to the end of a line; what came of it when there is no more */
    public String line() {
        var line = new ByteArrayOutputStream();
        try {
            for (int each = answer.read(); each >= 0 && each != '\n'; each = answer.read()) {
                line.write(each);
            }
        } catch (SocketTimeoutException silent) {
            return "";
        } catch (IOException gone) {
            return "";
        }
        return line.toString(StandardCharsets.UTF_8).strip();
    }

    /** Reads lines until one begins so. @return that line; null when none comes, though others do */
    public String await(String beginning) {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(3L * PATIENCE_MILLIS);
        try {
            for (int quiet = 0; quiet < 3 && System.nanoTime() < until; ) {
                String line = line();
                if (line.startsWith(beginning)) {
                    return line;
                }
                quiet = line.isEmpty() ? quiet + 1 : 0;
            }
            return null;
        } catch (UncheckedIOException gone) {
            return null;
        }
    }

    /** Whether the other side ends the connection, whatever it says before. */
    public boolean isHungUpOn() {
        try {
            // What waits on its way would come by the drop through a small window.
            socket.setReceiveBufferSize(64 * 1024);
            while (answer.read() >= 0) {
                // on to the end
            }
            return true;
        } catch (SocketTimeoutException open) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    /** @return status of one sign-in over HTTP Basic */
    public static int signsIn(String from, int port, String login, String password) {
        return signsIn(from, port, login, password, "");
    }

    /** @param headers more of them, each with its line end */
    public static int signsIn(String from, int port, String login, String password, String headers) {
        String both = Base64.getEncoder().encodeToString((login + ":" + password).getBytes(StandardCharsets.UTF_8));
        try (var knocker = new Knocker(from, port)) {
            return knocker.says("GET /api/staff/me HTTP/1.1\r\nHost: x\r\nAuthorization: Basic " + both + "\r\n"
                            + headers + "Connection: close\r\n\r\n")
                    .status();
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException closedAlready) {
            // nothing is left to close
        }
    }
}
