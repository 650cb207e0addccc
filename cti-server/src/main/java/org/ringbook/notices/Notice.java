package org.ringbook.notices;

import java.text.MessageFormat;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * One sentence for an administrator or a user, in both languages. The words stand in the files {@code
 * notices_en.properties} and {@code notices_ru.properties} of whoever says it: in the folder of a source, for what only it says.
 *
 * @param key stable name of what is said, for programs; empty for words that stand in no file
 * @param args what the words speak of: names, addresses, what the other side said. Untrusted text; never a secret
 * @param text the English words, as text (not HTML)
 */
public record Notice(String key, List<String> args, String text) {

    private static final Locale RUSSIAN = Locale.forLanguageTag("ru");

    public Notice {
        args = List.copyOf(args);
    }

    /** @param key stands in the files of one folder */
    public static Notice of(String key, Object... args) {
        List<String> words = Arrays.stream(args).map(String::valueOf).toList();
        return new Notice(key, words, words(key, words, Locale.ENGLISH));
    }

    /** The words of a key where there are some. */
    public static Optional<Notice> known(String key) {
        return NoticeTexts.pattern(key, Locale.ENGLISH).map(words -> of(key));
    }

    /** Words that are not translated. */
    public static Notice plain(String text) {
        return new Notice("", List.of(), text);
    }

    /** The words in Russian for a Russian locale, else in English; text, not HTML. */
    public String in(Locale locale) {
        boolean russian = locale != null && "ru".equals(locale.getLanguage());
        return russian && !key.isEmpty() ? words(key, args, RUSSIAN) : text;
    }

    /** @param times how a time is written; it is told in UTC otherwise */
    public String in(Locale locale, Function<Instant, String> times) {
        List<String> written =
                args.stream().map(arg -> time(arg).map(times).orElse(arg)).toList();
        boolean russian = locale != null && "ru".equals(locale.getLanguage());
        return key.isEmpty() ? text : words(key, written, russian ? RUSSIAN : Locale.ENGLISH);
    }

    private static Optional<Instant> time(String arg) {
        try {
            return arg.endsWith("Z") ? Optional.of(Instant.parse(arg)) : Optional.empty();
        } catch (DateTimeParseException something) {
            return Optional.empty();
        }
    }

    private static String words(String key, List<String> args, Locale locale) {
        return NoticeTexts.pattern(key, locale)
                .map(pattern -> new MessageFormat(pattern, locale).format(args.toArray()))
                .orElseGet(() -> key + " " + args);
    }

    /** The English words. */
    @Override
    public String toString() {
        return text;
    }
}
