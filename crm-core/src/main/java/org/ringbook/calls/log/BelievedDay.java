package org.ringbook.calls.log;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.function.UnaryOperator;

/**
 * Until which day the clock is believed by who drops for good what is old. A clock that is ahead makes everything old at once: it is
 * believed only while it goes on from what was written last, or when something was written on a few days after such a leap. Pure.
 */
public final class BelievedDay {

    /** On so many days somebody would have noticed. */
    private static final int ENOUGH = 3;

    private BelievedDay() {}

    /**
     * @param today as the clock says
     * @param newestBefore the last day before another one on which something was written; null when there is none
     * @param far so many days without anything are a leap
     * @return today, or the last day before a leap that is not believed
     */
    public static LocalDate of(LocalDate today, UnaryOperator<LocalDate> newestBefore, int far) {
        LocalDate believed = today;
        LocalDate later = today;
        int days = 0;
        for (LocalDate day = newestBefore.apply(today.plusDays(1));
                day != null && days < ENOUGH;
                day = newestBefore.apply(day)) {
            if (ChronoUnit.DAYS.between(day, later) > far) {
                believed = day;
                days = 0;
            }
            days++;
            later = day;
        }
        return believed;
    }
}
