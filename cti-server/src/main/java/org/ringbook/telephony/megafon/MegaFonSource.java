package org.ringbook.telephony.megafon;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.telephony.CallerAnswers;
import org.ringbook.telephony.HistoryPull;
import org.ringbook.telephony.Intake;
import org.ringbook.telephony.Note;
import org.ringbook.telephony.PacedQueue.Rate;
import org.ringbook.telephony.PbxSource;
import org.ringbook.telephony.RawHook;
import org.ringbook.telephony.RawReading;
import org.ringbook.telephony.SourceHealth;
import org.ringbook.telephony.SourceHealth.State;
import org.ringbook.telephony.WebhookDoor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** One virtual PBX: it tells by webhooks, asks who is calling, and is asked over its API. */
final class MegaFonSource implements PbxSource {

    private static final Logger LOG = LoggerFactory.getLogger(MegaFonSource.class);
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int LOOK_FOR_ENDS_SECONDS = 5;

    private final String name;
    private final MegaFonSettings.Vats settings;
    private final Variants variants;
    private final MegaFonApi api;
    private final MegaFonUsers users;
    private final MegaFonTranslation translation;
    private final Heard heard;
    private final MegaFonDoor door;
    private final MegaFonDialling dialling;
    private final List<HistoryPull> pulls = new CopyOnWriteArrayList<>();
    private ScheduledExecutorService work;
    private volatile Intake intake;
    private volatile Directory directory;
    private volatile Link link = Link.stopped();

    /** How the API is. */
    private record Link(State state, Instant since, Note note) {
        static Link stopped() {
            return new Link(State.DOWN, Instant.now(), Note.of("megafon.stopped"));
        }
    }

    MegaFonSource(
            String name, MegaFonSettings.Vats settings, NumberPlan plan, CallerAnswers answers, List<Rate> rates) {
        this.name = name;
        this.settings = settings;
        this.variants = new Variants(name);
        this.directory = Directory.of(settings.employees());
        this.api = new MegaFonApi(settings.address(), settings.key(), rates);
        this.users = new MegaFonUsers(api, variants);
        this.translation = new MegaFonTranslation(directory, variants);
        this.heard = new Heard(variants);
        var contact = new ContactReply(answers, plan, () -> directory, settings.route());
        this.door = new MegaFonDoor(settings.crmKey(), contact::to, heard);
        this.dialling = new MegaFonDialling(api, plan, settings.line(), variants);
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
        return Optional.of(new MegaFonReading(() -> directory));
    }

    @Override
    public Optional<WebhookDoor> door() {
        return Optional.of(door);
    }

    @Override
    public void start(Intake begins) {
        intake = begins;
        link = new Link(State.CONNECTING, Instant.now(), Note.of("megafon.connecting"));
        work = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "megafon-" + name);
            thread.setDaemon(true);
            return thread;
        });
        work.scheduleWithFixedDelay(this::look, 0, settings.check().toMillis(), TimeUnit.MILLISECONDS);
        work.scheduleWithFixedDelay(
                () -> intake.inOrder(() -> intake.tell(translation.quiet(Instant.now()))),
                LOOK_FOR_ENDS_SECONDS,
                LOOK_FOR_ENDS_SECONDS,
                TimeUnit.SECONDS);
    }

    /** Whether the key is accepted, and who works there. */
    private void look() {
        try {
            employees(users.read());
            if (link.state != State.UP) {
                intake.counters().connected();
                LOG.info("MegaFon \"{}\": the key is accepted", name);
                readHistory();
            }
            turn(State.UP, Note.of("megafon.up.silent", name));
        } catch (MegaFonFailed failed) {
            turn(State.DOWN, failed.note());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException broken) {
            turn(State.DOWN, Note.of("megafon.status", 200, broken.getClass().getSimpleName()));
        }
    }

    /** They are kept among the messages: what these mean depends on them. */
    private void employees(List<Directory.User> read) {
        Directory now = directory.with(read);
        if (now.equals(directory)) {
            return;
        }
        directory = now;
        byte[] message = new RawHook(Told.USERS, now.json().getBytes(StandardCharsets.UTF_8)).bytes();
        intake.once("users " + UUID.randomUUID(), message, Instant.now(), Instant.now());
    }

    private void readHistory() {
        if (settings.history().isZero()) {
            return;
        }
        if (pulls.isEmpty()) {
            Duration day = Duration.ofDays(1);
            var calls = new MegaFonHistory(api, variants, false);
            pull("calls", calls, new HistoryPull.Plan(settings.history(), Duration.ofHours(2), day, settings.back()));
            // What shows later than that is met here. The first round is a short one: the other history reads the past.
            pull("calls again", calls, new HistoryPull.Plan(settings.again(), day, day, Duration.ofHours(2)));
            if (settings.internal()) {
                var inner = new MegaFonHistory(api, variants, true);
                pull("internal", inner, new HistoryPull.Plan(settings.again(), day, day, settings.back()));
            }
        } else {
            pulls.forEach(HistoryPull::wake);
        }
    }

    private void pull(String what, MegaFonHistory history, HistoryPull.Plan plan) {
        pulls.add(new HistoryPull(name, what, intake, history, plan, InstantSource.system()));
    }

    private void turn(State state, Note note) {
        Link before = link;
        if (before.state != state || !note.equals(before.note)) {
            link = new Link(state, before.state == state ? before.since : Instant.now(), note);
            if (state == State.DOWN) {
                LOG.warn("MegaFon \"{}\": {}", name, note.text());
            }
        }
    }

    @Override
    public SourceHealth check() {
        Link now = link;
        var warnings = new ArrayList<Note>();
        Note detail = now.note;
        if (now.state == State.UP) {
            detail = Steps.detail(directory, heard, readAt());
            warnings.addAll(Steps.left(name, settings, directory, heard, intake.counters()));
            for (HistoryPull pull : List.copyOf(pulls)) {
                if (pull.trouble() != null && !warnings.contains(pull.trouble())) {
                    warnings.add(pull.trouble());
                }
            }
        }
        return new SourceHealth(name, now.state, now.since, detail, List.copyOf(warnings));
    }

    private Instant readAt() {
        return pulls.isEmpty() ? null : pulls.get(0).readAt();
    }

    @Override
    public boolean hasTelephone(String extension) {
        return directory.login(extension) != null;
    }

    @Override
    public void dial(String fromExtension, String to, UUID requestId) {
        if (link.state != State.UP) {
            throw new DialRefused(link.note);
        }
        String login = directory.login(fromExtension);
        String id = dialling.call(login == null ? fromExtension : login, to);
        var clicked = MAPPER.createObjectNode()
                .put("request", requestId.toString())
                .put("user", login)
                .put("ext", fromExtension)
                .put("phone", to)
                .put("answered", id);
        byte[] message =
                new RawHook(Told.DIALLED, MAPPER.writeValueAsString(clicked).getBytes(StandardCharsets.UTF_8)).bytes();
        intake.once("dialled " + requestId, message, Instant.now(), Instant.now());
    }

    @Override
    public Optional<String> callOf(UUID request) {
        return translation.callOf(request.toString());
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
        pulls.forEach(HistoryPull::close);
        link = Link.stopped();
    }
}
