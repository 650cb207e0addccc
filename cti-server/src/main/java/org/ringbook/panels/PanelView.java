package org.ringbook.panels;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ringbook.agentstates.AgentState;
import org.ringbook.reports.ServiceLevel;

/**
 * What a panel shows at one moment: figures, and our people by name. Nothing of a client is in it.
 *
 * @param counts how many people are in each state
 * @param people at most as many as fit on the pages
 * @param stale names of telephone systems that are not heard, and since when
 * @param sales null on panels of another kind
 * @param deals null there, too, and while they cannot be counted
 */
public record PanelView(
        Instant at,
        Map<AgentState, Long> counts,
        List<Person> people,
        List<Queue> queues,
        Map<String, Instant> stale,
        Missed missed,
        Sales sales,
        Deals deals,
        List<CallList> lists) {

    /** @param since when the state began; null when nobody knows */
    public record Person(UUID id, String name, AgentState state, String reason, Instant since) {}

    /**
     * One queue.
     *
     * @param longestSince since when who waits longest does; null when nobody waits
     * @param level between 0 and 1; null when there is nothing to divide by
     * @param quarters service levels of the last quarters of an hour, oldest first
     */
    public record Queue(
            String name,
            int waiting,
            Instant longestSince,
            int free,
            int talking,
            int offered,
            long abandoned,
            Double level,
            ServiceLevel formula,
            List<Quarter> quarters) {}

    /**
     * A quarter of an hour.
     *
     * @param offered calls that entered in it
     * @param level null when there is nothing to divide by
     */
    public record Quarter(int offered, Double level) {}

    /** @param oldest when the first of them called; null for none */
    public record Missed(int count, Instant oldest) {}

    /**
     * Calls of today.
     *
     * @param best the three with the most calls, and nobody else
     */
    public record Sales(int answered, int placed, long talkMinutes, List<Best> best) {}

    /**
     * Deals of the month, in the company's currency.
     *
     * @param plan null for none, as {@code done}, which is 0 to 1 and more
     * @param overdue open ones whose expected day has passed
     * @param offers that were sent today
     * @param best the three who won most, and nobody else
     */
    public record Deals(
            int won,
            BigDecimal sum,
            BigDecimal plan,
            Double done,
            BigDecimal forecast,
            int overdue,
            int offers,
            List<Winner> best) {}

    public record Winner(String name, BigDecimal sum) {}

    public record Best(String name, int calls) {}

    /** One list of calls that is worked through. */
    public record CallList(String name, long all, long over, long reached, long success, int percent) {}
}
