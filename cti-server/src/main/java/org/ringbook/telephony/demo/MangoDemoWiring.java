package org.ringbook.telephony.demo;

import java.util.Map;
import org.ringbook.telephony.demo.mango.MangoDay;
import org.ringbook.telephony.demo.mango.MangoOffice;
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
 * {@code ringbook.demo.mango=true}: a made-up Mango Office tells its calls to this server, over HTTP and signed, and is named
 * in the settings like any other; nobody needs a contract to look at it.
 */
final class MangoDemoWiring implements EnvironmentPostProcessor, Ordered {

    static final String NAME = "mango-demo";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (!environment.getProperty("ringbook.demo.mango", Boolean.class, false)) {
            return;
        }
        MangoOffice office = MangoOffice.on(0);
        boolean english = "en".equals(environment.getProperty("ringbook.demo.language"));
        (english ? DemoCastEnglish.CAST : DemoCastRussian.CAST)
                .people()
                .forEach(person -> office.employs(person.extension(), person.name()));
        String block = "ringbook.mango." + NAME + ".";
        environment
                .getPropertySources()
                .addLast(new MapPropertySource(
                        "demo Mango Office",
                        Map.of(
                                block + "key", office.key(),
                                block + "salt", office.salt(),
                                block + "address", office.address())));
        application.addListeners(
                (ApplicationListener<ApplicationReadyEvent>) ready -> lives(office, ready.getApplicationContext()));
    }

    private static void lives(MangoOffice office, ConfigurableApplicationContext server) {
        ConfigurableEnvironment environment = server.getEnvironment();
        String host = environment.getProperty("ringbook.http.address", "0.0.0.0");
        String here = host.equals("0.0.0.0") ? "127.0.0.1" : host;
        office.tells("http://" + here + ":" + environment.getProperty("local.server.port") + "/hooks/" + NAME + "/");
        Long seed = environment.getProperty("ringbook.demo.seed", Long.class);
        var day = new MangoDay(office, seed == null ? System.nanoTime() : seed);
        server.addApplicationListener((ApplicationListener<ContextClosedEvent>) closed -> day.close());
    }

    /** After the demo PBX, which is on while no real source is set. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
