package org.ringbook.telephony.megafon;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.ringbook.agentstates.Evidence.Telephone;
import org.ringbook.notices.Notice;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.recordings.fetch.RecordingFetcher;
import org.ringbook.telephony.CallCommands;
import org.ringbook.telephony.CallerAnswers;
import org.ringbook.telephony.ConnectionStep;
import org.ringbook.telephony.ConnectionStep.Kind;
import org.ringbook.telephony.ConnectionStep.State;
import org.ringbook.telephony.PbxEmployee;
import org.ringbook.telephony.PbxSource;
import org.ringbook.telephony.SourceHealth;
import org.ringbook.telephony.inbox.Intake;
import org.ringbook.telephony.inbox.RawReading;
import org.ringbook.telephony.operators.ApiLink;
import org.ringbook.telephony.operators.EmployeeStatuses;
import org.ringbook.telephony.operators.EmployeesStep;
import org.ringbook.telephony.operators.HistoryPull;
import org.ringbook.telephony.operators.PacedQueue.Rate;
import org.ringbook.telephony.operators.PbxFailed;
import org.ringbook.telephony.operators.Variants;
import org.ringbook.telephony.webhooks.RawHook;
import org.ringbook.telephony.webhooks.WebhookReceiver;
import tools.jackson.databind.json.JsonMapper;

/** One virtual PBX: it tells by webhooks, asks who is calling, and is asked over its API. */
final class MegaFonSource implements PbxSource {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Duration LOOK_FOR_ENDS = Duration.ofSeconds(5);
    /** When a PBX that has no statuses is asked for them once more. */
    private static final Duration STATUSES_AGAIN = Duration.ofHours(1);

    private final String name;
    private final MegaFonSettings.Pbx settings;
    private final Variants variants;
    private final MegaFonApi api;
    private final MegaFonUsers users;
    private final MegaFonStatuses statusReader;
    private final EmployeeStatuses statuses;
    private final MegaFonTranslation translation;
    private final LinkStatus linkStatus;
    private final MegaFonReceiver receiver;
    private final MegaFonDialling dialling;
    private final ApiLink link;
    private final CallCommands commands = new Commands();
    private volatile Intake intake;
    private volatile Directory directory;
    private volatile Instant statusesAgain = Instant.MIN;

    MegaFonSource(String name, MegaFonSettings.Pbx settings, NumberPlan plan, CallerAnswers answers, List<Rate> rates) {
        this.name = name;
        this.settings = settings;
        this.variants = new Variants(name);
        this.directory = Directory.of(settings.employees());
        this.api = new MegaFonApi(settings.address(), settings.key(), rates);
        this.users = new MegaFonUsers(api, variants);
        this.statusReader = new MegaFonStatuses(users, variants);
        this.statuses = new EmployeeStatuses(name);
        this.translation = new MegaFonTranslation(directory, variants);
        this.linkStatus = new LinkStatus(variants);
        var contact = new ContactReply(answers, plan, () -> directory, settings.route());
        this.receiver = new MegaFonReceiver(settings.crmKey(), contact::to, linkStatus);
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
    public Optional<WebhookReceiver> receiver() {
        return Optional.of(receiver);
    }

    @Override
    public void start(Intake begins) {
        intake = begins;
        histories();
        link.start(begins, settings.check(), () -> employees(users.read()));
        link.every(settings.check(), this::readStatuses);
        link.every(LOOK_FOR_ENDS, () -> intake.inOrder(() -> intake.report(translation.quiet(Instant.now()))));
    }

    /** They are kept among the messages: what these mean depends on them. */
    private void employees(List<Directory.User> read) {
        Directory now = directory.with(read);
        if (now.equals(directory)) {
            return;
        }
        directory = now;
        byte[] message = new RawHook(ReceivedMessage.USERS, now.json().getBytes(StandardCharsets.UTF_8)).bytes();
        intake.once("users " + UUID.randomUUID(), message, Instant.now(), Instant.now());
    }

    @Override
    public void followTelephones(Consumer<Telephone> follower) {
        statuses.follow(follower);
    }

    /** A PBX that has none leaves them unknown; one that does not answer now is asked again. */
    private void readStatuses() {
        if (!link.isUp() || Instant.now().isBefore(statusesAgain)) {
            return;
        }
        var told = new HashSet<String>();
        try {
            statusReader.read(directory, Instant.now()).forEach((login, status) -> {
                String telephone = directory.party(new Person(login, null, null), null);
                told.add(telephone);
                statuses.becomes(telephone, status);
            });
        } catch (PbxFailed failed) {
            if (!failed.refused()) {
                return;
            }
            statusesAgain = Instant.now().plus(STATUSES_AGAIN);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return;
        }
        statuses.only(told);
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
        return link.health(
                EmployeesStep.up("megafon", directory.users().size(), directory.nameless(), linkStatus.last()),
                steps());
    }

    @Override
    public List<ConnectionStep> steps() {
        var steps = new ArrayList<ConnectionStep>();
        steps.add(link.keyStep());
        if (link.isUp()) {
            steps.add(webhookStep());
            steps.add(EmployeesStep.of("megafon", name, directory.users().size(), directory.nameless()));
            steps.add(link.historyStep());
        }
        return steps;
    }

    private ConnectionStep webhookStep() {
        if (settings.crmKey().isEmpty()) {
            return ConnectionStep.of(Kind.WEBHOOK, State.TO_DO, Notice.of("megafon.step.crm-key", name));
        }
        return ConnectionStep.webhook(
                name,
                linkStatus.last(),
                intake.counters(),
                Notice.of("megafon.step.url", name),
                Notice.of("megafon.step.wrong-key", name));
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
                throw new DialRefused(link.notice());
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
                            ReceivedMessage.DIALLED,
                            MAPPER.writeValueAsString(clicked).getBytes(StandardCharsets.UTF_8))
                    .bytes();
            intake.once("dialled " + request, message, Instant.now(), Instant.now());
        }

        @Override
        public Optional<String> callOf(UUID request) {
            return translation.callOf(request);
        }
    }

    @Override
    public void close() {
        link.close();
    }
}
