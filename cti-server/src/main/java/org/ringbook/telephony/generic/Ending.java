package org.ringbook.telephony.generic;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.ringbook.calls.CallFact.Outcome;
import org.ringbook.refusals.Refused;

/** What the value of the field {@code result} can mean. */
enum Ending {
    ANSWERED(Outcome.ANSWERED),
    /** Nobody answered. */
    MISSED(Outcome.NO_ANSWER),
    /** The caller gave up. */
    ABANDONED(Outcome.CANCELLED),
    BUSY(Outcome.BUSY),
    REJECTED(Outcome.REJECTED),
    UNREACHABLE(Outcome.UNREACHABLE),
    INVALID_NUMBER(Outcome.INVALID_NUMBER),
    CONGESTION(Outcome.CONGESTION);

    final Outcome outcome;

    Ending(Outcome outcome) {
        this.outcome = outcome;
    }

    /** @throws IllegalArgumentException in words that say which there are */
    static Ending of(String setting) {
        try {
            return valueOf(setting.strip().toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException unknown) {
            String all = Arrays.stream(values())
                    .map(one -> one.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .collect(Collectors.joining(", "));
            throw Refused.because("results", "telephony.setting.no-result", setting, all);
        }
    }
}
