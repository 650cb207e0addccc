package org.ringbook.notices;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The words of all notices, gathered once from every folder of the program: whoever says something new names its files nowhere. */
final class NoticeTexts {

    private static final String FILES = "classpath*:org/ringbook/**/notices_";
    private static final Map<String, String> ENGLISH = read("en");
    private static final Map<String, String> RUSSIAN = read("ru");

    private NoticeTexts() {}

    /** Empty for a key that stands nowhere. */
    static Optional<String> pattern(String key, Locale locale) {
        return Optional.ofNullable(of(locale).get(key));
    }

    static Map<String, String> of(Locale locale) {
        return "ru".equals(locale.getLanguage()) ? RUSSIAN : ENGLISH;
    }

    private static Map<String, String> read(String language) {
        var texts = new HashMap<String, String>();
        try {
            for (Resource file :
                    new PathMatchingResourcePatternResolver().getResources(FILES + language + ".properties")) {
                read(file).forEach((key, text) -> {
                    if (texts.put(key.toString(), text.toString()) != null) {
                        throw new IllegalStateException("Two folders have words for the notice " + key + ".");
                    }
                });
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return Map.copyOf(texts);
    }

    private static Properties read(Resource file) throws IOException {
        var texts = new Properties();
        try (Reader in = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
            texts.load(in);
        }
        return texts;
    }
}
