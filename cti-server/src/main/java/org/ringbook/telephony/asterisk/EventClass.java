package org.ringbook.telephony.asterisk;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The class that an event names in its second line, {@code Privilege: call,all}. */
final class EventClass {

    private static final byte[] HEADER = ascii("Privilege: ");

    /** Of nearly all events; asked for with each. */
    private static final byte[][] USUAL = {ascii("call"), ascii("agent"), ascii("dialplan"), ascii("cdr")};

    private static final String[] NAMES = {"call", "agent", "dialplan", "cdr"};

    private EventClass() {}

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** @return the first word of it; null when the event names none */
    static String of(byte[] event) {
        int start = LineEnd.lineFeed(event, 0, event.length) + 1;
        if (start + HEADER.length >= event.length) {
            return null;
        }
        if (!Arrays.equals(event, start, start + HEADER.length, HEADER, 0, HEADER.length)) {
            return null;
        }
        int from = start + HEADER.length;
        int to = from;
        while (to < event.length && event[to] >= 'a' && event[to] <= 'z') {
            to++;
        }
        return name(event, from, to);
    }

    private static String name(byte[] event, int from, int to) {
        for (int i = 0; i < USUAL.length; i++) {
            if (Arrays.equals(event, from, to, USUAL[i], 0, USUAL[i].length)) {
                return NAMES[i];
            }
        }
        return new String(event, from, to - from, StandardCharsets.US_ASCII);
    }
}
