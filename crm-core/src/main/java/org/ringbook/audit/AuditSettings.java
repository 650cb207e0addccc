package org.ringbook.audit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings block {@code ringbook.audit}.
 *
 * @param keep how long entries are kept; at least a day
 */
@ConfigurationProperties("ringbook.audit")
public record AuditSettings(@DefaultValue("1095d") Duration keep) {

    /** @throws IllegalArgumentException in words that say what to set */
    public AuditSettings {
        if (keep.toDays() < 1 || keep.toDays() > 36500) {
            throw new IllegalArgumentException("The setting ringbook.audit.keep must be 1d to 36500d.");
        }
    }
}
