package org.ringbook.telephony.generic;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.ringbook.refusals.Refused;

/** What of a call a field of a message can tell. */
enum Field {
    /** Id of the call; the only one that every message must have. */
    CALL,
    EVENT,
    DIRECTION,
    /** Number of the customer. */
    EXTERNAL,
    /** Our employee: extension, login or number. */
    EMPLOYEE,
    /** Our number. */
    LINE,
    QUEUE,
    /** To whom it was handed on; of an internal call, whom the employee calls. */
    TO,
    /** When it happened. */
    AT,
    /** When the call began. */
    START,
    /** Seconds until somebody answered. */
    WAIT,
    /** Seconds of the conversation. */
    TALK,
    RESULT,
    /** Who hung up. */
    ENDED_BY,
    /** Address or id of a recording. */
    RECORDING,
    /** Our own id of a click, given back. */
    REQUEST;

    String setting() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException in words that say which there are */
    static Field of(String setting) {
        try {
            return valueOf(setting.strip().toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException unknown) {
            String all = Arrays.stream(values()).map(Field::setting).collect(Collectors.joining(", "));
            throw Refused.because("fields", "telephony.setting.no-field", setting, all);
        }
    }
}
