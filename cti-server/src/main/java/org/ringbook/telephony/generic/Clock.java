package org.ringbook.telephony.generic;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** How a telephone system writes times: {@code iso}, {@code epoch}, {@code epoch-ms}, or a pattern such as {@code dd.MM.yyyy HH:mm:ss}. */
final class Clock {

    private final String form;
    private final ZoneId zone;
    private final DateTimeFormatter pattern;

    /**
     * @param zone of times that tell none
     * @throws IllegalArgumentException in words, for a form or a zone that is none
     */
    Clock(String form, String zone) {
        this.form = form.strip();
        try {
            this.zone = ZoneId.of(zone.strip());
        } catch (DateTimeException none) {
            throw new IllegalArgumentException(
                    "The setting time-zone must be like Europe/Moscow, and is \"" + zone + "\".", none);
        }
        try {
            boolean named = this.form.equals("iso") || this.form.startsWith("epoch");
            this.pattern = named ? null : DateTimeFormatter.ofPattern(this.form);
        } catch (IllegalArgumentException none) {
            throw new IllegalArgumentException(
                    "The setting time must be iso, epoch, epoch-ms or a pattern like \"dd.MM.yyyy HH:mm:ss\", and is \""
                            + form + "\".",
                    none);
        }
    }

    /** @return null for what is no time in this form */
    Instant read(String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return switch (form) {
                case "epoch" -> Instant.ofEpochMilli(Math.round(Double.parseDouble(text) * 1000));
                case "epoch-ms" -> Instant.ofEpochMilli(Long.parseLong(text));
                case "iso" -> iso(text.strip());
                default ->
                    LocalDateTime.parse(text.strip(), pattern).atZone(zone).toInstant();
            };
        } catch (DateTimeException | NumberFormatException none) {
            return null;
        }
    }

    private Instant iso(String text) {
        String one = text.replace(' ', 'T');
        boolean zoned = one.endsWith("Z") || one.matches(".*T.*[+-]\\d\\d:\\d\\d$");
        return zoned
                ? OffsetDateTime.parse(one).toInstant()
                : LocalDateTime.parse(one).atZone(zone).toInstant();
    }
}
