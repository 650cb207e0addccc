package org.ringbook.telephony.megafon;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.recordings.fetch.RecordingFetcher;
import org.ringbook.telephony.CallCommands;
import org.ringbook.telephony.CallerAnswers;
import org.ringbook.telephony.ConnectionStep;
import org.ringbook.telephony.PbxEmployee;
import org.ringbook.telephony.PbxSource;
import org.ringbook.telephony.SourceHealth;
import org.ringbook.telephony.inbox.Intake;
import org.ringbook.telephony.inbox.RawReading;
import org.ringbook.telephony.operators.ApiLink;
import org.ringbook.telephony.operators.HistoryPull;
import org.ringbook.telephony.operators.PacedQueue.Rate;
import org.ringbook.telephony.webhooks.RawHook;
import org.ringbook.telephony.webhooks.WebhookDoor;
import tools.jackson.databind.json.JsonMapper;

/** One virtual PBX: it tells by webhooks, asks who is calling, and is asked over its API. */
final class MegaFonSource implements PbxSource {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Duration LOOK_FOR_ENDS = Duration.ofSeconds(5);

    private final String name;
    private final MegaFonSettings.Vats settings;
    private final Variants variants;
    private final MegaFonApi api;
    private final MegaFonUsers users;
    private final MegaFonTranslation translation;
    private final Heard heard;
    private final MegaFonDoor door;
    private final MegaFonDialling dialling;
    private final ApiLink link;
    private final CallCommands commands = new Commands();
    private volatile Intake intake;
    private volatile Directory directory;

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
        this.link = new ApiLink("megafon", name);
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
    public Optional<RecordingFetcher> recordings() {
        return Optional.of(new MegaFonRecordings(name, settings.address(), settings.key()));
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
        histories();
        link.start(begins, settings.check(), () -> employees(users.read()));
        link.every(LOOK_FOR_ENDS, () -> intake.inOrder(() -> intake.tell(translation.quiet(Instant.now()))));
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

    private void histories() {
        if (settings.history().isZero()) {
            return;
        }
        Duration day = Duration.ofDays(1);
        var calls = new MegaFonHistory(api, variants, false);
        link.history(
                "calls", calls, new HistoryPull.Plan(settings.history(), Duration.ofHours(2), day, settings.back()));
        // What shows later than that is met here. The first round is a short one: the other history reads the past.
        link.history("calls again", calls, new HistoryPull.Plan(settings.again(), day, day, Duration.ofHours(2)));
        if (settings.internal()) {
            var inner = new MegaFonHistory(api, variants, true);
            link.history("internal", inner, new HistoryPull.Plan(settings.again(), day, day, settings.back()));
        }
    }

    @Override
    public SourceHealth check() {
        return link.health(Steps.detail(directory, heard), steps());
    }

    @Override
    public List<ConnectionStep> steps() {
        var steps = new ArrayList<ConnectionStep>();
        steps.add(link.keyStep());
        if (link.isUp()) {
            steps.add(Steps.webhook(name, settings.crmKey(), heard, intake.counters()));
            steps.add(Steps.employees(name, directory));
            steps.add(link.historyStep());
        }
        return steps;
    }

    @Override
    public List<PbxEmployee> employees() {
        return directory.employees();
    }

    @Override
    public void tryNow() {
        link.lookNow();
    }

    @Override
    public boolean hasTelephone(String extension) {
        return directory.login(extension) != null;
    }

    /** The virtual PBX offers nothing else over its API. */
    @Override
    public CallCommands commands() {
        return commands;
    }

    private final class Commands implements CallCommands {

        @Override
        public Set<Capability> capabilities() {
            return Set.of(Capability.ORIGINATE);
        }

        @Override
        public void originate(UUID request, String fromExtension, String to) {
            if (!link.isUp()) {
                throw new DialRefused(link.note());
            }
            String login = directory.login(fromExtension);
            String id = dialling.call(login == null ? fromExtension : login, to);
            var clicked = MAPPER.createObjectNode()
                    .put("request", request.toString())
                    .put("user", login)
                    .put("ext", fromExtension)
                    .put("phone", to)
                    .put("answered", id);
            byte[] message = new RawHook(
                            Told.DIALLED, MAPPER.writeValueAsString(clicked).getBytes(StandardCharsets.UTF_8))
                    .bytes();
            intake.once("dialled " + request, message, Instant.now(), Instant.now());
        }

        @Override
        public Optional<String> callOf(UUID request) {
            return translation.callOf(request.toString());
        }
    }

    @Override
    public void close() {
        link.close();
    }
}
