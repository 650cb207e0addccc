package org.ringbook.floor;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings block {@code ringbook.floor}.
 *
 * @param answerWithin the time of the service level: who is answered within it is answered in time
 * @param shortAbandon who gives up in a queue before that does not count in the service level
 * @param formula which of the formulas of the service level the company uses
 * @param staleAfter for how long a telephone system may be away before what it told is shown as old
 */
@ConfigurationProperties("ringbook.floor")
public record FloorSettings(
        @DefaultValue("20s") Duration answerWithin,
        @DefaultValue("5s") Duration shortAbandon,
        @DefaultValue("without-short") ServiceLevel.Formula formula,
        @DefaultValue("10s") Duration staleAfter) {

    /** @throws IllegalArgumentException in words that say what to set */
    public FloorSettings {
        require("answer-within", answerWithin, 1, 3600);
        require("short-abandon", shortAbandon, 0, 60);
        require("stale-after", staleAfter, 2, 600);
    }

    private static void require(String name, Duration value, long least, long most) {
        if (value.toSeconds() < least || value.toSeconds() > most) {
            throw new IllegalArgumentException(
                    "The setting ringbook.floor." + name + " must be " + least + "s to " + most + "s.");
        }
    }
}
