package org.ringbook.telephony.beeline;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.ringbook.agentstates.Evidence.Telephone;
import org.ringbook.calls.fold.LiveLeg;
import org.ringbook.notices.Notice;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.recordings.fetch.RecordingFetcher;
import org.ringbook.telephony.CallCommands;
import org.ringbook.telephony.ConnectionStep;
import org.ringbook.telephony.PbxEmployee;
import org.ringbook.telephony.PbxSource;
import org.ringbook.telephony.SourceHealth;
import org.ringbook.telephony.inbox.Intake;
import org.ringbook.telephony.inbox.RawReading;
import org.ringbook.telephony.operators.ApiLink;
import org.ringbook.telephony.operators.EmployeeStatuses;
import org.ringbook.telephony.operators.EmployeesStep;
import org.ringbook.telephony.operators.HistoryPull.Plan;
import org.ringbook.telephony.operators.Variants;
import org.ringbook.telephony.webhooks.Delivery;
import org.ringbook.telephony.webhooks.WebhookReceiver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One cloud PBX: it tells by events what it was subscribed to, and is asked over its API. */
final class BeelineSource implements PbxSource {

    private static final Logger LOG = LoggerFactory.getLogger(BeelineSource.class);
    private static final Duration LOOK_FOR_ENDS = Duration.ofSeconds(5);
    /** Between two questions what an agent is: one employee each. */
    private static final Duration ASK_AGENTS = Duration.ofSeconds(2);

    /** When the statistics surely know a call of which an event was lost. */
    private static final Duration IN_THE_STATISTICS = Duration.ofMinutes(4);

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final String name;
    private final BeelineSettings.Pbx settings;
    private final Variants variants;
    private final BeelineApi api;
    private final BeelineTranslation translation;
    private final EmployeeStatuses statuses;
    private final AgentStatuses agents;
    private final Subscriptions subscriptions;
    private final Sequences sequences = new Sequences();
    private final BeelineReceiver receiver;
    private final BeelineDialling dialling;
    private final CallsOfUsers going = new CallsOfUsers();
    private final ApiLink link;
    private final CallCommands commands = new Commands();
    private volatile Intake intake;
    private volatile Directory directory;
    private volatile Instant lastReceived;
    private Instant lookAgain;

    BeelineSource(
            String name, BeelineSettings.Pbx settings, NumberPlan plan, SubscriptionStore store, BeelineApi.Pace pace) {
        this.name = name;
        this.settings = settings;
        this.variants = new Variants(name);
        this.directory = Directory.of(settings.employees(), settings.lines());
        this.api = new BeelineApi(settings.address(), settings.token(), pace);
        this.translation = new BeelineTranslation(directory, variants, placeOfRecords());
        this.statuses = new EmployeeStatuses(name);
        this.agents = new AgentStatuses(api, statuses, variants);
        this.subscriptions =
                new Subscriptions(name, settings, api, store, variants, InstantSource.system(), pace.pauses());
        this.receiver = new BeelineReceiver(settings.callback().isEmpty() ? "" : settings.secret(), this::received);
        this.dialling = new BeelineDialling(api, plan, variants);
        this.link = new ApiLink("beeline", name);
    }

    private String placeOfRecords() {
        return settings.address() + "v2/records/";
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
        return Optional.of(new BeelineRecordings(name, settings.address(), settings.token()));
    }

    @Override
    public Optional<RawReading> reading() {
        return Optional.of(new BeelineReading(() -> directory, placeOfRecords()));
    }

    @Override
    public Optional<WebhookReceiver> receiver() {
        return Optional.of(receiver);
    }

    @Override
    public void start(Intake begins) {
        intake = begins;
        histories();
        link.start(
                begins, settings.check(), () -> employees(Directory.users(api.read("abonents", Map.of(), PATIENCE))));
        Duration tend = settings.check().compareTo(LOOK_FOR_ENDS) < 0 ? settings.check() : LOOK_FOR_ENDS;
        link.every(tend, this::tend);
        link.every(settings.check().compareTo(ASK_AGENTS) < 0 ? settings.check() : ASK_AGENTS, this::askAgents);
        link.every(LOOK_FOR_ENDS, () -> intake.inOrder(() -> intake.report(translation.quiet(Instant.now()))));
    }

    private List<String> names() {
        return directory.users().stream().map(Directory.User::id).toList();
    }

    @Override
    public void followTelephones(Consumer<Telephone> follower) {
        statuses.follow(follower);
    }

