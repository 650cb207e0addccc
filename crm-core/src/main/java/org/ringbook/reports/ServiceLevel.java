package org.ringbook.reports;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * The formulas of service level that are in use. Each gives a share, or nothing where nobody was waited for. Pure.
 *
 * <p>With 1,000 answered of which 860 in time, and 60 abandoned of which 20 in time and 10 under the short limit: 83.0, 86.0, 81.1, 82.7,
 * 82.1 and 81.9 %, in their order here.
 */
public enum ServiceLevel {
    /** (answered in time + abandoned in time) / all that ended. */
    WITH_ABANDONED_IN_TIME,
    /** Answered in time / answered: a queue that answers one in ten reads 100 %. */
    OF_ANSWERED,
    /** Answered in time / all that ended. */
    OF_ALL,
    /** Answered in time / (answered + abandoned later than T). */
    WITHOUT_ABANDONED_IN_TIME,
    /** (Answered in time + short abandons) / all that ended. */
    WITH_SHORT,
    /** Answered in time / (all that ended - short abandons). */
    WITHOUT_SHORT;

    /**
     * Of waits that ended.
     *
     * @param inTime answered within T
     * @param abandonedInTime abandoned within T, the short ones among them
     * @param shortAbandoned abandoned under the short limit
     */
    public record Waits(long answered, long inTime, long abandoned, long abandonedInTime, long shortAbandoned) {

        public static final Waits NONE = new Waits(0, 0, 0, 0, 0);

        /** Sums are added, shares never: the level of a day is that of its sums. */
        public Waits plus(Waits other) {
            return new Waits(
                    answered + other.answered,
                    inTime + other.inTime,
                    abandoned + other.abandoned,
                    abandonedInTime + other.abandonedInTime,
                    shortAbandoned + other.shortAbandoned);
        }
    }

    /** @return 0 to 1; null when there is nothing to divide by */
    public Double of(Waits waits) {
        long all = waits.answered() + waits.abandoned();
        return switch (this) {
            case WITH_ABANDONED_IN_TIME -> share(waits.inTime() + waits.abandonedInTime(), all);
            case OF_ANSWERED -> share(waits.inTime(), waits.answered());
            case OF_ALL -> share(waits.inTime(), all);
            case WITHOUT_ABANDONED_IN_TIME -> share(waits.inTime(), all - waits.abandonedInTime());
            case WITH_SHORT -> share(waits.inTime() + waits.shortAbandoned(), all);
            case WITHOUT_SHORT -> share(waits.inTime(), all - waits.shortAbandoned());
        };
    }

    private static Double share(long part, long whole) {
        return whole == 0 ? null : (double) part / whole;
    }

    /** As settings and JSON have it. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
