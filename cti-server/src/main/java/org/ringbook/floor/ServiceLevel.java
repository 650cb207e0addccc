package org.ringbook.floor;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collection;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * The service level of a queue: sums of ended waits, and the formulas in use for it. Sums are added, shares never: the level of a day
 * is that of its sums. Pure.
 *
 * @param answered by a person
 * @param answeredInTime within the time T of the settings
 * @param abandoned given up by the caller
 * @param abandonedInTime within T
 * @param abandonedShort sooner than the time of the settings for short ones
 */
public record ServiceLevel(int answered, int answeredInTime, int abandoned, int abandonedInTime, int abandonedShort) {

    public static final ServiceLevel NONE = new ServiceLevel(0, 0, 0, 0, 0);

    /** How it is counted. Each has its text on screens and in reports, printed beside the figure. */
    public enum Formula {
        /** (answered in T + abandoned in T) / (answered + abandoned). */
        WITH_ABANDONED_IN_TIME,
        /** Answered in T / answered. */
        OF_ANSWERED,
        /** Answered in T / (answered + abandoned). */
        OF_ALL,
        /** Answered in T / (answered + abandoned after T). */
        WITHOUT_ABANDONED_IN_TIME,
        /** (answered in T + short abandons) / (answered + abandoned). */
        WITH_SHORT,
        /** Answered in T / (answered + abandoned - short abandons): the usual one. */
        WITHOUT_SHORT;

        /** For programs and texts. */
        @JsonValue
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @return between 0 and 1; empty when there is nothing to divide by */
    public OptionalDouble by(Formula formula) {
        int all = answered + abandoned;
        return switch (formula) {
            case WITH_ABANDONED_IN_TIME -> share(answeredInTime + abandonedInTime, all);
            case OF_ANSWERED -> share(answeredInTime, answered);
            case OF_ALL -> share(answeredInTime, all);
            case WITHOUT_ABANDONED_IN_TIME -> share(answeredInTime, all - abandonedInTime);
            case WITH_SHORT -> share(answeredInTime + abandonedShort, all);
            case WITHOUT_SHORT -> share(answeredInTime, all - abandonedShort);
        };
    }

    private static OptionalDouble share(int of, int all) {
        return all == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) of / all);
    }

    public ServiceLevel plus(ServiceLevel other) {
        return new ServiceLevel(
                answered + other.answered,
                answeredInTime + other.answeredInTime,
                abandoned + other.abandoned,
                abandonedInTime + other.abandonedInTime,
                abandonedShort + other.abandonedShort);
    }

    public static ServiceLevel sum(Collection<ServiceLevel> parts) {
        return parts.stream().reduce(NONE, ServiceLevel::plus);
    }
}
