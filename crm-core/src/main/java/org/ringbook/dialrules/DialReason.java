package org.ringbook.dialrules;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.ringbook.refusals.Refusal;

/**
 * One reason why a number may not be dialled at a moment, or something that is told beside it.
 *
 * @param args what the words speak of; moments are printed in {@code zone}
 * @param since from when on it holds, such as an entry of a list; null when that says nothing
 * @param until when it ends by itself; null when somebody has to do something
 * @param zone in which moments are told: the called person's, or the company's where theirs is not known
 */
public record DialReason(Code code, Force force, List<Object> args, Instant since, Instant until, ZoneId zone) {

    /** Whom it stops. */
    public enum Force {
        /** Nobody: it is told. */
        TOLD,
        /** Calls of campaigns; by hand it is told. */
        CAMPAIGNS,
        /** Calls by hand, too. */
        EVERYBODY
    }

    /** A word of the texts inside of others. @param key below {@code dialrules.} */
    record Word(String key) {
        static Word of(String group, String word) {
            return new Word(group + "." + word);
        }
    }

    /** Stable words for programs. The words for people stand with the texts. */
    public enum Code {
        DO_NOT_CALL,
        IN_REGISTER,
        REGISTER_OLD,
        NEVER_DIALLED,
        NO_CONSENT,
        CONSENT_WITHDRAWN,
        NO_AUTOMATIC_CONSENT,
        MODE,
        MODE_UNSIGNED,
        NO_LINE,
        LINE_UNKNOWN,
        LINE_UNLABELLED,
        NOT_BEGUN,
        OVER,
        ZONE_UNKNOWN,
        CALENDAR_MISSING,
        HOURS,
        HOLIDAY,
        NUMBER_DAY,
        NUMBER_24H,
        PERSON_DAY,
        PERSON_WEEK,
        PERSON_MONTH,
        PERSON_CAMPAIGN,
        TALKS_DAY,
        TALKS_WEEK,
        TALKS_MONTH,
        REFUSED_HERE,
        REFUSED_ELSEWHERE,
        DROPPED,
        MASS;

        @JsonValue
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public DialReason {
        args = List.copyOf(args);
    }

    /** It stops campaigns. */
    static DialReason of(Code code, Object... args) {
        return new DialReason(code, Force.CAMPAIGNS, List.of(args), null, null, null);
    }

    DialReason since(Instant moment) {
        return new DialReason(code, force, args, moment, until, zone);
    }

    /** @param moment null for never by itself */
    DialReason until(Instant moment) {
        return new DialReason(code, force, args, since, moment, zone);
    }

    DialReason in(ZoneId where) {
        return new DialReason(code, force, args, since, until, where);
    }

    DialReason with(Force other) {
        return new DialReason(code, other, args, since, until, zone);
    }

    /** @param fixed whether it comes of a limit that holds for calls by hand, too */
    DialReason fixed(boolean fixed) {
        return fixed ? with(Force.EVERYBODY) : this;
    }

    boolean refuses(DialMode mode) {
        return force == Force.EVERYBODY || force == Force.CAMPAIGNS && mode != DialMode.HAND;
    }

    /** What it is and what to do, as text: in Russian for a Russian locale, else in English. */
    public String words(Locale locale) {
        Object[] printed = args.stream().map(arg -> print(arg, locale)).toArray();
        return Refusal.of("dialrules.reason." + code.code(), printed).words(locale);
    }

    private Object print(Object arg, Locale locale) {
        if (arg instanceof Instant moment) {
            ZoneId where = zone == null ? ZoneOffset.UTC : zone;
            return DateTimeFormatter.ofPattern("d MMM, HH:mm (O)", locale).format(moment.atZone(where));
        } else if (arg instanceof LocalDate day) {
            return DateTimeFormatter.ofPattern("d MMM yyyy", locale).format(day);
        } else if (arg instanceof Purpose purpose) {
            return Refusal.of("dialrules.purpose." + purpose.code()).words(locale);
        } else if (arg instanceof DialMode mode) {
            return Refusal.of("dialrules.mode." + mode.code()).words(locale);
        } else if (arg instanceof Word word) {
            return Refusal.of("dialrules." + word.key()).words(locale);
        } else if (arg instanceof PastCall call) {
            return printed(call, locale);
        } else if (arg instanceof List<?> several) {
            return String.join(
                    "; ",
                    several.stream().map(one -> print(one, locale).toString()).toList());
        }
        return arg instanceof Integer ? arg : arg.toString();
    }

    private String printed(PastCall call, Locale locale) {
        String kind = call.campaign() == null ? "hand" : "campaign";
        return Refusal.of(
                        "dialrules.past." + kind + (call.by() == null ? "" : ".by"),
                        print(call.at(), locale),
                        call.by() == null ? "" : call.by())
                .words(locale);
    }
}
