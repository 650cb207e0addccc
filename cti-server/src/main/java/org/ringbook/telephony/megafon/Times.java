package org.ringbook.telephony.megafon;

import java.time.Duration;
import java.time.Instant;
import org.ringbook.telephony.megafon.Durations.Shown;

/**
 * When it all was, by the PBX's clock as soon as a record gives times; events have none, and stand in only until then. What
 * only events tell (who was rung meanwhile) is moved to fit the record.
 *
 * @param answered null when nobody answered, or not yet
 * @param ended null while it goes on
 * @param shift from our clock to the record's
 * @param record whether the times are those of a record
 */
record Times(Instant began, Instant answered, Instant ended, Duration shift, boolean record) {

    /** How far an event may be from what the record says, and still tell when something was. */
    private static final Duration ON_TIME = Duration.ofSeconds(3);
    /** Clocks may differ, and by less. */
    private static final Duration LATE = Duration.ofSeconds(30);

    static Times of(Part part, Durations durations) {
        Leg answering = part.legs().values().stream()
                .filter(Leg::answered)
                .min(java.util.Comparator.comparing(leg -> leg.accepted))
                .orElse(null);
        CallRecord record = part.record();
        if (record == null) {
            Instant accepted = answering == null ? null : answering.accepted;
            return new Times(part.firstReceived(), accepted, null, Duration.ZERO, false);
        }
        return ofRecord(part, record, answering, durations);
    }

    private static Times ofRecord(Part part, CallRecord record, Leg answering, Durations durations) {
        long wait = Math.max(0, record.waited());
        long talk = record.duration();
        Instant began = record.start();
        if (record.answered() && !record.pulled()) {
            long spoken = answering == null || answering.completed == null || !cameOnTime(part, record, answering)
                    ? -1
                    : Duration.between(answering.accepted, answering.completed).toSeconds();
            boolean whole = isWhole(part, record, answering, spoken, durations);
            if (record.waited() < 0) {
                wait = receivedWait(part, record, answering, spoken, whole);
            }
            talk = whole ? Math.max(0, record.duration() - wait) : record.duration();
        }
        Instant answered = record.answered() ? began.plusSeconds(wait) : null;
        Instant ended = record.answered() ? answered.plusSeconds(talk) : began.plusSeconds(Math.max(wait, talk));
        return new Times(began, answered, ended, shift(part, answering, answered, ended), true);
    }

    /** Events tell no times, and may be minutes late: then the time between two of them is nothing that happened. */
    private static boolean cameOnTime(Part part, CallRecord record, Leg answering) {
        if (record.waited() < 0) {
            return cameOneAfterAnother(part, record, answering);
        }
        Instant answered = record.start().plusSeconds(record.waited());
        return answeredOnTime(part, record, answering)
                && (isNear(answering.completed, record.start().plusSeconds(record.duration()))
                        || isNear(answering.completed, answered.plusSeconds(record.duration())));
    }

    private static boolean answeredOnTime(Part part, CallRecord record, Leg answering) {
        return isNear(part.firstReceived(), record.start())
                && isNear(answering.accepted, record.start().plusSeconds(record.waited()));
    }

    /** Where the wait is not told, the time between events must fit the duration: those that come late come together. */
    private static boolean cameOneAfterAnother(Part part, CallRecord record, Leg answering) {
        Duration spoken = Duration.between(answering.accepted, answering.completed);
        Duration all = Duration.between(part.firstReceived(), answering.completed);
        Duration recorded = Duration.ofSeconds(record.duration());
        return !isLate(part, record)
                && spoken.compareTo(Duration.ofSeconds(1)) >= 0
                && (isNear(spoken, recorded) || isNear(all, recorded));
    }

    private static boolean isLate(Part part, CallRecord record) {
        return Duration.between(record.start(), part.firstReceived()).abs().compareTo(LATE) > 0;
    }

    private static boolean isNear(Duration one, Duration other) {
        return one.minus(other).abs().compareTo(ON_TIME) <= 0;
    }

    private static boolean isNear(Instant one, Instant other) {
        return Duration.between(one, other).abs().compareTo(ON_TIME) <= 0;
    }

    /** What was heard decides, of this call or of others. */
    private static boolean isWhole(Part part, CallRecord record, Leg answering, long spoken, Durations durations) {
        if (record.waited() < 0) {
            return spoken < 0 || record.duration() > spoken + 1;
        }
        if (record.duration() < record.waited()) {
            return false;
        }
        if (record.waited() > 0
                && answering != null
                && answering.completed != null
                && answeredOnTime(part, record, answering)) {
            durations.measured(part.call, shown(record, spoken));
        }
        return durations.areWhole();
    }

    /** @param spoken seconds by the events; -1 when the end came at no time that fits */
    private static Shown shown(CallRecord record, long spoken) {
        if (spoken < 0) {
            return Shown.NEITHER;
        }
        long asWhole = Math.abs(record.duration() - record.waited() - spoken);
        return asWhole <= Math.abs(record.duration() - spoken) ? Shown.WHOLE : Shown.CONVERSATION;
    }

    private static long receivedWait(Part part, CallRecord record, Leg answering, long spoken, boolean whole) {
        if (spoken >= 0 && whole) {
            return Math.max(0, record.duration() - spoken);
        }
        boolean told = answering != null
                && !isLate(part, record)
                && (answering.completed == null || cameOneAfterAnother(part, record, answering));
        return !told
                ? 0
                : Math.max(
                        0,
                        Duration.between(part.firstReceived(), answering.accepted)
                                .toSeconds());
    }

    private static Duration shift(Part part, Leg answering, Instant answered, Instant ended) {
        if (answering != null && answered != null) {
            return Duration.between(answering.accepted, answered);
        }
        return part.wasReceived() ? Duration.between(part.lastReceived(), ended) : Duration.ZERO;
    }

    /** A moment that we heard of, by the record's clock, and never outside of the call. */
    Instant at(Instant received) {
        Instant moved = received.plus(shift);
        if (moved.isBefore(began)) {
            return began;
        }
        return ended != null && moved.isAfter(ended) ? ended : moved;
    }
}
