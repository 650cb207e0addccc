package org.ringbook.forms;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.numbers.PhoneNumber;

/**
 * What a message of call tracking says of one call. Pure.
 *
 * @param key the service's id of the call: the message of its beginning and the one of its end have the same
 * @param callee the number that was dialled; null when it does not say one
 * @param at when the call began
 */
record TrackedCall(String key, PhoneNumber caller, PhoneNumber callee, Instant at, Map<String, String> marks) {

    /** What is kept of all that it says: not the visitor's network address. */
    private static final Pattern MARK = Pattern.compile(
            "utm_[a-z]+|source_level_[1-5]|roistat_param_[1-5]|marker|visit_id|first_visit"
                    + "|google_client_id|metrika_client_id|yclid|gclid|city|country|landing_page|domain|referrer|order_id");

    private static final int LONGEST = 500;
    /** So far a clock and the way of the message may be off. */
    private static final Duration NEAR = Duration.ofMinutes(2);

    private static final Duration LONGEST_CALL = Duration.ofHours(12);
    private static final DateTimeFormatter WRITTEN = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd")
            .appendOptional(DateTimeFormatter.ofPattern("'T'HH:mm:ss"))
            .appendOptional(DateTimeFormatter.ofPattern("' 'HH:mm:ss"))
            .toFormatter();

    /**
     * @param zone of times that tell none
     * @param received when the message came
     * @throws IllegalArgumentException when it is of no call that could be found again
     */
    static TrackedCall read(FormFields fields, NumberPlan plan, ZoneId zone, Instant received) {
        String key = fields.first(List.of("id"));
        PhoneNumber caller = number(fields, "caller", plan)
                .orElseThrow(() -> new IllegalArgumentException("Its caller is no number"));
        if (key == null) {
            throw new IllegalArgumentException("It has no id of the call");
        }
        Instant told = received.minus(duration(fields));
        return new TrackedCall(
                cut(key),
                caller,
                number(fields, "callee", plan).orElse(null),
                began(fields.first(List.of("date")), zone, told),
                marks(fields));
    }

    private static Optional<PhoneNumber> number(FormFields fields, String name, NumberPlan plan) {
        return Optional.ofNullable(fields.first(List.of(name))).flatMap(plan::parse);
    }

    /** The message of the end comes when the call is over. */
    private static Duration duration(FormFields fields) {
        String seconds = fields.first(List.of("duration"));
        if (seconds == null || !seconds.matches("[0-9]{1,6}")) {
            return Duration.ZERO;
        }
        Duration told = Duration.ofSeconds(Long.parseLong(seconds));
        return told.compareTo(LONGEST_CALL) > 0 ? LONGEST_CALL : told;
    }

    /** Which zone the service writes it in nobody says: the one that fits is taken, and where none does, when the message came. */
    private static Instant began(String written, ZoneId zone, Instant told) {
        return written == null
                ? told
                : instants(written, zone)
                        .filter(at -> Duration.between(at, told).abs().compareTo(NEAR) <= 0)
                        .min(Comparator.comparing(
                                at -> Duration.between(at, told).abs()))
                        .orElse(told);
    }

    private static Stream<Instant> instants(String written, ZoneId zone) {
        try {
            return Stream.of(
                    OffsetDateTime.parse(written.strip().replaceFirst(" ", "T")).toInstant());
        } catch (DateTimeException withoutZone) {
            return local(written).stream()
                    .flatMap(local -> Stream.of(zone, ZoneOffset.UTC, ZoneOffset.ofHours(3))
                            .map(one -> local.atZone(one).toInstant()));
        }
    }

    private static Optional<LocalDateTime> local(String written) {
        try {
            return Optional.of(LocalDateTime.parse(written.strip(), WRITTEN));
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    private static Map<String, String> marks(FormFields fields) {
        var marks = new LinkedHashMap<String, String>();
        fields.all().forEach((name, value) -> {
            if (MARK.matcher(name).matches()) {
                marks.put(name, cut(value));
            }
        });
        return marks;
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(text.length(), LONGEST));
    }
}
