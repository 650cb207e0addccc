package org.ringbook.telephony.asterisk;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Cuts a stream of bytes into AMI messages, at the empty lines. Holds no more than {@link #LONGEST} bytes: of a longer
 * message the rest is passed over up to its end, and it is counted as too long. For one thread.
 */
final class AmiFraming {

    /** Asterisk itself refuses lines over about 1 kB; whole lists of headers stay far below this. */
    static final int LONGEST = 256 * 1024;

    private byte[] buffer = new byte[4096];
    private int length;
    private int lineLength;
    private boolean passingOver;
    private long tooLong;

    /** Messages that were passed over because they were longer than {@link #LONGEST}. */
    long tooLong() {
        return tooLong;
    }

    /** Whether a message has begun that has not ended. */
    boolean inTheMiddle() {
        return length > 0 || passingOver;
    }

    /** @param message given the bytes of each whole message, without the empty line that ends it */
    void accept(byte[] chunk, int from, int to, Consumer<byte[]> message) {
        for (int i = from; i < to; i++) {
            byte b = chunk[i];
            if (b == '\n') {
                if (lineLength == 0) {
                    end(message);
                } else {
                    append(b);
                }
                lineLength = 0;
            } else {
                append(b);
                if (b != '\r') {
                    lineLength++;
                }
            }
        }
    }

    private void append(byte b) {
        if (passingOver) {
            return;
        }
        if (length == LONGEST) {
            passingOver = true;
            tooLong++;
            length = 0;
            buffer = new byte[4096];
            return;
        }
        if (length == buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.min(LONGEST, length * 2));
        }
        buffer[length++] = b;
    }

    private void end(Consumer<byte[]> message) {
        int end = length;
        while (end > 0 && (buffer[end - 1] == '\r' || buffer[end - 1] == '\n')) {
            end--;
        }
        if (end > 0 && !passingOver) {
            message.accept(Arrays.copyOf(buffer, end));
        }
        passingOver = false;
        length = 0;
    }
}
