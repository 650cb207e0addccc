package org.ringbook.telephony.generic;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import org.ringbook.telephony.inbox.NotUnderstood.Problem;
import org.ringbook.telephony.operators.Receipt;
import org.ringbook.times.TimeReader;

/**
 * The values of one message, read; what cannot be read is noted, and counts as not told.
 *
 * @param reported as they stand in the message
 */
record Values(Dictionary dictionary, Map<Field, String> reported, TimeReader times, Receipt receipt) {

    /** @return null when it is not told, or the settings do not say what it means */
    <T> T named(Field field, String kind, Function<String, T> what) {
        String value = reported.get(field);
        String meaning = value == null ? null : dictionary.meaning(kind, value);
        if (value != null && meaning == null) {
            receipt.note(Problem.NOT_NAMED, field.setting(), value);
        }
        return meaning == null ? null : what.apply(meaning);
    }

    /** @return null when it is not told, unset, or cannot be */
    Instant time(Field field) {
        return receipt.time(times, field.setting(), reported.get(field));
    }

    /** @return null when it is not told, or is none */
    Duration duration(Field field) {
        return receipt.duration(field.setting(), reported.get(field));
    }
}
