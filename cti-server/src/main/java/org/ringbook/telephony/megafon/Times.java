package org.ringbook.telephony.megafon;

import java.time.Duration;
import java.time.Instant;

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

    static final String TOTAL = "the duration that a webhook tells is that of the whole call";
    static final String TALK = "the duration that a webhook tells is that of the conversation";

    static Times of(Part part, Variants variants) {
        Leg answering = part.legs().values().stream()
                .filter(Leg::answered)
                .min(java.util.Comparator.comparing(leg -> leg.accepted))
                .orElse(null);
        CallRecord record = part.record();
        if (record == null) {
            Instant accepted = answering == null ? null : answering.accepted;
            return new Times(part.firstHeard(), accepted, null, Duration.ZERO, false);
        }
        return ofRecord(part, record, answering, variants);
    }

    private static Times ofRecord(Part part, CallRecord record, Leg answering, Variants variants) {
        long wait = Math.max(0, record.waited());
        long talk = record.duration();
        Instant began = record.start();
        if (record.answered() && !record.pulled()) {
            long heard = answering == null || answering.completed == null
                    ? -1
                    : Duration.between(answering.accepted, answering.completed).toSeconds();
            boolean whole = isWhole(record, heard);
            if (heard >= 0) {
                variants.met(whole ? TOTAL : TALK);
            }
            if (record.waited() < 0) {
                wait = heardWait(part, record, answering, heard, whole);
            }
            talk = whole ? Math.max(0, record.duration() - wait) : record.duration();
        }
        Instant answered = record.answered() ? began.plusSeconds(wait) : null;
        Instant ended = record.answered() ? answered.plusSeconds(talk) : began.plusSeconds(Math.max(wait, talk));
        return new Times(began, answered, ended, shift(part, answering, answered, ended), true);
    }

    /** What was heard decides. Without it: the reference calls it the whole, and the whole is longer than the wait. */
    private static boolean isWhole(CallRecord record, long heard) {
        if (heard >= 0 && record.waited() >= 0) {
            long asWhole = Math.abs(record.duration() - record.waited() - heard);
            return asWhole <= Math.abs(record.duration() - heard);
        }
        if (heard >= 0) {
            return record.duration() > heard + 1;
        }
        return record.duration() >= record.waited();
    }

    private static long heardWait(Part part, CallRecord record, Leg answering, long heard, boolean whole) {
        if (heard >= 0 && whole) {
            return Math.max(0, record.duration() - heard);
        }
        return answering == null
                ? 0
                : Math.max(
                        0,
                        Duration.between(part.firstHeard(), answering.accepted).toSeconds());
    }

    private static Duration shift(Part part, Leg answering, Instant answered, Instant ended) {
        if (answering != null && answered != null) {
            return Duration.between(answering.accepted, answered);
        }
        return part.heard() ? Duration.between(part.lastHeard(), ended) : Duration.ZERO;
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
