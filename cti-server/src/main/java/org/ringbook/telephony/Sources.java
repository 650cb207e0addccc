package org.ringbook.telephony;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.ringbook.agentstates.Evidence.Telephone;
import org.ringbook.calls.fold.Calls;
import org.ringbook.calls.log.CallLog;
import org.ringbook.notices.Notice;
import org.ringbook.recordings.fetch.RecordingFetcher;
import org.ringbook.telephony.inbox.Gap;
import org.ringbook.telephony.inbox.Gaps;
import org.ringbook.telephony.inbox.InboxStores;
import org.ringbook.telephony.inbox.Intake;
import org.ringbook.telephony.inbox.RawInbox;
import org.ringbook.telephony.inbox.Rejection;
import org.ringbook.telephony.inbox.SourceCounters;
import org.ringbook.telephony.webhooks.WebhookEndpoints;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** All configured telephone sources: started with the server, stopped with it, asked for their health and commands. */
@Component
public class Sources implements SmartLifecycle {

    /** When they start among the parts of the server. */
    public static final int PHASE = Intake.PHASE;

    private static final Logger LOG = LoggerFactory.getLogger(Sources.class);

    private final List<PbxSource.Provider> providers;
    private final Calls calls;
    private final InboxStores stores;
    private final CallLog log;
    private final WebhookEndpoints hooks;
    private final Map<PbxSource, Intake> sources = new LinkedHashMap<>();
    private final Map<String, CallCommands> commands = new ConcurrentHashMap<>();
    private final Map<String, RecordingFetcher> recordings = new ConcurrentHashMap<>();
    private final List<Consumer<Telephone>> telephoneFollowers = new CopyOnWriteArrayList<>();
    private final List<Consumer<String>> begun = new CopyOnWriteArrayList<>();
    /** Held by whoever begins or ends a source while the server runs: one after the other. */
    private final Object changing = new Object();

    private volatile boolean running;

    /** With nothing to take up from before. */
    public Sources(List<PbxSource.Provider> providers, Calls calls, RawInbox inbox) {
        this(providers, calls, new InboxStores(inbox, new Gaps()), null, new WebhookEndpoints());
    }

    /** @param log tells which calls went on when the server stopped; null to take up none */
    public Sources(List<PbxSource.Provider> providers, Calls calls, RawInbox inbox, CallLog log, Gaps gaps) {
        this(providers, calls, new InboxStores(inbox, gaps), log, new WebhookEndpoints());
    }

    @Autowired
    public Sources(
            List<PbxSource.Provider> providers, Calls calls, InboxStores stores, CallLog log, WebhookEndpoints hooks) {
        this.hooks = hooks;
        this.stores = stores;
        this.providers = providers;
        this.calls = calls;
        this.log = log;
    }

    /** How each source is, from what is known now. */
    public synchronized List<SourceHealth> health() {
        var all = new ArrayList<SourceHealth>();
        sources.forEach((source, intake) -> all.add(withWarnings(source.check(), intake.counters())));
        return all;
    }

    private static SourceHealth withWarnings(SourceHealth health, SourceCounters counters) {
        long overflows = counters.read().overflows();
        long notUnderstood = counters.notUnderstood().times();
        if (overflows == 0 && notUnderstood == 0) {
            return health;
        }
        var warnings = new ArrayList<>(health.warnings());
        if (overflows > 0) {
            warnings.add(Notice.of("sources.overflow", overflows));
        }
        if (notUnderstood > 0) {
            warnings.add(Notice.of("sources.not-understood", notUnderstood));
        }
        return new SourceHealth(health.name(), health.state(), health.since(), health.detail(), List.copyOf(warnings));
    }

    /** When sources were not heard, newest first. */
    public List<Gap> gaps() {
        return stores.gaps().all();
    }

    /** Who gets the sound of the recordings of each source that has a place of them; the same until the source is another. Never waits. */
    public List<RecordingFetcher> recordings() {
        return List.copyOf(recordings.values());
    }

    private void knowRecordings(PbxSource source) {
        source.recordings()
                .ifPresentOrElse(
                        fetcher -> recordings.put(source.name(), fetcher), () -> recordings.remove(source.name()));
    }

    /** What each source has counted, by its name. */
    public synchronized Map<String, SourceCounters.Reading> counters() {
        var readings = new LinkedHashMap<String, SourceCounters.Reading>();
        sources.forEach((source, intake) ->
                readings.put(source.name(), intake.counters().read()));
        return readings;
    }

