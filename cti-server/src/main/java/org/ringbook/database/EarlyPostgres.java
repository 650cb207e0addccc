package org.ringbook.database;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.springframework.boot.context.event.ApplicationContextInitializedEvent;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.boot.context.event.SpringApplicationEvent;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationListener;

/** Starts the server's own database as soon as the settings are known, while the rest of the program still loads. */
class EarlyPostgres implements ApplicationListener<SpringApplicationEvent> {

    private CompletableFuture<LocalPostgres> starting;

    @Override
    public void onApplicationEvent(SpringApplicationEvent event) {
        if (event instanceof ApplicationContextInitializedEvent initialized) {
            begin(initialized);
        } else if (event instanceof ApplicationFailedEvent && starting != null) {
            starting.thenAccept(LocalPostgres::close);
        }
    }

    private void begin(ApplicationContextInitializedEvent event) {
        var context = event.getApplicationContext();
        var settings = Binder.get(context.getEnvironment()).bindOrCreate("ringbook", DatabaseSettings.class);
        if (!settings.database().isSet()) {
            starting = CompletableFuture.supplyAsync(() -> LocalPostgres.start(settings.home()), EarlyPostgres::run);
            context.getBeanFactory().registerSingleton("earlyPostgres", this);
        }
    }

    /** A thread of its own: on two cores the common pool has only one, and the start waits more than it works. */
    private static void run(Runnable start) {
        new Thread(start, "database-start").start();
    }

    /** Waits until it answers. */
    LocalPostgres started() {
        try {
            return starting.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException inWords ? inWords : failed;
        }
    }
}
