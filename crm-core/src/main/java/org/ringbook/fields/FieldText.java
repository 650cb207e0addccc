package org.ringbook.fields;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Values of fields as people read them. Any thread.
 *
 * @param reader whose language
 * @param names of people and parties, by their ids; null for one who is gone
 * @param day how a day is written
 * @param yes the word for yes
 * @param no the word for no
 */
public record FieldText(
        Locale reader, Function<String, String> names, Function<LocalDate, String> day, String yes, String no) {

    private static final DateTimeFormatter IN_FILES = DateTimeFormatter.ofPattern("dd.MM.uuuu");

    /** For files: the words of the language, days as 03.03.2026. */
    public static FieldText inFiles(Locale reader, Function<String, String> names) {
        boolean russian = "ru".equals(reader.getLanguage());
        return new FieldText(reader, names, IN_FILES::format, russian ? "да" : "yes", russian ? "нет" : "no");
    }

    /** Empty for nothing. */
    public String of(Field field, Object value) {
        if (value == null) {
            return "";
        }
        return switch (field.kind()) {
            case TEXT, LINK -> value.toString();
            case NUMBER -> number(value, 0);
            case MONEY -> number(value, 2);
            case DATE -> day.apply(LocalDate.parse(value.toString()));
            case FLAG -> Boolean.TRUE.equals(value) ? yes : no;
            case CHOICE -> choice(field, value);
            case CHOICES ->
                ((Collection<?>) value).stream().map(one -> choice(field, one)).collect(Collectors.joining(", "));
            case PARTY, STAFF -> {
                String name = names.apply(value.toString());
                yield name == null ? "" : name;
            }
        };
    }

    private String choice(Field field, Object key) {
        return field.choice(key.toString()).map(one -> one.name(reader)).orElse(key.toString());
    }

    private String number(Object value, int behind) {
        NumberFormat format = NumberFormat.getInstance(reader);
        format.setMinimumFractionDigits(behind);
        format.setMaximumFractionDigits(Math.max(behind, 3));
        return format.format(new BigDecimal(value.toString()));
    }
}
