package org.ringbook.telephony.asterisk;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.ringbook.agentstates.Evidence.Telephone;
import org.ringbook.calls.CallFact;
import org.ringbook.notices.Notice;
import org.ringbook.numbers.Extension;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.recordings.fetch.RecordingFetcher;
import org.ringbook.telephony.CallCommands;
import org.ringbook.telephony.ConnectionStep;
import org.ringbook.telephony.ConnectionStep.Kind;
import org.ringbook.telephony.ConnectionStep.State;
import org.ringbook.telephony.PbxEmployee;
import org.ringbook.telephony.PbxSource;
import org.ringbook.telephony.SourceHealth;
import org.ringbook.telephony.asterisk.agi.AgiService;
import org.ringbook.telephony.asterisk.records.CallRecords;
import org.ringbook.telephony.asterisk.records.RecordedEvent;
import org.ringbook.telephony.inbox.Intake;
import org.ringbook.telephony.inbox.PastRecords;
import org.ringbook.telephony.inbox.RawReading;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One Asterisk: listened to over one account, told to dial over another. */
final class AsteriskSource implements PbxSource {

    private static final Logger LOG = LoggerFactory.getLogger(AsteriskSource.class);
    private static final int LOOK_AROUND_SECONDS = 300;
    private static final int LOOK_FOR_ENDS_SECONDS = 30;
    private static final int MOST_TELEPHONES = 10_000;

    private final String name;
    private final AsteriskSettings.Pbx settings;
    private final AgiService agi;
    private final AmiTranslation translation;
    private final RepeatedTexts texts = new RepeatedTexts();
    private final HangupCheck hangups = new HangupCheck();
    private final OwnChannels own = new OwnChannels();
    private final AsteriskCommands reported;
    private final AtomicLong forged = new AtomicLong();
    private final TelephoneFold telephoneStates;
    private final ReceiveProgress progress = new ReceiveProgress();
    /** The PBX is heard again, and its first stamp will show what time it is there. */
    private boolean back;

    private final Set<String> telephones = new ConcurrentSkipListSet<>();
    private volatile Instant lastForged;
    private volatile AmiCommands commands;
    private volatile CatchUp catchUp;
    private Instant look = Instant.MIN;
    private volatile Healing healing;
    private volatile AmiLinkState link;
    private AmiListener listener;
    /** When the last of the kept messages came that are read before the start. */
    private volatile Instant receivedBefore;

    AsteriskSource(String name, AsteriskSettings.Pbx settings, NumberPlan plan) {
        this(name, settings, plan, null);
    }

