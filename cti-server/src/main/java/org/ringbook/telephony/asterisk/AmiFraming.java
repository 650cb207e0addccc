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
        int start = from;
        while (start < to) {
            start = length == 0 && lineIsEmpty && !passingOver
                    ? whole(chunk, start, to, message)
                    : line(chunk, start, to, message);
        }
    }

    /**
     * A message that lies in the chunk from its beginning to its end is copied once.
     *
     * @return where the next one begins
     */
    private int whole(byte[] chunk, int from, int to, Consumer<byte[]> message) {
        for (int line = from; line < to; ) {
            int end = LineEnd.lineFeed(chunk, line, to);
            if (end < to && isEmpty(chunk, line, end)) {
                if (end - from > LONGEST) {
                    tooLong++;
                } else {
                    hand(chunk, from, line, message);
                }
                return end + 1;
            }
            line = end + 1;
        }
        return line(chunk, from, to, message);
    }

    /** @return where the next line begins */
    private int line(byte[] chunk, int from, int to, Consumer<byte[]> message) {
        int end = LineEnd.lineFeed(chunk, from, to);
        append(chunk, from, end);
        if (end < to) {
            endOfLine(message);
        }
        return end + 1;
    }

    private void endOfLine(Consumer<byte[]> message) {
        if (lineIsEmpty) {
            end(message);
        } else {
            append(NEW_LINE, 0, 1);
        }
        lineIsEmpty = true;
    }

    private static boolean isEmpty(byte[] line, int from, int to) {
        for (int i = from; i < to; i++) {
            if (line[i] != '\r') {
                return false;
            }
        }
        return true;
    }

    private void append(byte[] bytes, int from, int to) {
        lineIsEmpty = lineIsEmpty && isEmpty(bytes, from, to);
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
        if (!passingOver) {
            hand(buffer, 0, length, message);
        }
        passingOver = false;
        length = 0;
    }

    private static void hand(byte[] bytes, int from, int to, Consumer<byte[]> message) {
        int end = to;
        while (end > from && (bytes[end - 1] == '\r' || bytes[end - 1] == '\n')) {
            end--;
        }
        if (end > from) {
            message.accept(Arrays.copyOfRange(bytes, from, end));
        }
    }
}
