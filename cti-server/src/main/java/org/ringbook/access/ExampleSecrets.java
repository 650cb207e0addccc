package org.ringbook.access;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.stereotype.Component;

/** Nobody's secret is one that stands in an example: who leaves it as it is finds a server that does not start. */
@Component
class ExampleSecrets {

    private static final Pattern OF_EXAMPLE = Pattern.compile("(?i)change[-_ ]?me([-_ ]?\\d*)");

    /** @throws ExampleSecret when a setting of ours has a value of the example */
    ExampleSecrets(ConfigurableEnvironment environment) {
        environment.getPropertySources().stream()
                .filter(EnumerablePropertySource.class::isInstance)
                .map(source -> (EnumerablePropertySource<?>) source)
                .flatMap(source -> namesOfExamples(source, environment))
                .findFirst()
                .ifPresent(name -> {
                    throw new ExampleSecret(name);
                });
    }

    private static Stream<String> namesOfExamples(
            EnumerablePropertySource<?> source, ConfigurableEnvironment environment) {
        return Stream.of(source.getPropertyNames())
                .filter(name -> name.toLowerCase(Locale.ROOT).startsWith("ringbook"))
                // Only what is written as text can be of an example; other values need not be convertible to one.
                .filter(name -> source.getProperty(name) instanceof CharSequence text
                        && isOfExample(environment.resolvePlaceholders(text.toString())));
    }

    static boolean isOfExample(String value) {
        return value != null && OF_EXAMPLE.matcher(value.strip()).matches();
    }
}
