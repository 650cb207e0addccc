package org.ringbook.telephony.demo;

import java.util.Map;
import java.util.UUID;
import org.ringbook.telephony.demo.beeline.BeelineCloud;
import org.ringbook.telephony.demo.beeline.BeelineDay;
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
 * {@code ringbook.demo.beeline=true}: a made-up cloud PBX of Beeline tells its calls to this server, over HTTP, once it was
 * subscribed to them, and is named in the settings like any other; nobody needs a contract to look at it.
 */
final class BeelineDemoWiring implements EnvironmentPostProcessor, Ordered {

    static final String NAME = "beeline-demo";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (!environment.getProperty("ringbook.demo.beeline", Boolean.class, false)) {
            return;
        }
        BeelineCloud cloud = BeelineCloud.open().records(true);
        boolean english = "en".equals(environment.getProperty("ringbook.demo.language"));
        (english ? DemoCastEnglish.CAST : DemoCastRussian.CAST)
                .people()
                .forEach(person -> cloud.employs(
                        person.extension(),
                        "9610000" + person.extension() + "@ip.beeline.ru",
                        "9610000" + person.extension(),
                        person.name()));
        String block = "ringbook.beeline." + NAME + ".";
        environment
                .getPropertySources()
                .addLast(new MapPropertySource(
                        "demo Beeline",
                        Map.of(
                                block + "token", cloud.token(),
                                block + "address", cloud.address(),
                                block + "callback", "http://localhost",
                                block + "secret", UUID.randomUUID().toString())));
        application.addListeners(
                (ApplicationListener<ApplicationReadyEvent>) ready -> lives(cloud, ready.getApplicationContext()));
    }

    private static void lives(BeelineCloud cloud, ConfigurableApplicationContext server) {
        ConfigurableEnvironment environment = server.getEnvironment();
        String host = environment.getProperty("ringbook.http.address", "0.0.0.0");
        String here = host.equals("0.0.0.0") ? "127.0.0.1" : host;
        cloud.reaches("http://" + here + ":" + environment.getProperty("local.server.port") + "/hooks/" + NAME + "/");
        Long seed = environment.getProperty("ringbook.demo.seed", Long.class);
        var day = new BeelineDay(cloud, seed == null ? System.nanoTime() : seed);
        server.addApplicationListener((ApplicationListener<ContextClosedEvent>) closed -> day.close());
    }

    /** After the demo PBX, which is on while no real source is set. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
