package org.ringbook.telephony.mango;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.telephony.HistoryPull;
import org.ringbook.telephony.Intake;
import org.ringbook.telephony.Note;
import org.ringbook.telephony.PbxSource;
import org.ringbook.telephony.RawReading;
import org.ringbook.telephony.SourceHealth;
import org.ringbook.telephony.SourceHealth.State;
import org.ringbook.telephony.WebhookDoor;

/** One virtual PBX of Mango Office: it tells by webhooks, and is asked over its API. */
final class MangoSource implements PbxSource {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration READ_DIRECTORY_EVERY = Duration.ofHours(1);
    private static final int LOOK_FOR_ENDS_SECONDS = 15;

    private final String name;
    private final MangoSettings.Vats settings;
    private final MangoApi api;
    private final MangoTranslation translation;
    private final Heard heard;
    private final MangoDoor door;
    private final MangoDialling dialling;
    private final Duration betweenLooks;
    private ScheduledExecutorService work;
    private HistoryPull history;
    private Intake intake;
    private volatile Directory directory = Directory.EMPTY;
    private volatile Instant directoryReadAt = Instant.MIN;
    private volatile Link link = new Link(State.DOWN, Instant.now(), Note.of("mango.stopped"));

    /** How the API is. */
    private record Link(State state, Instant since, Note note) {}

    MangoSource(String name, MangoSettings.Vats settings, NumberPlan plan) {
        this(
                name,
                settings,
                plan,
                new MangoApi(settings.address(), new Signature(settings.key(), settings.salt())),
                Duration.ofSeconds(5));
    }

    /** @param betweenLooks pause between two looks whether a page of the statistics is ready */
    MangoSource(String name, MangoSettings.Vats settings, NumberPlan plan, MangoApi api, Duration betweenLooks) {
        this.name = name;
        this.settings = settings;
        this.api = api;
        this.betweenLooks = betweenLooks;
        this.translation = new MangoTranslation(settings.lines());
        this.heard = new Heard(name);
        this.door = new MangoDoor(new Signature(settings.key(), settings.salt()), heard);
        this.dialling = new MangoDialling(name, settings, plan, api);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Intake.Translation translation() {
        return translation;
    }

    @Override
    public Optional<RawReading> reading() {
        return Optional.of(new MangoReading(settings.lines()));
    }

    @Override
    public Optional<WebhookDoor> door() {
        return Optional.of(door);
    }

    @Override
    public void start(Intake begins) {
        intake = begins;
        link = new Link(State.CONNECTING, Instant.now(), Note.of("mango.connecting"));
        work = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "mango-" + name);
            thread.setDaemon(true);
            return thread;
        });
        long pause = settings.check().toMillis();
        work.scheduleWithFixedDelay(this::look, 0, pause, TimeUnit.MILLISECONDS);
        work.scheduleWithFixedDelay(
                () -> intake.inOrder(() -> intake.tell(translation.quiet(Instant.now()))),
                LOOK_FOR_ENDS_SECONDS,
                LOOK_FOR_ENDS_SECONDS,
                TimeUnit.SECONDS);
    }

    /** Whether the key is accepted; reads who has which telephone on the way. */
    private void look() {
        try {
            if (directoryReadAt.isBefore(Instant.now().minus(READ_DIRECTORY_EVERY)) || link.state != State.UP) {
                MangoApi.Reply users =
                        api.post("config/users/request", Map.of("ext_fields", List.of("general.user_id")), PATIENCE);
                MangoApi.Reply lines = api.post("incominglines", Map.of(), PATIENCE);
                if (users.json() == null || lines.json() == null) {
                    throw new MangoFailed(Note.of("mango.status", users.status(), ""));
                }
                directory = Directory.of(users.json(), lines.json());
                directoryReadAt = Instant.now();
            } else {
                api.post("account/balance", Map.of(), PATIENCE);
            }
            up();
        } catch (MangoFailed failed) {
            turn(State.DOWN, failed.note());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException broken) {
            turn(State.DOWN, Note.of("mango.status", 200, broken.getClass().getSimpleName()));
        }
    }

    private void up() {
        if (link.state != State.UP) {
            intake.counters().connected();
            readHistory();
        }
        turn(State.UP, null);
    }

    private synchronized void readHistory() {
        if (settings.history().isZero()) {
            return;
        }
        if (history != null) {
            history.wake();
            return;
        }
        var plan = new HistoryPull.Plan(
                settings.history(), MangoHistory.PLAN.overlap(), MangoHistory.PLAN.longest(), settings.back());
        var reader = new MangoHistory(api, () -> directory, betweenLooks);
        history = new HistoryPull(name, "calls", intake, reader, plan, InstantSource.system());
    }

    private void turn(State state, Note note) {
        if (link.state != state || note != null && !note.equals(link.note)) {
            link = new Link(state, link.state == state ? link.since : Instant.now(), note);
            heard.turned(state, note);
        }
    }

    @Override
    public SourceHealth check() {
        Link now = link;
        var warnings = new ArrayList<Note>();
        Note detail = now.note;
        if (now.state == State.UP) {
            detail = heard.last() == null
                    ? Note.of("mango.up.silent", name)
                    : Note.of("mango.up", heard.last().truncatedTo(java.time.temporal.ChronoUnit.SECONDS));
        }
        if (now.state == State.UP && directory.names().isEmpty()) {
            warnings.add(Note.of("mango.warn.nobody"));
        }
        HistoryPull pull = history;
        if (pull != null && pull.trouble() != null) {
            warnings.add(pull.trouble());
        }
        warnings.addAll(heard.warnings());
        return new SourceHealth(name, now.state, now.since, detail, List.copyOf(warnings));
    }

    /** Mango's employees, for whoever maps them to staff. */
    Directory directory() {
        return directory;
    }

    @Override
    public boolean hasTelephone(String extension) {
        return directory.has(extension);
    }

    @Override
    public void dial(String fromExtension, String to, UUID requestId) {
        if (link.state != State.UP) {
            throw new DialRefused(link.note);
        }
        dialling.callback(fromExtension, to, requestId);
    }

    @Override
    public Optional<String> callOf(UUID request) {
        return heard.entryOf(request);
    }

    /** What can be done with a call that goes on. */
    MangoDialling dialling() {
        return dialling;
    }

    @Override
    public void close() {
        if (work != null) {
            work.shutdownNow();
            try {
                work.awaitTermination(5, TimeUnit.SECONDS);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        }
        if (history != null) {
            history.close();
        }
        link = new Link(State.DOWN, Instant.now(), Note.of("mango.stopped"));
    }
}
