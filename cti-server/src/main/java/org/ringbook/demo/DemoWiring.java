package org.ringbook.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.ringbook.telephony.SourceKind;
import org.ringbook.telephony.connections.Connections;
import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Starts the demo PBX while no other telephone source is set, and names it in the settings as an Asterisk like any other:
 * what a visitor sees went the whole way, over a socket and two accounts.
 */
final class DemoWiring implements EnvironmentPostProcessor, Ordered {

    /** How it is called among the sources. */
    static final String SOURCE = "demo";

    private static final String ASTERISK = "ringbook.asterisk";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        Binder binder = Binder.get(environment);
        DemoSettings settings = binder.bindOrCreate("ringbook.demo", DemoSettings.class);
        boolean on = settings.enabled() != null ? settings.enabled() : !realSource(binder) && !connected(binder);
        if (!on) {
            return;
        }
        Path monitor = monitor();
        DemoPbx pbx = DemoPbx.start(settings).records(monitor);
        environment.getPropertySources().addLast(new MapPropertySource("demo PBX", asAsterisk(pbx, monitor)));
        application.addInitializers(context -> register(context, pbx));
    }

    /** Somebody has set up a connection of their own on a page: their key was made then. */
    private static boolean connected(Binder binder) {
        return binder.bind("ringbook.connections.home", Path.class)
                .map(home -> Files.exists(home.resolve(Connections.KEY_FILE)))
                .orElse(false);
    }

    private static boolean realSource(Binder binder) {
        return SourceKind.all().stream().anyMatch(kind -> isSet(binder, kind.settings(), kind.configuredBy()));
    }

    /** Whether a source of this block has the key that turns it on; the made-up ones do not count. */
    private static boolean isSet(Binder binder, String block, String key) {
        return binder.bind(block, Bindable.mapOf(String.class, Object.class))
                .map(sources -> sources.entrySet().stream()
                        .filter(one -> !OperatorDemo.isMadeUp(one.getKey()))
                        .anyMatch(one -> one.getValue() instanceof Map<?, ?> source
                                && source.get(key) != null
                                && !source.get(key).toString().isBlank()))
                .orElse(false);
    }

    /** Where it writes its recordings; they are of no use when the server is gone. */
    private static Path monitor() {
        try {
            Path folder = Files.createTempDirectory("ringbook-demo-monitor");
            folder.toFile().deleteOnExit();
            return folder;
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static Map<String, Object> asAsterisk(DemoPbx pbx, Path monitor) {
        String demo = ASTERISK + "." + SOURCE + ".";
        var settings = new HashMap<String, Object>();
        settings.put(demo + "host", "127.0.0.1");
        settings.put(demo + "port", pbx.port());
        settings.put(demo + "user", pbx.listener().user());
        settings.put(demo + "secret", pbx.listener().secret());
        settings.put(demo + "command-user", pbx.commander().user());
        settings.put(demo + "command-secret", pbx.commander().secret());
        settings.put(demo + "trunks", DemoPbx.TRUNK);
        settings.put(demo + "context", DemoPbx.CONTEXT);
        // A telephone of the demo has one line: who consults does it by the dialplan's own transfer.
        settings.put(demo + "attended-transfer", "dialplan");
        settings.put(demo + "records.cdr", noCalls());
        settings.put(demo + "recordings.folder", monitor.toString());
        return settings;
    }

    /** The demo PBX lives as long as the server: while nobody hears it, it has no calls, and so its records are empty. */
    private static String noCalls() {
        try {
            Path file = Files.createTempFile("ringbook-demo-cdr", ".csv");
            file.toFile().deleteOnExit();
            return file.toString();
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** It is closed after whoever listens to it, so that a stop of the server looks like no fault of the PBX. */
    private static void register(ConfigurableApplicationContext context, DemoPbx pbx) {
        context.getBeanFactory().registerSingleton("demoPbx", pbx);
        ((DefaultSingletonBeanRegistry) context.getBeanFactory()).registerDisposableBean("demoPbx", pbx::close);
    }

    /** After the settings files are read. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
