package org.ringbook.start;

import java.io.File;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.core.Ordered;
import org.springframework.core.SpringProperties;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.util.ClassUtils;

/**
 * Which beans there are was worked out when the jar was built (Spring's ahead-of-time processing), so that a start looks through no
 * packages and asks no conditions: a third of its time. The conditions were answered with our settings then;
 * where a user's settings could answer them otherwise, everything is worked out anew, as it always was. Nothing in them may depend on the
 * Java that built the jar.
 */
final class PreparedBeans implements EnvironmentPostProcessor, Ordered {

    private static final String PREPARED = "spring.aot.enabled";
    private static final List<String> ANSWERED_AT_BUILD = List.of("spring.", "server.", "management.", "springdoc.");

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (SpringProperties.getProperty(PREPARED) != null || !isServer(application) || !fit(application)) {
            return;
        }
        Optional<String> setting = settingOfOurInside(environment);
        if (setting.isPresent()) {
            LoggerFactory.getLogger(PreparedBeans.class)
                    .info("The start takes longer because of the setting {}", setting.get());
        } else {
            SpringProperties.setFlag(PREPARED);
        }
    }

    /** A command works with parts of the server only. */
    private static boolean isServer(SpringApplication application) {
        return application.getWebApplicationType() == WebApplicationType.SERVLET
                && application.getMainApplicationClass() != null;
    }

    /** In a tree that is worked on, the classes may be newer than what was worked out of them. */
    private static boolean fit(SpringApplication application) {
        Class<?> main = application.getMainApplicationClass();
        String classes =
                main.getProtectionDomain().getCodeSource().getLocation().getPath();
        return !new File(classes).isDirectory()
                && ClassUtils.isPresent(main.getName() + "__ApplicationContextInitializer", main.getClassLoader());
    }

    /** A setting of a user's that is about how the program is put together; ours stand in the jar. */
    static Optional<String> settingOfOurInside(ConfigurableEnvironment environment) {
        if ("framework".equalsIgnoreCase(environment.getProperty("ringbook.http.forwarded-headers"))) {
            return Optional.of("ringbook.http.forwarded-headers");
        }
        return environment.getPropertySources().stream()
                .filter(source -> !isOurs(source.getName()))
                .flatMap(PreparedBeans::names)
                .filter(PreparedBeans::isOfOurInside)
                .findFirst();
    }

    /** The settings in the jar, and what Spring Boot says of the program. */
    private static boolean isOurs(String source) {
        return source.contains("class path resource") || source.equals("applicationInfo");
    }

    private static Stream<String> names(PropertySource<?> source) {
        return source instanceof EnumerablePropertySource<?> named
                ? Stream.of(named.getPropertyNames())
                : Stream.empty();
    }

    private static boolean isOfOurInside(String name) {
        String key = name.toLowerCase(Locale.ROOT).replace('_', '.');
        return ANSWERED_AT_BUILD.stream().anyMatch(key::startsWith);
    }

    /** After the settings files are read, and after whoever adds settings of ours. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
