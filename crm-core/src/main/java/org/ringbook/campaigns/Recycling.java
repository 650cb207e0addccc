package org.ringbook.campaigns;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * When an entry is tried again after what an attempt came to: the same number, and its other numbers. One rule decides both, so that
 * trying again and trying the next number never happen beside each other. Pure.
 */
final class Recycling {

    private static final Duration OTHER_PART_OF_THE_DAY = Duration.ofHours(4);
    private static final Duration[] AFTER_BUSY = {Duration.ofMinutes(15), Duration.ofMinutes(45), Duration.ofHours(4)};

    private Recycling() {}

    /**
     * @param state of the number from now on
     * @param sameAt when the same number may be tried again; of no meaning when it may not
     * @param othersFrom when other numbers of the entry may be tried; null when they wait for this one
     */
    record Next(Entry.NumberState state, Instant sameAt, Instant othersFrom) {}

    /**
     * @param times how often this number came to this, with this time
     * @param zone of the called person
     */
    static Next after(TechnicalResult result, int times, Instant ended, ZoneId zone) {
        return switch (result) {
            case ANSWERED, CANCELLED -> again(ended, times, 3, Duration.ofMinutes(30), Duration.ofMinutes(30));
            case NO_ANSWER ->
                times == 1
                        ? again(ended, times, 3, OTHER_PART_OF_THE_DAY, Duration.ofMinutes(30))
                        : nextDay(ended, times, 3, zone, Duration.ofMinutes(30));
            case BUSY ->
                again(
                        ended,
                        times,
                        4,
                        AFTER_BUSY[Math.min(times, AFTER_BUSY.length) - 1],
                        times >= 2 ? Duration.ZERO : null);
            case REJECTED -> nextDay(ended, times, 2, zone, null);
            case UNREACHABLE -> again(ended, times, 3, Duration.ofHours(2), Duration.ofMinutes(10));
            case CONGESTION -> again(ended, times, Integer.MAX_VALUE, Duration.ofMinutes(2), null);
            case BAD_NUMBER ->
                times >= 2
                        ? new Next(Entry.NumberState.BAD, ended, ended)
                        : nextDay(ended, times, 2, zone, Duration.ZERO);
            case DROPPED -> again(ended, times, 2, Duration.ofHours(72), null);
            case AGENT_UNREACHABLE -> new Next(Entry.NumberState.GOOD, ended, null);
        };
    }

    /** When an agent says that a machine answered. */
    static Next afterMachine(int times, Instant ended, ZoneId zone) {
        return nextDay(ended, times, 2, zone, Duration.ofMinutes(30));
    }

    private static Next again(Instant ended, int times, int most, Duration same, Duration others) {
        return new Next(stateAfter(times, most), ended.plus(same), others == null ? null : ended.plus(others));
    }

    /** Tomorrow, three hours apart from when it was in vain today. */
    private static Next nextDay(Instant ended, int times, int most, ZoneId zone, Duration others) {
        ZonedDateTime then = ended.atZone(zone);
        LocalTime time = then.toLocalTime();
        LocalTime other = time.getHour() < 14 ? time.plusHours(3) : time.minusHours(3);
        Instant at = then.toLocalDate().plusDays(1).atTime(other).atZone(zone).toInstant();
        return new Next(stateAfter(times, most), at, others == null ? null : ended.plus(others));
    }

    private static Entry.NumberState stateAfter(int times, int most) {
        return times >= most ? Entry.NumberState.SPENT : Entry.NumberState.GOOD;
    }
}
