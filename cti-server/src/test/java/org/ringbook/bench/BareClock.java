package org.ringbook.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/** A bare socket reader beside the product: notes when it has each message of the stream, and does nothing else. */
final class BareClock implements Runnable {

    private final Socket socket;
    private final long[] read;
    private volatile int count;

    BareClock(Socket socket, int messages) {
        this.socket = socket;
        this.read = new long[messages];
    }

    @Override
    public void run() {
        byte[] chunk = new byte[64 * 1024];
        int matched = 0;
        try {
            InputStream in = socket.getInputStream();
            while (count < read.length) {
                int length = in.read(chunk);
                long now = System.nanoTime();
                for (int i = 0; i < length && count < read.length; i++) {
                    matched = chunk[i] == "\r\n\r\n".charAt(matched) ? matched + 1 : chunk[i] == '\r' ? 1 : 0;
                    if (matched == 4) {
                        matched = 0;
                        read[count] = now;
                        count++;
                    }
                }
            }
        } catch (IOException gone) {
            throw new java.io.UncheckedIOException(gone);
        }
    }

    /** Messages read so far. */
    int count() {
        return count;
    }

    /** Nanoseconds. */
    long read(int message) {
        return read[message];
    }
}
