package org.ringbook.telephony.beeline;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import org.apache.commons.codec.digest.DigestUtils;
import org.ringbook.telephony.webhooks.RawHook;
import org.ringbook.times.TimeReader;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Which kinds of messages are kept, and how they are taken apart. */
final class Messages {

    /** Milliseconds since 1970; in Moscow's time where somebody writes them otherwise. */
    static final TimeReader TIMES = new TimeReader("epoch-ms", ZoneId.of("Europe/Moscow"));

    static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** What the PBX sent; the address that it came to is a secret. */
    static final String EVENT = "event";
    /** What was read by ourselves; nothing that is sent to us is kept under these. */
    static final String ROW = "pull/statistics";

    static final String RECORD = "pull/records";
    /** Who works there, as it was read. */
    static final String ABONENTS = "pull/abonents";
    /** What we asked the PBX to dial. */
    static final String DIALLED = "dialled";

    private Messages() {}

    static byte[] message(String path, String text) {
        return new RawHook(path, text.getBytes(StandardCharsets.UTF_8)).bytes();
    }

    /** @return null when it is no JSON */
    static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JacksonException unreadable) {
            return null;
        }
    }

    /** The same for the same content. */
    static String digest(String text) {
        return DigestUtils.sha256Hex(text).substring(0, 24);
    }
}
