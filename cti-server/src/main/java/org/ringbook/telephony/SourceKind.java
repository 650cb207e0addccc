package org.ringbook.telephony;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.ringbook.telephony.inbox.RawReading;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.ClassUtils;

/**
 * What is known of a kind of source before anything of it is started. It stands in the file {@code source.properties} in the
 * resources of the source's own folder, and is found there: nothing else names the kinds that there are.
 *
 * @param settings block of the settings: "ringbook.mango"
 * @param configuredBy the key of the block that turns a source on when it is not empty
 * @param reading class of its {@link RawReading.Kind}; null when its kept messages are not read again
 */
public record SourceKind(String settings, String configuredBy, String reading) {

    private static final String FILES = "classpath*:org/ringbook/telephony/*/source.properties";

    /** All kinds, in the order of their settings. */
    public static List<SourceKind> all() {
        try {
            return Arrays.stream(new PathMatchingResourcePatternResolver().getResources(FILES))
                    .map(SourceKind::of)
                    .sorted((one, other) -> one.settings.compareTo(other.settings))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** How messages of a kind are read that were kept; empty for a kind that is not known. */
    public static Optional<RawReading.Kind> reading(String kind) {
        return all().stream()
                .filter(one -> one.reading != null)
                .map(SourceKind::readingKind)
                .filter(one -> one.name().equals(kind))
                .findFirst();
    }

    private static SourceKind of(Resource file) {
        var properties = new Properties();
        try (InputStream in = file.getInputStream()) {
            properties.load(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return new SourceKind(
                needed(properties, "settings", file),
                needed(properties, "configured-by", file),
                properties.getProperty("reading"));
    }

    private static String needed(Properties properties, String key, Resource file) {
        String value = properties.getProperty(key);
        if (value == null) {
            throw new IllegalStateException("\"" + key + "\" is missing in " + file + ".");
        }
        return value;
    }

    private RawReading.Kind readingKind() {
        try {
            Class<?> type = ClassUtils.forName(reading, ClassUtils.getDefaultClassLoader());
            return (RawReading.Kind) type.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException | LinkageError none) {
            throw new IllegalStateException("The class " + reading + " of " + settings + " cannot be made.", none);
        }
    }
}
