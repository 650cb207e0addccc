package org.ringbook.dialrules;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.ringbook.refusals.Refused;

/**
 * One limit of the law or of the company, with the time in which it holds and where it comes from. Of several that fit, all hold: the
 * strictest counts.
 *
 * @param id null while it is not kept
 * @param purpose for which alone it holds; null for any
 * @param country ISO 3166 code of the called number for which alone it holds; null for any
 * @param value as its kind reads it: hours, a number, names of ways of dialling
 * @param fixed whether it refuses a call by hand, too
 * @param from first day on which it holds
 * @param to last day on which it holds, included; null for no end known
 * @param source law, decree, practice or decision, for people
 */
public record DialLimit(
        UUID id,
        Kind kind,
        Purpose purpose,
        String country,
        String value,
        boolean fixed,
        LocalDate from,
        LocalDate to,
        String source) {

    private static final int MOST = 1_000_000;
    /** Hours are asked for at each decision: each text is read once. */
    private static final Map<String, WeekHours> HOURS = new ConcurrentHashMap<>();

    private static final int MOST_HOURS = 1_000;

    /** What a limit limits. "Day" and "days" are those of the called person. */
    public enum Kind {
        /** Hours of the week: {@link WeekHours}. */
        HOURS,
        /** Attempts to one number in a day. */
        NUMBER_DAY,
        /** Attempts to one number within any 24 hours. */
        NUMBER_24H,
        /** Attempts to all numbers of a person in a day. */
        PERSON_DAY,
        /** The same in seven days, today among them. */
        PERSON_WEEK,
        /** The same in thirty days, today among them. */
        PERSON_MONTH,
        /** Attempts to a person in one campaign. */
        PERSON_CAMPAIGN,
        /** Conversations with a person in a day. */
        TALKS_DAY,
        /** The same in seven days, today among them. */
        TALKS_WEEK,
        /** The same in thirty-one days, today among them. */
        TALKS_MONTH,
        /** Days for which who refused in one campaign is left alone by the others. */
        REFUSAL_DAYS,
        /** Hours for which a number is left alone that answered and reached nobody of ours, unless an agent waits for it. */
        DROP_HOURS,
        /** Days after which a national register has to be read in anew. */
        REGISTER_DAYS,
        /** {@code required}: nobody is called who did not agree. */
        CONSENT,
        /** {@code required}: nobody is dialled automatically who did not agree; {@code told}: that is told and stops nothing. */
        AUTOMATIC_CONSENT,
        /** Ways of dialling that may be used, with commas between: {@code hand, preview}. */
        MODES,
        /** The same, once the owner has signed it for the campaign. */
        SIGNED_MODES,
        /** {@code required}: only numbers of the company's list are shown; {@code labelled}: only those with a label and a contract. */
        CALLER_ID,
        /** Calls of one purpose in a day from which on they count as mass calls, which is told. */
        MASS_DAY;

        /** In tables, addresses and JSON: lower case. */
        @JsonValue
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Kind> of(String code) {
            return Arrays.stream(values())
                    .filter(one -> one.code().equals(code))
                    .findFirst();
        }

        private boolean counts() {
            return switch (this) {
                case HOURS, CONSENT, AUTOMATIC_CONSENT, MODES, SIGNED_MODES, CALLER_ID -> false;
                default -> true;
            };
        }
    }

    /** @throws Refused in words if the value is none of its kind */
    public DialLimit {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(from);
        requireReadable(kind, value);
    }

    private static void requireReadable(Kind kind, String value) {
        if (value == null) {
            throw Refused.because("value", "dialrules.limit.value", "");
        }
        boolean readable = switch (kind) {
            case HOURS -> WeekHours.of(value) != null;
            case CONSENT -> value.equals("required");
            case AUTOMATIC_CONSENT -> value.equals("required") || value.equals("told");
            case CALLER_ID -> value.equals("required") || value.equals("labelled");
            case MODES, SIGNED_MODES ->
                Arrays.stream(value.split(",", -1))
                        .allMatch(mode -> DialMode.of(mode.strip()).isPresent());
            default -> value.matches("\\d{1,7}") && Integer.parseInt(value) <= MOST;
        };
        if (!readable) {
            throw Refused.because("value", "dialrules.limit.value", value);
        }
    }

    boolean fits(Purpose asked, String ofCountry, LocalDate day) {
        return (purpose == null || purpose == asked)
                && (country == null || country.equals(ofCountry))
                && !day.isBefore(from)
                && (to == null || !day.isAfter(to));
    }

    /** Of hours. */
    WeekHours hours() {
        WeekHours known = HOURS.get(value);
        if (known == null) {
            known = WeekHours.of(value);
            if (HOURS.size() < MOST_HOURS) {
                HOURS.put(value, known);
            }
        }
        return known;
    }

    /** Of a kind that counts. */
    int most() {
        if (!kind.counts()) {
            throw new IllegalStateException(kind + " counts nothing");
        }
        return Integer.parseInt(value);
    }

    boolean allows(DialMode mode) {
        return Arrays.stream(value.split(",")).anyMatch(one -> one.strip().equals(mode.code()));
    }
}
