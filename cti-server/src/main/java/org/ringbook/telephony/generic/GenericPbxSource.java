package org.ringbook.telephony.generic;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.ringbook.notices.Notice;
import org.ringbook.numbers.Extension;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.recordings.fetch.RecordingFetcher;
import org.ringbook.telephony.CallCommands;
import org.ringbook.telephony.ConnectionStep;
import org.ringbook.telephony.ConnectionStep.Kind;
import org.ringbook.telephony.PbxEmployee;
import org.ringbook.telephony.PbxSource;
import org.ringbook.telephony.SourceHealth;
import org.ringbook.telephony.SourceHealth.State;
import org.ringbook.telephony.inbox.Intake;
import org.ringbook.telephony.inbox.RawReading;
import org.ringbook.telephony.webhooks.WebhookReceiver;
import org.ringbook.telephony.webhooks.WebhookResult.Answer;

/** One telephone system that is described in settings. It tells by webhooks alone: what was not told is not asked for. */
final class GenericPbxSource implements PbxSource {

    private static final int LOOK_FOR_ENDS_SECONDS = 15;

    private final String name;
    private final Dictionary dictionary;
    private final Secret secret;
    private final GenericPbxTranslation translation;
    private final LinkStatus linkStatus;
    private final GenericPbxReceiver receiver;
    private final GenericPbxDialling dialling;
    private final Map<String, String> employees;
    private final GenericPbxSettings.Recordings recordings;
    private final CallCommands commands = new Commands();
    private ScheduledExecutorService work;
    private volatile Intake intake;
    private volatile Instant since = Instant.now();

    /** @throws IllegalArgumentException in words that say what to set */
    GenericPbxSource(String name, GenericPbxSettings.Pbx settings, NumberPlan plan) {
        this.name = name;
        this.dictionary = settings.dictionary();
        this.secret = new Secret(settings.secret(), settings.secretIn());
        this.translation = new GenericPbxTranslation(dictionary);
        this.linkStatus = new LinkStatus();
        this.employees = settings.employees();
        this.recordings = settings.recordings();
        boolean json = settings.answer().stripLeading().startsWith("{");
        Answer answer = settings.answer().isEmpty()
                ? Answer.OK
                : json
                        ? Answer.json(settings.answer())
                        : new Answer(200, "text/plain;charset=utf-8", settings.answer());
        this.receiver = new GenericPbxReceiver(secret, dictionary, answer, linkStatus);
        this.dialling = new GenericPbxDialling(name, settings.dial(), plan);
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
        return recordings.on() ? Optional.of(new GenericPbxRecordings(name, recordings)) : Optional.empty();
    }

    @Override
    public Optional<RawReading> reading() {
        return Optional.of(new GenericPbxReading(dictionary, secret.field()));
    }

    @Override
    public Optional<WebhookReceiver> receiver() {
        return Optional.of(receiver);
    }

    @Override
    public void start(Intake begins) {
        intake = begins;
        since = Instant.now();
        begins.counters().connected();
        work = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "webhook-" + name);
            thread.setDaemon(true);
            return thread;
        });
        work.scheduleWithFixedDelay(
                () -> begins.inOrder(() -> begins.report(translation.quiet(Instant.now()))),
                LOOK_FOR_ENDS_SECONDS,
                LOOK_FOR_ENDS_SECONDS,
                TimeUnit.SECONDS);
    }

    /** Nothing can be lost but what is not told: the door is open as long as the server is. */
    @Override
    public SourceHealth check() {
        Intake open = intake;
        if (open == null) {
            return new SourceHealth(name, State.DOWN, since, Notice.of("webhook.stopped"), List.of());
        }
        Notice detail =
                linkStatus.last() == null ? Notice.of("webhook.silent") : Notice.of("webhook.up", linkStatus.last());
        return new SourceHealth(name, State.UP, since, detail, ConnectionStep.left(steps()));
    }

    @Override
    public List<ConnectionStep> steps() {
        var steps = new ArrayList<ConnectionStep>();
        if (intake != null) {
            Notice enter = Notice.of(secret.inPath() ? "webhook.step.url.secret" : "webhook.step.url", name);
            steps.add(ConnectionStep.webhook(
                    name, linkStatus.last(), intake.counters(), enter, Notice.of("webhook.step.secret", name)));
        }
        steps.add(ConnectionStep.of(Kind.HISTORY, ConnectionStep.State.DONE, Notice.of("webhook.step.no-history")));
        return steps;
    }

    @Override
    public List<PbxEmployee> employees() {
        Set<String> telephones = new TreeSet<>(linkStatus.employees());
        telephones.addAll(employees.values());
        return telephones.stream().map(one -> new PbxEmployee(one, one)).toList();
    }

    @Override
    public boolean hasTelephone(String extension) {
        return employees.containsValue(extension)
                || Extension.isExtension(extension) && linkStatus.employees().contains(extension);
    }

    @Override
    public CallCommands commands() {
        return commands;
    }

    private final class Commands implements CallCommands {

        @Override
        public Set<Capability> capabilities() {
            return dialling.isOn() ? Set.of(Capability.ORIGINATE) : Set.of();
        }

        @Override
        public void originate(UUID request, String fromExtension, String to) {
            if (intake == null) {
                throw new DialRefused(Notice.of("webhook.stopped"));
            }
            dialling.call(fromExtension, to, request);
        }

        @Override
        public Optional<String> callOf(UUID request) {
            return linkStatus.callOf(request);
        }
    }

    @Override
    public void close() {
        intake = null;
        if (work != null) {
            work.shutdownNow();
            try {
                work.awaitTermination(5, TimeUnit.SECONDS);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
