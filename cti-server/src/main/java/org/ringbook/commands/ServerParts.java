package org.ringbook.commands;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.ringbook.numbers.NumberPlan;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.LifecycleProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.jdbc.BadSqlGrammarException;

/** The parts of the server that a command needs, with its settings and on its database; none of them is started. */
public final class ServerParts implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private ServerParts(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Why there is no server to work with, and what to do. */
    public static final class Unavailable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unavailable(String words) {
            super(words);
        }
    }

    /** What every command needs; one of its own names what else. No stereotype: the server itself must not find it. */
    @ImportAutoConfiguration({
        ConfigurationPropertiesAutoConfiguration.class,
        DataSourceAutoConfiguration.class,
        DataSourceTransactionManagerAutoConfiguration.class,
        JdbcTemplateAutoConfiguration.class,
        JdbcClientAutoConfiguration.class
    })
    @ComponentScan("org.ringbook.database")
    static class Parts {

        @Bean
        NumberPlan numberPlan(
                @Value("${ringbook.region}") String region, @Value("${ringbook.area-code:}") String areaCode) {
            return new NumberPlan(region, areaCode.isBlank() ? null : areaCode.strip());
        }
    }

    /** Nobody listens to a PBX here, and nobody makes or drops days. */
    private static final class StartsNothing implements LifecycleProcessor {

        @Override
        public void onRefresh() {}

        @Override
        public void onClose() {}

        @Override
        public void start() {}

        @Override
        public void stop() {}

        @Override
        public boolean isRunning() {
            return false;
        }
    }

    /**
     * @param settings as {@code --key=value}
     * @param others a configuration class that names what else is needed
     * @throws Unavailable in words
     */
    public static ServerParts with(List<String> settings, Class<?> others) {
        try {
            return new ServerParts(new SpringApplicationBuilder(Parts.class, others)
                    .web(WebApplicationType.NONE)
                    .lazyInitialization(true)
                    .logStartupInfo(false)
                    .initializers(starting ->
                            starting.getBeanFactory().registerSingleton("lifecycleProcessor", new StartsNothing()))
                    .run(quietly(settings)));
        } catch (RuntimeException failed) {
            throw new Unavailable(words(failed));
        }
    }

    /** The output of a command is for whoever reads it. */
    private static String[] quietly(List<String> settings) {
        return Stream.concat(Stream.of("--logging.level.org.ringbook=warn"), settings.stream())
                .toArray(String[]::new);
    }

    private static String words(RuntimeException failed) {
        for (FailureAnalyzer analyzer : SpringFactoriesLoader.forDefaultResourceLocation()
                .load(FailureAnalyzer.class, SpringFactoriesLoader.FailureHandler.handleMessage((text, why) -> {}))) {
            FailureAnalysis analysis = analyzer.analyze(failed);
            if (analysis != null) {
                return analysis.getDescription() + "\n" + analysis.getAction();
            }
        }
        return failed.toString();
    }

    /**
     * @param tries asks it for something that needs the database: only now that is asked for
     * @throws Unavailable in words
     */
    public <T> T part(Class<T> type, Consumer<T> tries) {
        try {
            T part = context.getBean(type);
            tries.accept(part);
            return part;
        } catch (RuntimeException failed) {
            throw new Unavailable(
                    wantsOtherTables(failed)
                            ? "The database has not the tables of this version. Start the server of this version once."
                            : words(failed));
        }
    }

    /** A part that reads the database when it is made fails inside of whoever wanted it. */
    private static boolean wantsOtherTables(Throwable failed) {
        return failed != null && (failed instanceof BadSqlGrammarException || wantsOtherTables(failed.getCause()));
    }

    @Override
    public void close() {
        context.close();
    }
}
