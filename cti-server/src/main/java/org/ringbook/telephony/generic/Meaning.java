package org.ringbook.telephony.generic;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.ringbook.refusals.Refused;

/** What the value of the field {@code event} can mean. */
enum Meaning {
    /** A call began: somebody calls us, or one of ours calls. */
    BEGAN,
    /** The telephone of an employee rings; of an outbound call, the customer's. */
    RINGS,
    /** Whoever was rung answered. */
    ANSWERED,
    HELD,
    RESUMED,
    /** The employee handed the call on to {@code to}. */
    TRANSFERRED,
    /** The part of one employee ended. */
    LEG_ENDED,
    /** The call is over. */
    OVER,
    /** A recording of the call exists. */
    RECORDED,
    /** The whole call, told when it is over. */
    CALL,
    /** Nothing that is wanted. */
    NOTHING;

    /** @throws IllegalArgumentException in words that say which there are */
    static Meaning of(String setting) {
        try {
            return valueOf(setting.strip().toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException unknown) {
            String all = Arrays.stream(values())
                    .map(one -> one.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .collect(Collectors.joining(", "));
            throw Refused.because("events", "telephony.setting.no-event", setting, all);
        }
    }
}
