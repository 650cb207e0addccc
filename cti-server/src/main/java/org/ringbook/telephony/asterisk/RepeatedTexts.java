package org.ringbook.telephony.asterisk;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Texts that stand in many messages, ids and names of channels above all, are made once: whoever looks one up afterwards finds the same
 * object, whose hash is known. Keeps the last of some thousands, and none that is long. For one thread.
 */
final class RepeatedTexts {

    private static final int PLACES = 8192;
    private static final int LONGEST = 64;

    private record Known(String text, byte[] bytes) {}

    private final Known[] texts = new Known[PLACES];

    /** The text in UTF-8 that stands there. */
    String of(byte[] bytes, int from, int to) {
        if (to - from > LONGEST) {
            return new String(bytes, from, to - from, StandardCharsets.UTF_8);
        }
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + bytes[i];
        }
        int place = (hash ^ hash >>> 16) & PLACES - 1;
        Known known = texts[place];
        if (known != null && Arrays.equals(bytes, from, to, known.bytes, 0, known.bytes.length)) {
            return known.text;
        }
        String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        texts[place] = new Known(text, Arrays.copyOfRange(bytes, from, to));
        return text;
    }
}
