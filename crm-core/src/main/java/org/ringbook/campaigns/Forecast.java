package org.ringbook.campaigns;

import java.time.Instant;

/**
 * What was foreseen of a campaign.
 *
 * @param entries that were not over then
 * @param agents who were reckoned with
 * @param early when nobody is left to call in one play of ten; null when that is not seen within sixty days
 * @param usual as above, in every second play
 * @param late as above, in nine of ten
 * @param idle share of the agents' time without a call
 * @param dropped share of those who answer and get nobody: none, as long as there is an agent for each line
 * @param contactsAnHour people spoken with in an hour, by all agents
 * @param lines at the same time
 */
public record Forecast(
        Instant madeAt,
        int entries,
        int agents,
        Instant early,
        Instant usual,
        Instant late,
        double idle,
        double dropped,
        double contactsAnHour,
        int lines) {}
