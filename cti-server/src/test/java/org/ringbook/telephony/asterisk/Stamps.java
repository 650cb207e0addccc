package org.ringbook.telephony.asterisk;

import java.nio.charset.StandardCharsets;

/** Moves the time stamp of a message. */
final class Stamps {

    private Stamps() {}

    static byte[] moved(byte[] message, int micros) {
        String text = new String(message, StandardCharsets.ISO_8859_1);
        int at = text.indexOf("Timestamp: ");
        if (at < 0) {
            return message;
        }
        int from = at + "Timestamp: ".length();
        int to = text.indexOf('\r', from);
        String[] stamp = text.substring(from, to).split("\\.");
        long moved = Long.parseLong(stamp[0]) * 1_000_000 + Long.parseLong(stamp[1]) + micros;
        String written = "%d.%06d".formatted(moved / 1_000_000, moved % 1_000_000);
        return (text.substring(0, from) + written + text.substring(to)).getBytes(StandardCharsets.ISO_8859_1);
    }
}