    /** @param agi where the PBX asks who is calling; null for nowhere */
    AsteriskSource(String name, AsteriskSettings.Pbx settings, NumberPlan plan, AgiService agi) {
        this.name = name;
        this.agi = agi;
        this.settings = settings;
        this.reported = new AsteriskCommands(name, settings, plan, () -> commands, own);
        Endpoints endpoints = new Endpoints(settings.trunks(), settings.extensions());
        this.translation = new AmiTranslation(endpoints);
        this.telephoneStates = new TelephoneFold(name, endpoints);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Intake.Translation translation() {
        return this::translate;
    }

    @Override
    public Optional<RecordingFetcher> recordings() {
        return settings.recordings().isSet() ? Optional.of(settings.recordings().fetcher(name)) : Optional.empty();
    }

    @Override
    public Optional<RawReading> reading() {
        return Optional.of(new AsteriskReading(settings.trunks(), settings.extensions()));
    }

    @Override
    public Optional<PastRecords> records() {
        return past(CallRecords.of(settings.records()));
    }

    /** @param kept null when there is nothing of the kind */
    static Optional<PastRecords> past(CallRecords kept) {
        return Optional.ofNullable(kept).map(records -> (from, to, reader) -> {
            CallRecords.Found found = records.between(from, to, Instant.now(), leg -> false, (channel, then) -> null);
            found.reported().forEach(one -> reader.message(one.message(found.from()), one.at()));
        });
    }

    private boolean translate(byte[] bytes, Instant received, Consumer<CallFact> facts) {
        var message = new AmiMessage(bytes, texts);
        if (link == null) {
            receivedBefore = received;
        }
        progress.names(message, received);
        if (back) {
            receivedAgain(message, received);
        }
        if (!back) {
            progress.message(message, received);
        }
        own.heard(message);
        if (link != null) {
            telephoneStates.message(message, received);
        }
        if (catchUp != null && received.isAfter(look)) {
            look = received.plusSeconds(LOOK_FOR_ENDS_SECONDS);
            catchUp.endWhatOnlyRings();
        }
        if (!AmiTranslation.concerns(message)) {
            return true;
        }
        if (!hangups.believes(message, received)) {
            forged("a channel hangs up that sits in a bridge");
            verify();
            return false;
        }
        boolean believed = say(message, received, facts);
        HangupCheck.Held waited = hangups.released(message);
        if (waited != null) {
            say(waited.message(), waited.received(), facts);
        }
        return believed;
    }

    /** All that was said before the gap has been taken into account by now. */
    private void receivedAgain(AmiMessage message, Instant received) {
        boolean pong = message.get("Ping") != null;
        boolean fromRecords = RecordedEvent.isFromRecords(header -> message.get(header) != null);
        Instant now = fromRecords ? null : AmiEvents.time(message, pong ? received : null);
        if (now == null) {
            return;
        }
        back = false;
        Instant from = progress.gapBefore(now, received);
        if (from == null) {
            catchUp.afterGap(now);
        } else {
            healing.gap(from, now, () -> catchUp.afterGap(from));
        }
    }

    private boolean say(AmiMessage message, Instant received, Consumer<CallFact> facts) {
        List<CallFact> said = translation.translate(message, received);
        for (CallFact fact : said) {
            facts.accept(fact);
            if (fact instanceof CallFact.LegBegan began
                    && began.party() != null
                    && telephones.size() < MOST_TELEPHONES) {
                telephones.add(began.party());
            }
        }
        String why = said.isEmpty() ? message.refusal() : null;
        if (why != null) {
            forged(why);
        }
        return why == null;
    }

    private void forged(String why) {
        lastForged = Instant.now();
        if (forged.incrementAndGet() == 1) {
            LOG.warn(
                    "Asterisk \"{}\": a message looks forged and is put aside ({}); others are only counted",
                    name,
                    why);
        }
    }

    /** The PBX itself says which of the channels whose hang-up is held back are gone. */
    private void verify() {
        CatchUp asks = catchUp;
        if (asks != null) {
            asks.verify(alive -> {
                for (HangupCheck.Held held : hangups.releaseUnless(alive)) {
                    asks.report(translation.translate(held.message(), held.received()));
                }
            });
        }
    }

    @Override
    public void start(Intake intake) {
        AmiCommands over = settings.commands() ? new AmiCommands(name, settings, () -> link.ourAddress()) : null;
        listener = new AmiListener(name, settings, prepare(intake, over, InstantSource.system()));
        listener.start();
        if (agi != null) {
            agi.start();
        }
    }

    /**
     * Everything but the connection that listens.
     *
     * @param over commands; null without an account for them
     */
    AmiLinkState prepare(Intake intake, AmiCommands over, InstantSource clock) {
        CallRecords records = CallRecords.of(settings.records());
        return prepare(intake, over, clock, new Healing(name, records, intake, progress::legByName));
    }

    /** @param heals fills gaps */
    AmiLinkState prepare(Intake intake, AmiCommands over, InstantSource clock, Healing heals) {
        healing = heals;
        commands = over;
        link = new AmiLinkState(
                name, settings, intake.counters(), event -> intake.offer(event, clock.instant()), turns(intake), clock);
        if (receivedBefore != null) {
            link.receivedBefore(receivedBefore);
        }
        catchUp = new CatchUp(name, intake, commands, link::pbxClock);
        if (commands != null) {
            commands.tellDevices(
                    (device, state) -> intake.inOrder(() -> telephoneStates.device(device, state, clock.instant())));
            commands.every(LOOK_AROUND_SECONDS, catchUp::lookAround);
        }
        return link;
    }

    /** The id of a channel that was heard live, by its name. */
    String legByName(String channel, Instant then) {
        return progress.legByName(channel, then);
    }

    private AmiLinkState.Turns turns(Intake intake) {
        return new AmiLinkState.Turns() {
            @Override
            public void greeted() {
                if (commands != null) {
                    commands.wake();
                }
            }

            @Override
            public void listening() {
                intake.inOrder(() -> {
                    hangups.forget();
                    catchUp.gapEnds();
                    back = true;
                });
            }

            @Override
            public void restarted() {
                catchUp.restarted();
            }

            @Override
            public boolean ready() {
                return intake.hasRoom();
            }
        };
    }

    @Override
    public SourceHealth check() {
        AmiLinkState known = link;
        if (known == null) {
            return new SourceHealth(
                    name, SourceHealth.State.DOWN, Instant.now(), Notice.of("asterisk.stopped"), List.of());
        }
        var warnings = new ArrayList<Notice>();
        if (commands != null) {
            warnings.addAll(commands.warnings());
        }
        warnings.addAll(catchUp.warnings());
        if (agi != null && agi.trouble() != null) {
            warnings.add(agi.trouble());
        }
        if (forged.get() > 0) {
            warnings.add(Notice.of("asterisk.warn.forged", forged.get(), lastForged));
        }
        return known.health(warnings);
    }

    @Override
    public List<ConnectionStep> steps() {
        SourceHealth health = check();
        AmiLinkState known = link;
        if (known == null || health.state() != SourceHealth.State.UP) {
            return PbxSource.super.steps();
        }
        var steps = new ArrayList<ConnectionStep>();
        steps.add(ConnectionStep.of(Kind.LINK, State.DONE, health.detail()));
        health.warnings().forEach(warning -> steps.add(ConnectionStep.of(Kind.RIGHTS, State.TO_DO, warning)));
        if (health.warnings().isEmpty()) {
            steps.add(ConnectionStep.of(Kind.RIGHTS, State.DONE, Notice.of("asterisk.step.rights")));
        }
        if (commands == null) {
            steps.add(ConnectionStep.of(Kind.RIGHTS, State.DONE, Notice.of("asterisk.step.no-commands")));
        }
        steps.add(
                known.listens("call")
                        ? ConnectionStep.of(Kind.WEBHOOK, State.DONE, Notice.of("asterisk.step.events"))
                        : ConnectionStep.of(Kind.WEBHOOK, State.WAITING, Notice.of("asterisk.step.no-events")));
        return List.copyOf(steps);
    }

    @Override
    public List<PbxEmployee> employees() {
        return telephones.stream()
                .filter(Extension::isExtension)
                .map(extension -> new PbxEmployee(extension, extension))
                .toList();
    }

    @Override
    public void followTelephones(Consumer<Telephone> follower) {
        telephoneStates.follow(follower);
    }

    @Override
    public Duration clockSkew() {
        AmiLinkState known = link;
        return known == null ? Duration.ZERO : known.skew();
    }

    @Override
    public boolean hasTelephone(String extension) {
        return telephones.contains(extension) || settings.extensions().containsValue(extension);
    }

    @Override
    public CallCommands commands() {
        return reported;
    }

    @Override
    public void close() {
        if (agi != null) {
            agi.close();
        }
        if (listener != null) {
            listener.close();
        }
        if (healing != null) {
            healing.close();
        }
        if (commands != null) {
            commands.close();
        }
    }
}
