package org.ringbook.telephony.asterisk;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Moves the time stamp of a message. */
final class Stamps {

    private Stamps() {}

    /** A little later. */
    static byte[] moved(byte[] message, int micros) {
        Instant stamp = AmiEvents.time(new AmiMessage(message), null);
        return stamp == null ? message : at(message, stamp.plusNanos(micros * 1000L));
    }

    /** At another time. */
    static byte[] at(byte[] message, Instant time) {
        String text = new String(message, StandardCharsets.ISO_8859_1);
        int from = text.indexOf("Timestamp: ") + "Timestamp: ".length();
        int to = text.indexOf('\r', from);
        String stamp = "%d.%06d".formatted(time.getEpochSecond(), time.getNano() / 1000);
        return (text.substring(0, from) + stamp + text.substring(to)).getBytes(StandardCharsets.ISO_8859_1);
    }
}
