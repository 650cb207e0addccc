package org.ringbook.telephony.mango;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.ringbook.agentstates.Evidence.Telephone;
import org.ringbook.notices.Notice;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.recordings.fetch.RecordingFetcher;
import org.ringbook.telephony.CallCommands;
import org.ringbook.telephony.ConnectionStep;
import org.ringbook.telephony.ConnectionStep.Kind;
import org.ringbook.telephony.ConnectionStep.State;
import org.ringbook.telephony.PbxEmployee;
import org.ringbook.telephony.PbxSource;
import org.ringbook.telephony.SourceHealth;
import org.ringbook.telephony.inbox.Intake;
import org.ringbook.telephony.inbox.RawReading;
import org.ringbook.telephony.inbox.SourceCounters;
import org.ringbook.telephony.operators.ApiLink;
import org.ringbook.telephony.operators.EmployeeStatuses;
import org.ringbook.telephony.operators.HistoryPull;
import org.ringbook.telephony.operators.PbxFailed;
import org.ringbook.telephony.webhooks.WebhookReceiver;
import tools.jackson.databind.JsonNode;

/** One virtual PBX of Mango Office: it tells by webhooks, and is asked over its API. */
final class MangoSource implements PbxSource {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration READ_DIRECTORY_EVERY = Duration.ofHours(1);
    private static final Duration LOOK_FOR_ENDS = Duration.ofSeconds(15);

    private final String name;
    private final MangoSettings.Pbx settings;
    private final MangoApi api;
    private final MangoTranslation translation;
    private final LinkStatus linkStatus;
    private final EmployeeStatuses statuses;
    private final Visits visits;
    private final MangoReceiver receiver;
    private final MangoCommands commands;
    private final Duration betweenLooks;
    private final ApiLink link;
    private Intake intake;
    private volatile Directory directory = Directory.EMPTY;
    private volatile Instant directoryReadAt = Instant.MIN;

    MangoSource(String name, MangoSettings.Pbx settings, NumberPlan plan) {
        this(
                name,
                settings,
                plan,
                new MangoApi(settings.address(), new Signature(settings.key(), settings.salt())),
                Duration.ofSeconds(5));
    }

    /** @param betweenLooks pause between two looks whether a page of the statistics is ready */
    MangoSource(String name, MangoSettings.Pbx settings, NumberPlan plan, MangoApi api, Duration betweenLooks) {
        this.name = name;
        this.settings = settings;
        this.api = api;
        this.betweenLooks = betweenLooks;
        this.link = new ApiLink("mango", name);
        this.translation = new MangoTranslation(settings.lines());
        this.visits = new Visits(name, api);
        this.linkStatus = new LinkStatus(name, this::visited, this::status);
        this.statuses = new EmployeeStatuses(name);
        this.receiver = new MangoReceiver(new Signature(settings.key(), settings.salt()), linkStatus);
        this.commands = new MangoCommands(new MangoDialling(name, settings, plan, api), linkStatus, link);
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
        return Optional.of(
                new MangoRecordings(name, settings.address(), new Signature(settings.key(), settings.salt())));
    }

    @Override
    public Optional<RawReading> reading() {
        return Optional.of(new MangoReading(settings.lines()));
    }

    @Override
    public Optional<WebhookReceiver> receiver() {
        return Optional.of(receiver);
    }

    @Override
    public void start(Intake begins) {
        intake = begins;
        if (!settings.history().isZero()) {
            var plan = new HistoryPull.Plan(
                    settings.history(), MangoHistory.PLAN.overlap(), MangoHistory.PLAN.longest(), settings.back());
            link.history("calls", new MangoHistory(api, () -> directory, betweenLooks), plan);
        }
        link.start(begins, settings.check(), this::look);
        link.every(LOOK_FOR_ENDS, () -> intake.inOrder(() -> intake.report(translation.quiet(Instant.now()))));
    }

    private void visited(JsonNode event) {
        String number = visits.toAsk(event);
        if (number != null) {
            link.soon(() -> visits.ask(Fields.text(event, "entry_id"), number, intake));
        }
    }

    private void status(StatusEvent told) {
        statuses.becomes(directory.extensions().get(told.employee()), told.status());
    }

    @Override
    public void followTelephones(Consumer<Telephone> follower) {
        statuses.follow(follower);
    }

    /** Whether the key is accepted; reads who has which telephone on the way. */
    private void look() throws PbxFailed, InterruptedException {
        if (link.isUp() && directoryReadAt.isAfter(Instant.now().minus(READ_DIRECTORY_EVERY))) {
            api.post("account/balance", Map.of(), PATIENCE);
            return;
        }
        MangoApi.Reply users =
                api.post("config/users/request", Map.of("ext_fields", List.of("general.user_id")), PATIENCE);
        MangoApi.Reply lines = api.post("incominglines", Map.of(), PATIENCE);
        if (users.json() == null || lines.json() == null) {
            throw new PbxFailed(Notice.of("mango.status", users.status(), ""));
        }
        directory = Directory.of(users.json(), lines.json());
        directoryReadAt = Instant.now();
    }

    @Override
    public SourceHealth check() {
        Notice up = linkStatus.last() == null ? Notice.of("mango.up.silent") : Notice.of("mango.up", linkStatus.last());
        return link.health(up, steps());
    }

    @Override
    public List<ConnectionStep> steps() {
        var steps = new ArrayList<ConnectionStep>();
        steps.add(link.keyStep());
        if (link.isUp()) {
            SourceCounters counters = intake.counters();
            steps.add(ConnectionStep.webhook(
                    name,
                    linkStatus.last(),
                    counters,
                    Notice.of("mango.step.url", name),
                    Notice.of("mango.step.signature")));
            boolean nobody = directory.names().isEmpty();
            steps.add(ConnectionStep.of(
                    Kind.EMPLOYEES,
                    nobody ? State.TO_DO : State.DONE,
                    nobody
                            ? Notice.of("mango.warn.nobody")
                            : Notice.of("step.employees.done", directory.names().size())));
            steps.add(link.historyStep());
        }
        linkStatus.clock().ifPresent(wrong -> steps.add(ConnectionStep.of(Kind.CLOCK, State.WRONG, wrong)));
        return steps;
    }

    @Override
    public List<PbxEmployee> employees() {
        return directory.names().entrySet().stream()
                .map(one -> new PbxEmployee(one.getValue(), one.getKey()))
                .toList();
    }

    @Override
    public void tryNow() {
        directoryReadAt = Instant.MIN;
        link.lookNow();
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
    public CallCommands commands() {
        return commands;
    }

    @Override
    public void close() {
        link.close();
    }
}
