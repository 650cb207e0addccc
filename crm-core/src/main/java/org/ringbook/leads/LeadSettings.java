package org.ringbook.leads;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How leads are taken and given out.
 *
 * @param fromCalls whether a call of somebody unknown becomes a lead
 * @param missedFrom a missed call that was shorter makes none
 * @param answerWithin working time until somebody should have answered
 * @param reopenWithin days after which a lead that was closed is not opened again, but a new one
 * @param handOnAfter working time after which a lead that nobody touched goes to the next in turn; zero for never
 * @param queues by name; one that is not here gives its leads to nobody by itself
 */
@ConfigurationProperties("ringbook.leads")
public record LeadSettings(
        @DefaultValue("false") boolean fromCalls,
        @DefaultValue("5s") Duration missedFrom,
        @DefaultValue("30m") Duration answerWithin,
        @DefaultValue("14") int reopenWithin,
        @DefaultValue("60m") Duration handOnAfter,
        Map<String, Queue> queues) {

    /** The queue of whatever names none. */
    public static final String USUAL = "sales";

    public LeadSettings {
        queues = queues == null ? Map.of() : Map.copyOf(queues);
    }

    /** @param members who are given its leads in turn */
    public record Queue(@DefaultValue List<Member> members) {}

    /** @param login of one of our people */
    public record Member(
            String login,
            @DefaultValue("1") int weight,
            @DefaultValue("20") int capacity) {}
}
