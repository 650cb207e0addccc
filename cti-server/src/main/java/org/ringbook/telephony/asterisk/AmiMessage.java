package org.ringbook.telephony.asterisk;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One AMI message: a map with a name. It keeps the bytes as they came and looks headers up in them, because of the
 * hundred messages of a call few are of interest, and of those few headers. Not for several threads.
 */
final class AmiMessage {

    private static final int MOST_HEADERS = 256;

    private final byte[] bytes;
    /** Per header: start of the name, end of the name, start of the value, end of the value. */
    private int[] spans;

    private int count;
    private boolean repeated;
    private String event;

    /** @param bytes lines "Name: value", each ended by CR LF or LF; the empty line at the end may be there or not */
    AmiMessage(byte[] bytes) {
        this.bytes = bytes;
    }

    static AmiMessage of(String text) {
        return new AmiMessage(text.getBytes(StandardCharsets.UTF_8));
    }

    byte[] bytes() {
        return bytes;
    }

    /** The name of the event; null when the message is none. */
    String event() {
        if (event == null) {
            event = startsWith("Event: ") ? text(7, endOfLine(7)) : get("Event");
        }
        return event;
    }

    boolean isEvent(String name) {
        return name.equals(event());
    }

    /** Asterisk writes "&lt;unknown&gt;", "&lt;null&gt;" or nothing where it knows nothing: all are null here. */
    String get(String name) {
        String value = raw(name);
        boolean nothing = value == null || value.isEmpty() || value.equals("<unknown>") || value.equals("<null>");
        return nothing ? null : value;
    }

    /** The value as it was sent, of the first header of that name; null when there is none. */
    String raw(String name) {
        scan();
        for (int i = 0; i < count; i++) {
            if (nameIs(i, name)) {
                return text(spans[i * 4 + 2], spans[i * 4 + 3]);
            }
        }
        return null;
    }

    /** A variable of the channel that the event is of, where {@code channelvars} in manager.conf names it; null when it is not told. */
    String variable(String name) {
        scan();
        String begins = name + "=";
        for (int i = 0; i < count; i++) {
            if (nameIs(i, "ChanVariable")) {
                String value = text(spans[i * 4 + 2], spans[i * 4 + 3]);
                if (value.startsWith(begins) && value.length() > begins.length()) {
                    return value.substring(begins.length());
                }
            }
        }
        return null;
    }

    /**
     * True when a header stands twice that can only stand once. Asterisk does not send such a message by itself, so
     * somebody else wrote a part of it.
     */
    boolean forged() {
        scan();
        return repeated;
    }

    /** All headers, for people; of a repeated one the values are listed. */
    Map<String, String> headers() {
        scan();
        var headers = new LinkedHashMap<String, String>();
        for (int i = 0; i < count; i++) {
            headers.merge(
                    text(spans[i * 4], spans[i * 4 + 1]),
                    text(spans[i * 4 + 2], spans[i * 4 + 3]),
                    (one, two) -> one + ", " + two);
        }
        return headers;
    }

    private void scan() {
        if (spans != null) {
            return;
        }
        spans = new int[48 * 4];
        long seen = 0;
        int at = 0;
        while (at < bytes.length && count < MOST_HEADERS) {
            int colon = at;
            while (colon < bytes.length && bytes[colon] != ':' && bytes[colon] != '\r' && bytes[colon] != '\n') {
                colon++;
            }
            int end = endOfLine(colon);
            if (colon > at && colon < end) {
                seen = remember(at, colon, end, seen);
            }
            at = end;
            while (at < bytes.length && (bytes[at] == '\r' || bytes[at] == '\n')) {
                at++;
            }
        }
    }

    private long remember(int start, int colon, int end, long seen) {
        if (spans.length == count * 4) {
            spans = Arrays.copyOf(spans, spans.length * 2);
        }
        int value = colon + 1 < end && bytes[colon + 1] == ' ' ? colon + 2 : colon + 1;
        long bit = 1L << hash(start, colon);
        if ((seen & bit) != 0 && standsAlready(start, colon) && !mayRepeat(start, colon)) {
            repeated = true;
        }
        int at = count++ * 4;
        spans[at] = start;
        spans[at + 1] = colon;
        spans[at + 2] = value;
        spans[at + 3] = end;
        return seen | bit;
    }

    /** Tells most names of one message apart without reading all of each. */
    private int hash(int from, int to) {
        int hash = (to - from) * 31 + bytes[from];
        hash = hash * 31 + bytes[(from + to) >>> 1];
        hash = hash * 31 + bytes[to - 3 > from ? to - 3 : from];
        return hash & 63;
    }

    private boolean standsAlready(int from, int to) {
        for (int i = 0; i < count; i++) {
            if (Arrays.equals(bytes, from, to, bytes, spans[i * 4], spans[i * 4 + 1])) {
                return true;
            }
        }
        return false;
    }

    private boolean mayRepeat(int from, int to) {
        String name = text(from, to);
        return name.endsWith("ChanVariable") || name.equals("Variable") || name.equals("Output");
    }

    private boolean nameIs(int header, String name) {
        int from = spans[header * 4];
        int length = spans[header * 4 + 1] - from;
        if (length != name.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (bytes[from + i] != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private boolean startsWith(String start) {
        if (bytes.length < start.length()) {
            return false;
        }
        for (int i = 0; i < start.length(); i++) {
            if (bytes[i] != start.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private int endOfLine(int from) {
        int end = from;
        while (end < bytes.length && bytes[end] != '\r' && bytes[end] != '\n') {
            end++;
        }
        return end;
    }

    private String text(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    /** The name alone: a message may hold anything that a caller chose to call himself. */
    @Override
    public String toString() {
        return "AmiMessage[" + event() + ", " + bytes.length + " bytes]";
    }
}
