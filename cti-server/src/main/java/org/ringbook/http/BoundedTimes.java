package org.ringbook.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Set;
import org.springframework.context.annotation.Configuration;
import org.springframework.format.AnnotationFormatterFactory;
import org.springframework.format.FormatterRegistry;
import org.springframework.format.Parser;
import org.springframework.format.Printer;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Days and times in addresses and forms. Java's calendar goes on for a thousand million years, that of the database and of most
 * reckoning does not: years before 1 and after 9999 are no times of calls, and do not fit.
 */
@Configuration(proxyBeanMethods = false)
class BoundedTimes implements WebMvcConfigurer {

    private static final int LAST_YEAR = 9999;

    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addFormatterForFieldAnnotation(new DaysAndTimes());
        registry.addConverter(String.class, Instant.class, text -> text.isBlank() ? null : instant(text.strip()));
    }

    private static Instant instant(String text) {
        Instant at = Instant.parse(text);
        bounded(at.atOffset(ZoneOffset.UTC).getYear());
        return at;
    }

    private static LocalDate day(String text) {
        LocalDate day = LocalDate.parse(text);
        bounded(day.getYear());
        return day;
    }

    private static LocalDateTime time(String text) {
        LocalDateTime time = LocalDateTime.parse(text);
        bounded(time.getYear());
        return time;
    }

    private static void bounded(int year) {
        if (!isBounded(year)) {
            throw new DateTimeException("The year " + year);
        }
    }

    static boolean isBounded(int year) {
        return year >= 1 && year <= LAST_YEAR;
    }

    private static final class DaysAndTimes implements AnnotationFormatterFactory<DateTimeFormat> {

        @Override
        public Set<Class<?>> getFieldTypes() {
            return Set.of(LocalDate.class, LocalDateTime.class);
        }

        @Override
        public Printer<?> getPrinter(DateTimeFormat format, Class<?> type) {
            return (value, locale) -> value.toString();
        }

        @Override
        public Parser<?> getParser(DateTimeFormat format, Class<?> type) {
            return type == LocalDate.class ? (text, locale) -> day(text) : (text, locale) -> time(text);
        }
    }
}
