package org.ringbook.telephony.asterisk;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Where a line of bytes ends, found eight bytes at a time. Pure. */
final class LineEnd {

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long LINE_FEEDS = ONES * '\n';
    private static final long CARRIAGE_RETURNS = ONES * '\r';
    private static final long COLONS = ONES * ':';

    private LineEnd() {}

    /** The first line feed; {@code to} when there is none. */
    static int lineFeed(byte[] bytes, int from, int to) {
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            long found = zeros((long) EIGHT.get(bytes, at) ^ LINE_FEEDS);
            if (found != 0) {
                return at + first(found);
            }
        }
        while (at < to && bytes[at] != '\n') {
            at++;
        }
        return at;
    }

    /** The first carriage return or line feed; {@code to} when there is neither. */
    static int either(byte[] bytes, int from, int to) {
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            long eight = (long) EIGHT.get(bytes, at);
            long found = zeros(eight ^ CARRIAGE_RETURNS) | zeros(eight ^ LINE_FEEDS);
            if (found != 0) {
                return at + first(found);
            }
        }
        while (at < to && bytes[at] != '\r' && bytes[at] != '\n') {
            at++;
        }
        return at;
    }

    /** The first colon, or the end of the line if there is none; {@code to} when there is neither. */
    static int orColon(byte[] bytes, int from, int to) {
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            long eight = (long) EIGHT.get(bytes, at);
            long found = zeros(eight ^ COLONS) | zeros(eight ^ CARRIAGE_RETURNS) | zeros(eight ^ LINE_FEEDS);
            if (found != 0) {
                return at + first(found);
            }
        }
        while (at < to && bytes[at] != ':' && bytes[at] != '\r' && bytes[at] != '\n') {
            at++;
        }
        return at;
    }

    /** The highest bit of each byte that is zero; above the first of them it may stand in others as well. */
    private static long zeros(long eight) {
        return eight - ONES & ~eight & ONES << 7;
    }

    private static int first(long found) {
        return Long.numberOfTrailingZeros(found) >>> 3;
    }
}