    private void askAgents() {
        if (link.isUp()) {
            try {
                agents.ask(directory, Instant.now());
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void tend() {
        if (!link.isUp()) {
            return;
        }
        try {
            subscriptions.tend(names());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        Instant now = Instant.now();
        int lost = sequences.lost(now);
        if (lost > 0) {
            LOG.warn("{}: {} events were lost; what they told is read from the statistics", name, lost);
            lookAgain = now.plus(IN_THE_STATISTICS);
        }
        if (lookAgain != null && lookAgain.isBefore(now)) {
            lookAgain = null;
            link.lookNow();
        }
    }

    private void received(XsiEvent event, Delivery delivery) {
        lastReceived = delivery.received();
        if (event.type().equals(XsiEvent.ENDED)) {
            subscriptions.ended(event.subscription());
            return;
        }
        going.heard(event);
        subscriptions.received(event.subscription());
        sequences.received(event.subscription(), event.sequence(), delivery.received());
    }

    /** They are kept among the messages: what these mean depends on them. */
    private void employees(List<Directory.User> read) {
        Directory now = directory.with(read);
        if (!now.equals(directory)) {
            directory = now;
            Instant at = Instant.now();
            intake.once("abonents " + UUID.randomUUID(), Messages.message(Messages.ABONENTS, now.json()), at, at);
        }
    }

    private void histories() {
        if (!settings.history().isZero()) {
            var calls = new Statistics(api, variants, InstantSource.system());
            link.history("calls", calls, new Plan(settings.history(), Duration.ofHours(3), DAY, settings.back()));
            // What shows later than that is met here. The first round is a short one: the other one reads the past.
            link.history("calls again", calls, new Plan(settings.again(), DAY, DAY, Duration.ofHours(3)));
        }
        if (!settings.records().isZero()) {
            var records = new Recordings(api, variants);
            link.history("records", records, new Plan(settings.records(), Duration.ofHours(3), DAY, settings.back()));
            link.history(
                    "records again",
                    records,
                    new Plan(settings.again(), DAY.multipliedBy(3), DAY, Duration.ofHours(3)));
        }
    }

    @Override
    public SourceHealth check() {
        return link.health(
                EmployeesStep.up("beeline", directory.users().size(), directory.nameless(), lastReceived), steps());
    }

    @Override
    public List<ConnectionStep> steps() {
        var steps = new ArrayList<ConnectionStep>();
        steps.add(link.keyStep());
        if (link.isUp()) {
            steps.add(EventsStep.of(name, settings, subscriptions, lastReceived));
            steps.add(EmployeesStep.of("beeline", name, directory.users().size(), directory.nameless()));
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
        return directory.ofExtension(extension) != null;
    }

    @Override
    public CallCommands commands() {
        return commands;
    }

    /** The portal's API hands calls on, too; hanging up, picking up and listening it does not offer. */
    private final class Commands implements CallCommands {

        @Override
        public Set<Capability> capabilities() {
            return EnumSet.of(Capability.ORIGINATE, Capability.BLIND_TRANSFER);
        }

        @Override
        public void originate(UUID request, String fromExtension, String to) {
            if (!link.isUp()) {
                throw new DialRefused(link.notice());
            }
            Directory.User user = directory.ofExtension(fromExtension);
            String tracking = dialling.call(user == null ? fromExtension : user.id(), to);
            var clicked = Messages.MAPPER
                    .createObjectNode()
                    .put("request", request.toString())
                    .put("user", user == null ? null : user.user())
                    .put("phone", to)
                    .put("tracking", tracking);
            byte[] message = Messages.message(Messages.DIALLED, Messages.MAPPER.writeValueAsString(clicked));
            intake.once("dialled " + request, message, Instant.now(), Instant.now());
        }

        @Override
        public void transfer(UUID request, LiveLeg by, String to) {
            if (!link.isUp()) {
                throw new DialRefused(link.notice());
            }
            Directory.User user = directory.ofExtension(by.party());
            String call = user == null ? null : going.ofUser(user.user());
            if (call == null) {
                throw new CommandRefused(Notice.of("beeline.transfer.gone"));
            }
            dialling.transfer(user.id(), call, to);
        }

        @Override
        public Optional<String> callOf(UUID request) {
            return translation.callOf(request);
        }
    }

    /** Where its events go may change: the next one makes its own subscription then, and ends ours with the same token. */
    @Override
    public Optional<Runnable> farewell(PbxSource next) {
        boolean goesOn = next instanceof BeelineSource other
                && other.settings.address().equals(settings.address())
                && other.settings.token().equals(settings.token())
                && !other.settings.callback().isEmpty();
        return goesOn ? Optional.empty() : subscriptions.farewell();
    }

    @Override
    public void close() {
        link.close();
    }
}
