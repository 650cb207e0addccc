package org.ringbook.demo;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * {@code ringbook.demo.mango=true}, {@code .megafon=true}, {@code .beeline=true}: a made-up virtual PBX of that operator tells its
 * calls to this server, over HTTP, and is named in the settings like any other; nobody needs a contract to look at it.
 */
final class OperatorDemo implements EnvironmentPostProcessor, Ordered {

    /** A made-up operator, not yet telling anything. */
    interface Operator {

        /** The settings of the source, without the block and its name. */
        Map<String, Object> settings();

        /**
         * Its calls begin.
         *
         * @param door where it has to tell, with a slash at the end
         * @return ends it
         */
        AutoCloseable lives(String door, long seed);
    }

    private static final Map<String, Function<DemoCast, Operator>> OPERATORS = Map.of(
            "mango", DemoMango::new,
            "megafon", cast -> new DemoMegaFon(),
            "beeline", DemoBeeline::new);

    /** Names of the sources that are made up: they do not count as somebody's telephones. */
    static boolean isMadeUp(String source) {
        return OPERATORS.keySet().stream().anyMatch(kind -> source.equals(name(kind)));
    }

    private static String name(String kind) {
        return kind + "-demo";
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        boolean english = "en".equals(environment.getProperty("ringbook.demo.language"));
        DemoCast cast = english ? DemoCastEnglish.CAST : DemoCastRussian.CAST;
        for (String kind : List.of("mango", "megafon", "beeline")) {
            if (environment.getProperty("ringbook.demo." + kind, Boolean.class, false)) {
                opens(kind, OPERATORS.get(kind).apply(cast), environment, application);
            }
        }
    }

    private static void opens(
            String kind, Operator operator, ConfigurableEnvironment environment, SpringApplication application) {
        var settings = new java.util.HashMap<String, Object>();
        operator.settings()
                .forEach((key, value) -> settings.put("ringbook." + kind + "." + name(kind) + "." + key, value));
        environment.getPropertySources().addLast(new MapPropertySource("demo " + kind, settings));
        application.addListeners((ApplicationListener<ApplicationReadyEvent>)
                ready -> lives(kind, operator, ready.getApplicationContext()));
    }

    private static void lives(String kind, Operator operator, ConfigurableApplicationContext server) {
        ConfigurableEnvironment environment = server.getEnvironment();
        String host = environment.getProperty("ringbook.http.address", "0.0.0.0");
        String here = host.equals("0.0.0.0") ? "127.0.0.1" : host;
        String port = environment.getProperty("local.server.port");
        Long seed = environment.getProperty("ringbook.demo.seed", Long.class);
        AutoCloseable day = operator.lives(
                "http://" + here + ":" + port + "/hooks/" + name(kind) + "/", seed == null ? System.nanoTime() : seed);
        server.addApplicationListener((ApplicationListener<ContextClosedEvent>) closed -> {
            try {
                day.close();
            } catch (Exception never) {
                throw new IllegalStateException(never);
            }
        });
    }

    /** After the demo PBX, which is on while no real source is set. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
