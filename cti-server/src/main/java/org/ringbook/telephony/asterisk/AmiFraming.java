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

    private static final byte[] NEW_LINE = {'\n'};

    private byte[] buffer = new byte[4096];
    private int length;
    private boolean lineIsEmpty = true;
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
        for (int start = from; start < to; ) {
            int end = start;
            while (end < to && chunk[end] != '\n') {
                end++;
            }
            append(chunk, start, end);
            if (end < to) {
                endOfLine(message);
            }
            start = end + 1;
        }
    }

    private void endOfLine(Consumer<byte[]> message) {
        if (lineIsEmpty) {
            end(message);
        } else {
            append(NEW_LINE, 0, 1);
        }
        lineIsEmpty = true;
    }

    private void append(byte[] bytes, int from, int to) {
        for (int i = from; lineIsEmpty && i < to; i++) {
            lineIsEmpty = bytes[i] == '\r';
        }
        int count = to - from;
        if (passingOver || count == 0) {
            return;
        }
        if (length + count > LONGEST) {
            passingOver = true;
            tooLong++;
            length = 0;
            buffer = new byte[4096];
            return;
        }
        if (length + count > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.min(LONGEST, Math.max(length + count, length * 2)));
        }
        System.arraycopy(bytes, from, buffer, length, count);
        length += count;
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
