package org.ringbook.changes;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings block {@code ringbook.changes}.
 *
 * @param keep how long the history of fields is kept; at least a day
 */
@ConfigurationProperties("ringbook.changes")
public record ChangeSettings(@DefaultValue("1095d") Duration keep) {

    /** @throws IllegalArgumentException in words that say what to set */
    public ChangeSettings {
        if (keep.toDays() < 1 || keep.toDays() > 36500) {
            throw new IllegalArgumentException("The setting ringbook.changes.keep must be 1d to 36500d.");
        }
    }
}