    /** What was refused at the door of a source since the start, by reason. */
    public Map<Rejection, Long> refusals(String name) {
        return hooks.refusals(name);
    }

    /** Whether a source is told over HTTP. */
    boolean hasWebhook(String name) {
        return hooks.isOpen(name);
    }

    /**
     * What is known of the connection of a source.
     *
     * @param employees whom the telephone system names
     */
    public record Connection(SourceHealth health, List<ConnectionStep> steps, List<PbxEmployee> employees) {}

    /** Empty when there is no source of this name. */
    public synchronized Optional<Connection> connection(String name) {
        return named(name).map(source -> {
            var steps = new ArrayList<>(source.steps());
            steps.addAll(
                    ConnectionStep.notUnderstood(sources.get(source).counters().notUnderstood()));
            return new Connection(source.check(), List.copyOf(steps), source.employees());
        });
    }

    /** Tries the connection of a source now; it shows in {@link #connection} a moment later. */
    public synchronized void tryNow(String name) {
        named(name).ifPresent(PbxSource::tryNow);
    }

    private Optional<PbxSource> named(String name) {
        return sources.keySet().stream()
                .filter(source -> source.name().equals(name))
                .findFirst();
    }

    /** How many messages of a source wait. */
    synchronized int waiting(String name) {
        return sources.entrySet().stream()
                .filter(one -> one.getKey().name().equals(name))
                .mapToInt(one -> one.getValue().waiting())
                .sum();
    }

    synchronized boolean isUp(String name) {
        return named(name).filter(Sources::isUp).isPresent();
    }

    /**
     * A source that takes commands.
     *
     * @param name of the source
     */
    public record Commanded(String name, CallCommands commands) {}

    /** Every source, in the order of the settings, with what it can be told to do. */
    public synchronized List<Commanded> commanded() {
        return sources.keySet().stream()
                .map(source -> new Commanded(source.name(), source.commands()))
                .toList();
    }

    /**
     * What a source can be told to do with calls. Waits for nobody: each card asks.
     *
     * @return {@link CallCommands#NONE} when there is no source of this name
     */
    public CallCommands commands(String source) {
        return commands.getOrDefault(source, CallCommands.NONE);
    }

    /**
     * The source that rings a telephone: the one that has it, else the first that is reached.
     *
     * @throws PbxSource.DialRefused with words for the user when there is none
     */
    public synchronized Commanded ofTelephone(String extension) {
        PbxSource source = sourceOf(extension);
        return new Commanded(source.name(), source.commands());
    }

    /** Whether recordings of a source can be paused from here. Waits for nobody: each card of a recorded talk asks. */
    public boolean pausesRecordings(String source) {
        return commands(source).capabilities().contains(CallCommands.Capability.PAUSE_RECORDING);
    }

    /**
     * Pauses what is recorded of a leg, or goes on with it.
     *
     * @param recordings how many run on it
     * @throws PbxSource.CommandRefused with words for the user
     */
    public void pauseRecording(String source, String leg, int recordings, boolean pause) {
        CallCommands known = commands(source);
        if (!known.capabilities().contains(CallCommands.Capability.PAUSE_RECORDING)) {
            throw new PbxSource.CommandRefused(Notice.of("sources.pause.never", source));
        }
        known.pauseRecording(leg, recordings, pause);
    }

    /** A call by the source's own id of it. */
    public record SourceCall(String source, String sourceId) {}

    /** The call that came of a click, where its {@code sourceId} does not show it; empty while it has not begun. */
    public synchronized Optional<SourceCall> callOf(UUID request) {
        return sources.keySet().stream()
                .flatMap(source ->
                        source.commands().callOf(request).map(id -> new SourceCall(source.name(), id)).stream())
                .findFirst();
    }

    private synchronized PbxSource sourceOf(String extension) {
        PbxSource up = null;
        for (PbxSource source : sources.keySet()) {
            if (source.hasTelephone(extension)) {
                return source;
            }
            boolean better = up == null || !isUp(up) && isUp(source);
            up = better ? source : up;
        }
        if (up == null) {
            throw new PbxSource.DialRefused(Notice.of("sources.none"));
        }
        return up;
    }

    private static boolean isUp(PbxSource source) {
        return source.check().state() == SourceHealth.State.UP;
    }

