package org.ringbook.floor;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings block {@code ringbook.floor}. By what the board of today counts stands in {@code ringbook.reports}: it counts as reports do.
 *
 * @param staleAfter for how long a telephone system may be away before what it told is shown as old
 */
@ConfigurationProperties("ringbook.floor")
record FloorSettings(@DefaultValue("10s") Duration staleAfter) {

    /** @throws IllegalArgumentException in words that say what to set */
    FloorSettings {
        if (staleAfter.toSeconds() < 2 || staleAfter.toSeconds() > 600) {
            throw new IllegalArgumentException("The setting ringbook.floor.stale-after must be 2s to 600s.");
        }
    }
}
