package org.ringbook.telephony.demo;

import java.util.Map;
import org.ringbook.telephony.demo.megafon.MegaFonCloud;
import org.ringbook.telephony.demo.megafon.MegaFonDay;
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
 * {@code ringbook.demo.megafon=true}: a made-up virtual PBX of MegaFon tells its calls to this server, and shows those of a
 * corporate SIM in its history; nobody needs a contract to look at it.
 */
final class MegaFonDemoWiring implements EnvironmentPostProcessor, Ordered {

    static final String NAME = "megafon-demo";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (!environment.getProperty("ringbook.demo.megafon", Boolean.class, false)) {
            return;
        }
        var cloud = new MegaFonCloud();
        cloud.start();
        String block = "ringbook.megafon." + NAME + ".";
        environment
                .getPropertySources()
                .addLast(new MapPropertySource(
                        "demo MegaFon",
                        Map.of(
                                block + "address", cloud.address(),
                                block + "key", MegaFonCloud.KEY,
                                block + "crm-key", MegaFonCloud.CRM_KEY)));
        application.addListeners(
                (ApplicationListener<ApplicationReadyEvent>) ready -> lives(cloud, ready.getApplicationContext()));
    }

    private static void lives(MegaFonCloud cloud, ConfigurableApplicationContext server) {
        ConfigurableEnvironment environment = server.getEnvironment();
        String host = environment.getProperty("ringbook.http.address", "0.0.0.0");
        String here = host.equals("0.0.0.0") ? "127.0.0.1" : host;
        cloud.tellsTo("http://" + here + ":" + environment.getProperty("local.server.port") + "/hooks/" + NAME);
        Long seed = environment.getProperty("ringbook.demo.seed", Long.class);
        var day = new MegaFonDay(cloud, seed == null ? System.nanoTime() : seed);
        server.addApplicationListener((ApplicationListener<ContextClosedEvent>) closed -> day.close());
    }

    /** After the demo PBX, which is on while no real source is set. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
