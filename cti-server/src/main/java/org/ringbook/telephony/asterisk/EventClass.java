package org.ringbook.telephony.asterisk;

import java.nio.charset.StandardCharsets;

/** The class that an event names in its second line, {@code Privilege: call,all}. */
final class EventClass {

    private static final byte[] HEADER = "Privilege: ".getBytes(StandardCharsets.US_ASCII);

    private EventClass() {}

    /** @return the first word of it; null when the event names none */
    static String of(byte[] event) {
        int line = 0;
        while (line < event.length && event[line] != '\n') {
            line++;
        }
        int start = line + 1;
        if (start + HEADER.length >= event.length) {
            return null;
        }
        for (int i = 0; i < HEADER.length; i++) {
            if (event[start + i] != HEADER[i]) {
                return null;
            }
        }
        int end = start + HEADER.length;
        while (end < event.length && event[end] >= 'a' && event[end] <= 'z') {
            end++;
        }
        return new String(event, start + HEADER.length, end - start - HEADER.length, StandardCharsets.US_ASCII);
    }
}