    @Override
    public synchronized void start() {
        var names = new ArrayList<String>();
        for (PbxSource.Provider provider : providers) {
            for (PbxSource source : provider.sources()) {
                if (names.contains(source.name())) {
                    throw new IllegalStateException("Two telephone sources are called \"" + source.name() + "\".");
                }
                names.add(source.name());
                var intake = new Intake(source.name(), source.translation(), calls, stores, new SourceCounters());
                sources.put(source, intake);
                commands.put(source.name(), source.commands());
                knowRecordings(source);
                if (log != null) {
                    intake.takeUp(log);
                }
                go(source, intake);
            }
        }
        running = true;
        LOG.info("Telephone sources: {}", names.isEmpty() ? "none" : String.join(", ", names));
    }

    private void go(PbxSource source, Intake intake) {
        source.followTelephones(telephone -> telephoneFollowers.forEach(follower -> follower.accept(telephone)));
        source.start(intake);
        source.receiver().ifPresent(receiver -> hooks.open(source.name(), receiver, intake));
    }

    /**
     * Tells of each telephone whose state, or place in queues, is another one at its source.
     *
     * @param follower must not wait; told on a thread of the source
     */
    public void followTelephones(Consumer<Telephone> follower) {
        telephoneFollowers.add(follower);
    }

    /** By how much the clock of each source is ahead of ours. */
    public synchronized Map<String, Duration> clockSkews() {
        var skews = new LinkedHashMap<String, Duration>();
        sources.keySet().forEach(source -> skews.put(source.name(), source.clockSkew()));
        return skews;
    }

    /** The sources that are known to have a telephone. */
    public synchronized List<String> thatHave(String extension) {
        return sources.keySet().stream()
                .filter(source -> source.hasTelephone(extension))
                .map(PbxSource::name)
                .toList();
    }

    /** Hears of the name of each source that is there, and of each that is begun later. Must not wait. */
    void whenBegun(Consumer<String> hears) {
        begun.add(hears);
        counters().keySet().forEach(hears);
    }

    /**
     * Begins a source while the server runs, in place of the one of its name that may run: calls that go on stay as they are, and the
     * new one learns from what was kept where the old one was. What is told over HTTP meanwhile waits.
     */
    public void begin(PbxSource source) {
        synchronized (changing) {
            if (!running) {
                return;
            }
            String name = source.name();
            hooks.hold(name);
            try {
                Intake before = take(name, source);
                var counters = before == null ? new SourceCounters() : before.counters();
                var intake = new Intake(name, source.translation(), calls, stores, counters);
                if (log != null) {
                    stores.inbox().writeNow();
                    if (before == null) {
                        intake.takeUp(log);
                    } else {
                        intake.goOn(log);
                    }
                }
                knowRecordings(source);
                if (source.receiver().isEmpty()) {
                    hooks.close(name);
                }
                go(source, intake);
                synchronized (this) {
                    sources.put(source, intake);
                    commands.put(name, source.commands());
                }
            } finally {
                hooks.release(name);
            }
            begun.forEach(hears -> hears.accept(name));
            LOG.info("The telephone source \"{}\" was begun", name);
        }
    }

    /** Ends a source while the server runs. Its calls stay; those that go on end now, as far as anybody will ever know. */
    public void end(String name) {
        synchronized (changing) {
            hooks.hold(name);
            try {
                Intake before = take(name, null);
                hooks.close(name);
                recordings.remove(name);
                if (before != null) {
                    before.endWhatGoesOn(Instant.now());
                    LOG.info("The telephone source \"{}\" was ended", name);
                }
            } finally {
                hooks.release(name);
            }
        }
    }

    /** Stops the one of this name, and what it had said is folded. @param next takes its place; null for nobody. @return null when there is none */
    private Intake take(String name, PbxSource next) {
        PbxSource old;
        Intake intake;
        synchronized (this) {
            old = named(name).orElse(null);
            if (old == null) {
                return null;
            }
            intake = sources.remove(old);
            commands.remove(name);
        }
        old.close();
        // What gets durable once nobody takes it any more would count as known, and never become a call.
        stores.idempotent().writeNow();
        intake.close();
        old.farewell(next).ifPresent(said -> beside("farewell-" + name, said));
        return intake;
    }

    /** Whoever changes a connection on a page waits for no telephone system. */
    private static void beside(String name, Runnable work) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public synchronized void stop() {
        hooks.close();
        commands.clear();
        recordings.clear();
        sources.keySet().forEach(PbxSource::close);
        stores.idempotent().writeNow();
        sources.values().forEach(Intake::close);
        sources.clear();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
