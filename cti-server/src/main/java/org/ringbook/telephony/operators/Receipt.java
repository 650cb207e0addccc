package org.ringbook.telephony.operators;

import java.time.Duration;
import java.time.Instant;
import org.ringbook.telephony.inbox.NotUnderstood;
import org.ringbook.telephony.inbox.NotUnderstood.Problem;
import org.ringbook.times.DurationReader;
import org.ringbook.times.TimeReader;
import org.ringbook.times.TimeReading;

/**
 * When a message came, and where it is noted what in it cannot be understood. What cannot be counts as not told.
 *
 * @param at by our clock
 */
public record Receipt(Instant at, NotUnderstood notes) {

    /** Of a reading that notes nothing. */
    public static Receipt at(Instant received) {
        return new Receipt(received, new NotUnderstood());
    }

    public void note(Problem problem, String field, String value) {
        notes.met(problem, field, value, at);
    }

    /** @return whether what a message must have is there */
    public boolean needs(Object what, String field) {
        if (what == null) {
            note(Problem.MISSING, field, null);
        }
        return what != null;
    }

    /** @return null when it is absent, unset, no time, or one at which it cannot have happened */
    public Instant time(TimeReader times, String field, String text) {
        TimeReading reading = times.read(text, at);
        if (reading instanceof TimeReading.Unreadable) {
            note(Problem.UNREADABLE, field, text);
        } else if (reading instanceof TimeReading.Impossible) {
            note(Problem.IMPOSSIBLE, field, text);
        } else if (reading instanceof TimeReading.At read && !read.asSet()) {
            note(Problem.WRITTEN_OTHERWISE, field, text);
        }
        return reading.orNull();
    }

    /** @return null when it is absent, negative, or no duration */
    public Duration duration(String field, String text) {
        Duration duration = DurationReader.read(text);
        boolean none = text == null || text.isBlank() || text.startsWith("-");
        if (duration == null && !none) {
            note(Problem.UNREADABLE, field, text);
        }
        return duration;
    }
}
