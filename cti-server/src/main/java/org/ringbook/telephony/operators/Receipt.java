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
 * @param oldest how long before it anything of the source can have happened; a device that lost its clock tells of more
 */
public record Receipt(Instant at, NotUnderstood notes, Duration oldest) {

    /** Operators tell what happens, and of the past what they are asked for: the setting {@code back}, at most a year. */
    public static final Duration OPERATORS_TELL = Duration.ofDays(366);

    /** Of an operator. */
    public Receipt(Instant at, NotUnderstood notes) {
        this(at, notes, OPERATORS_TELL);
    }

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
        TimeReading reading = judged(times.read(text, at));
        if (reading instanceof TimeReading.Unreadable) {
            note(Problem.UNREADABLE, field, text);
        } else if (reading instanceof TimeReading.Impossible) {
            note(Problem.IMPOSSIBLE, field, text);
        } else if (reading instanceof TimeReading.At read && !read.asSet()) {
            note(Problem.WRITTEN_OTHERWISE, field, text);
        }
        return reading.orNull();
    }

    private TimeReading judged(TimeReading reading) {
        boolean tooOld = reading instanceof TimeReading.At read && read.at().isBefore(at.minus(oldest));
        return tooOld ? new TimeReading.Impossible(reading.orNull()) : reading;
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
