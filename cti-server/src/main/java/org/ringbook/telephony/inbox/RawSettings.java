package org.ringbook.telephony.inbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings block {@code ringbook.raw}: what the sources said, word for word.
 *
 * @param keep how long it is kept, in whole days; at least one
 */
@ConfigurationProperties("ringbook.raw")
record RawSettings(@DefaultValue("30d") Duration keep) {

    private static final long MOST_DAYS = 3650;

    RawSettings {
        if (keep.toDays() < 1 || keep.toDays() > MOST_DAYS) {
            throw new IllegalArgumentException("The setting ringbook.raw.keep must be 1d to " + MOST_DAYS + "d, and is "
                    + keep.toDays() + " days (" + keep + ").");
        }
    }
}
