package org.ringbook.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.ringbook.softphones.SipAccount;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * A PBX that is not there: an AMI server on the loopback address, which a client cannot tell from an Asterisk 22 by what
 * it says. It lives by itself at the pace of its settings while somebody listens, and plays what it is asked to.
 * All methods may be called from any thread.
 */
public final class DemoPbx implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DemoPbx.class);

    /** The endpoint that leads out of the company. */
    public static final String TRUNK = Exchange.TRUNK;

    /** The context in which our telephones dial. */
    public static final String CONTEXT = Exchange.INTERNAL;

    private final DemoAccount listener =
            new DemoAccount("ringbook", secret(), Set.of("system", "call", "agent", "cdr", "user"), Set.of());
    private final DemoAccount commander =
            new DemoAccount("ringbook-commands", secret(), Set.of(), Set.of("call", "originate", "agent", "reporting"));
    private final DemoCast cast;
    private final ExchangeThread thread = new ExchangeThread();
    private final AmiServer server;
    private final Exchange exchange;
    private final Player player;
    private final SipTelephones telephones;
    private Path recordings;

    private DemoPbx(DemoSettings settings) throws IOException {
        cast = DemoCast.in(settings.language());
        server = new AmiServer(settings.port(), thread);
        var random = settings.seed() == null ? new Random() : new Random(settings.seed());
        exchange = new Exchange(cast, thread.timetable(), server::tell);
        player = new Player(exchange);
        var day = new WorkingDay(exchange, player, random, settings.callsPerMinute(), this::isListenedTo);
        var signIn = new SignIn(exchange, List.of(listener, commander), new SecureRandom(), session -> {
            if (listens(session)) {
                day.listenerCame();
            }
        });
        var desk = new AmiDesk(List.of(
                signIn.actions(),
                new Core(exchange, player).actions(),
                new Snapshots(exchange).actions(),
                new CallControl(exchange, player).actions()));
        telephones = settings.sip() ? new SipTelephones(exchange, player, thread, settings.sipPort()) : null;
        exchange.connects(telephones);
        thread.start();
        server.start(desk::handle);
    }

    /** @throws UncheckedIOException when the port is taken, with words that say what to set */
    public static DemoPbx start(DemoSettings settings) {
        try {
            return new DemoPbx(settings);
        } catch (IOException taken) {
            throw new UncheckedIOException(taken.getMessage(), taken);
        }
    }

    /** From now on what is spoken with customers is recorded into that folder. */
    public DemoPbx records(Path folder) {
        recordings = folder;
        thread.execute(() -> exchange.records(new Recorder(folder)));
        return this;
    }

    /** The TCP port on the loopback address. */
    public int port() {
        return server.port();
    }

    /** The account that may only listen. */
    public DemoAccount listener() {
        return listener;
    }

    /** The account that may only command. */
    public DemoAccount commander() {
        return commander;
    }

    public DemoCast cast() {
        return cast;
    }

    /**
     * Plays a call, beginning now.
     *
     * @return the linked id, when all of the call is over; or what in the script did not fit
     */
    public CompletableFuture<String> play(CallScript script) {
        var over = new CompletableFuture<String>();
        thread.execute(() -> play(script, over));
        return over;
    }

    /**
     * Plays the same call many times, beginning now and then at even distances.
     *
     * @param perSecond calls that begin in a second
     * @return done when the last of them is over
     */
    public CompletableFuture<Void> burst(CallScript script, int calls, double perSecond) {
        var all = new CompletableFuture<?>[calls];
        for (int i = 0; i < calls; i++) {
            var over = new CompletableFuture<String>();
            var delay = Duration.ofNanos((long) (i * 1e9 / perSecond));
            all[i] = over;
            thread.execute(() -> thread.timetable().in(delay, () -> play(script, over)));
        }
        return CompletableFuture.allOf(all);
    }

    private void play(CallScript script, CompletableFuture<String> over) {
        player.play(script, (linkedId, failure) -> {
            if (failure == null) {
                over.complete(linkedId);
            } else {
                over.completeExceptionally(failure);
            }
        });
    }

    /** With what the agent program is that telephone; empty where no telephone can be one. */
    public Optional<SipAccount> sipAccount(String extension) {
        return telephones == null ? Optional.empty() : telephones.account(extension);
    }

    /** How many clients are connected. */
    int clients() {
        return server.sessions().size();
    }

    private boolean isListenedTo() {
        return server.sessions().stream().anyMatch(DemoPbx::listens);
    }

    private static boolean listens(AmiSession session) {
        return session.account != null
                && session.hearsEvents
                && session.account.read().contains("call");
    }

    private static String secret() {
        var bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Cuts all clients off. */
    public void stop() {
        server.close();
        if (telephones != null) {
            telephones.close();
        }
        thread.close();
    }

    @Override
    public void close() {
        stop();
        if (recordings != null) {
            try {
                FileSystemUtils.deleteRecursively(recordings);
            } catch (IOException stays) {
                LOG.debug("The demo's recordings stay in {}", recordings, stays);
            }
        }
    }
}
