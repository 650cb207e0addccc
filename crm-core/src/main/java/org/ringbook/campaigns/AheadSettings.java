package org.ringbook.campaigns;

import java.time.Instant;
import java.util.UUID;

/**
 * With what an administrator allowed that a campaign is dialled ahead of agents who are ready.
 *
 * @param mostAbandoned of a hundred people who answer, so many may find nobody: in a day, and in thirty days
 * @param linesPerAgent at most, for one agent who is ready, where lines are dialled by power
 * @param message sound of the telephone system that is played to whoever finds nobody; null for none
 */
public record AheadSettings(
        double mostAbandoned, double linesPerAgent, String message, UUID allowedBy, Instant allowedAt) {

    /** What the law of some countries bears; none bears more. */
    public static final double MOST_ABANDONED = 3.0;

    public static final double USUAL_ABANDONED = 2.5;
    public static final double USUAL_LINES = 1.5;
    public static final double MOST_LINES = 3.0;

    /** As a share of one. */
    public double limit() {
        return mostAbandoned / 100;
    }
}
