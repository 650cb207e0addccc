package org.ringbook.alarms;

import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings block {@code ringbook.alarms}.
 *
 * @param off rules that are not used
 * @param callerWaits a caller in a queue waits longer
 * @param serviceLevel the least of today, in percent
 * @param serviceLevelFrom with at least so many calls
 * @param missedCall a missed call has not been called back for longer, in working time
 * @param pause a pause is longer
 * @param wrapUp work after a call is longer
 * @param talk a conversation is longer
 * @param nobodyHere working time has begun for longer
 * @param sourceSilent a telephone system is not heard for longer
 * @param keep how long alarms that are over are kept
 */
@ConfigurationProperties("ringbook.alarms")
public record AlarmSettings(
        @DefaultValue({}) Set<AlarmRule> off,
        @DefaultValue("60s") Duration callerWaits,
        @DefaultValue("80") int serviceLevel,
        @DefaultValue("20") int serviceLevelFrom,
        @DefaultValue("15m") Duration missedCall,
        @DefaultValue("45m") Duration pause,
        @DefaultValue("3m") Duration wrapUp,
        @DefaultValue("60m") Duration talk,
        @DefaultValue("10m") Duration nobodyHere,
        @DefaultValue("60s") Duration sourceSilent,
        @DefaultValue("400d") Duration keep) {

    /** @throws IllegalArgumentException in words that say what to set */
    public AlarmSettings {
        off = off == null ? Set.of() : Set.copyOf(off);
        if (serviceLevel < 1 || serviceLevel > 100) {
            throw new IllegalArgumentException("The setting ringbook.alarms.service-level must be 1 to 100 percent.");
        }
        for (Duration one : new Duration[] {callerWaits, missedCall, pause, wrapUp, talk, nobodyHere, sourceSilent}) {
            if (one.toSeconds() < 1 || one.toDays() > 7) {
                throw new IllegalArgumentException("The times of ringbook.alarms must be 1s to 7d; turn a rule off by"
                        + " naming it in ringbook.alarms.off.");
            }
        }
    }
}
