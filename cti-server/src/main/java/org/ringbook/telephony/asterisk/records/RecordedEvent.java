package org.ringbook.telephony.asterisk.records;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.Predicate;

/**
 * What the PBX would have said over AMI, retold from its records.
 *
 * @param at when it happened, by the clock of the PBX
 * @param leg the channel of which it tells most
 * @param text an AMI event without its end
 */
public record RecordedEvent(Instant at, String leg, String text) {

    /** A header of a retold message: which record it comes from. A live message has none. */
    public static final String HEALED = "Healed";

    /** A header of a retold message that is most likely heard live as well: it is no news, and yet is not said now. */
    private static final String ALSO_LIVE = "Retold";

    /** Whether a message was retold, and so does not show how far the PBX is heard. */
    public static boolean isFromRecords(Predicate<String> hasHeader) {
        return hasHeader.test(HEALED) || hasHeader.test(ALSO_LIVE);
    }

    /** @param headers names and values in turn; a value that is null or empty is left out */
    public static RecordedEvent of(Instant at, String leg, String event, String... headers) {
        var text = new StringBuilder("Event: ").append(event).append("\r\nTimestamp: ");
        long micros = at.getNano() / 1000;
        text.append(at.getEpochSecond()).append('.');
        text.append(String.valueOf(1_000_000 + micros).substring(1)).append("\r\n");
        for (int i = 0; i < headers.length; i += 2) {
            String value = headers[i + 1];
            if (value != null && !value.isEmpty()) {
                text.append(headers[i]).append(": ").append(oneLine(value)).append("\r\n");
            }
        }
        return new RecordedEvent(at, leg, text.toString());
    }

    /** A record is untrusted text as well: a line break in it must not begin a header. */
    private static String oneLine(String value) {
        return value.replace('\r', ' ').replace('\n', ' ').strip();
    }

    /** @param healedFrom which record it comes from; null for what was heard live as well, most likely */
    public byte[] message(String healedFrom) {
        String mark = (healedFrom == null ? ALSO_LIVE + ": yes" : HEALED + ": " + healedFrom) + "\r\n";
        return (text + mark + "\r\n").getBytes(StandardCharsets.UTF_8);
    }
}
