package org.ringbook.telephony.asterisk;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.asteriskjava.manager.event.CoreShowChannelEvent;
import org.ringbook.calls.CallFact;
import org.ringbook.calls.fold.OpenLeg;
import org.ringbook.notices.Notice;
import org.ringbook.telephony.asterisk.records.RecordedEvent;
import org.ringbook.telephony.inbox.Intake;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the legs whose end was not heard. The PBX is asked for all its channels over the command account, after every gap
 * and now and then; a leg that it does not show is gone. Without that account only a restart of the PBX is proof, and what
 * may have ended is told as unsure. Legs are looked at in the order of the messages, on the intake's thread.
 */
final class CatchUp {

    private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);

    /** Marks a message that stands for an end that nobody heard. */
    static final String ESTIMATE = "estimate";

    private static final Duration RINGS_AT_MOST = Duration.ofMinutes(10);

    private final String name;
    private final Intake intake;
    private final AmiCommands commands;
    private final Supplier<Instant> pbxClock;
    private Set<String> beforeTheGap = Set.of();
    private Set<String> gone = Set.of();
    /** Since when the PBX was not heard in the gap that was handed on last; null while that is still to come. */
    private Instant silent;

    private Set<String> missedLastTime = Set.of();
    private volatile Set<String> unsure = Set.of();

    /** @param commands null without a command account */
    CatchUp(String name, Intake intake, AmiCommands commands, Supplier<Instant> pbxClock) {
        this.name = name;
        this.intake = intake;
        this.commands = commands;
        this.pbxClock = pbxClock;
    }

    /** The PBX is heard again. On the intake's thread, before anything new is folded. */
    void gapEnds() {
        beforeTheGap = Set.copyOf(intake.openLegs().keySet());
        unsure = beforeTheGap;
        silent = null;
    }

    /**
     * What the PBX's records have to say of the gap has been handed on. Any thread.
     *
     * @param silentFrom since when nothing was heard, by the PBX's clock
     */
    void afterGap(Instant silentFrom) {
        intake.inOrder(() -> {
            silent = silentFrom;
            endWhatIsGone();
            if (commands == null) {
                return;
            }
            Set<String> open = beforeTheGap;
            Instant asked = pbxClock.get();
            commands.channels(channels -> intake.inOrder(() -> {
                end(without(open, channels.keySet()), silentFrom);
                unsure = Set.of();
                learn(channels.values(), asked);
            }));
        });
    }

    /**
     * What goes on and was never heard to begin, and how far that has come which was.
     *
     * @param asked before the PBX made the list: what is heard to have happened later counts for more
     */
    private void learn(Collection<CoreShowChannelEvent> channels, Instant asked) {
        Map<String, OpenLeg> open = intake.openLegs();
        Instant now = pbxClock.get();
        var news = new ArrayList<RecordedEvent>();
        for (CoreShowChannelEvent channel : channels) {
            String id = channel.getUniqueid();
            if (!intake.knows(id)) {
                news.addAll(Snapshot.of(channel, now));
            } else if (open.containsKey(id)) {
                news.addAll(Snapshot.news(channel, open.get(id), asked));
            }
        }
        news.addAll(Snapshot.wires(channels, open, asked));
        news.forEach(one -> intake.offer(one.message(Snapshot.SOURCE), Instant.now()));
    }

    /**
     * Nothing that went on before the gap goes on; but first its last moments may be told from the PBX's records. A PBX that is
     * quickly back says the time before it says that it was started anew.
     */
    void restarted() {
        intake.inOrder(() -> {
            var all = new HashSet<>(gone);
            all.addAll(beforeTheGap);
            gone = all;
            if (silent != null) {
                endWhatIsGone();
            }
        });
    }

    private void endWhatIsGone() {
        if (!gone.isEmpty()) {
            end(gone, silent);
            gone = Set.of();
            unsure = Set.of();
        }
    }

    /** Ends what two lists in a row do not show: one message may be on its way while a list is made. */
    void lookAround() {
        intake.inOrder(() -> {
            Set<String> open = intake.openLegs().keySet();
            if (open.isEmpty()) {
                missedLastTime = Set.of();
                return;
            }
            commands.channels(channels -> intake.inOrder(() -> {
                Set<String> missing = without(open, channels.keySet());
                var twice = new HashSet<>(missing);
                twice.retainAll(missedLastTime);
                missedLastTime = missing;
                end(twice, pbxClock.get());
            }));
        });
    }

    /** @param then given the ids of all channels of the PBX, on the intake's thread; never run without a command account */
    void verify(Consumer<Set<String>> then) {
        if (commands != null) {
            commands.channels(channels -> intake.inOrder(() -> then.accept(channels.keySet())));
        }
    }

    void report(List<CallFact> facts) {
        intake.report(facts);
    }

    private static Set<String> without(Collection<String> open, Set<String> alive) {
        var missing = new HashSet<>(open);
        missing.removeAll(alive);
        return missing;
    }

    /** @param estimate of the time; what was heard of the call before it ended outweighs it */
    private void end(Set<String> gone, Instant estimate) {
        Map<String, OpenLeg> open = intake.openLegs();
        var ended = new ArrayList<CallFact>();
        for (String leg : gone) {
            if (open.containsKey(leg)) {
                Instant lastReceived = open.get(leg).heard();
                Instant at = (estimate.isAfter(lastReceived) ? estimate : lastReceived.plusMillis(1))
                        .truncatedTo(ChronoUnit.MICROS);
                keep(leg, at);
                ended.add(new CallFact.LegEnded(leg, at, CallFact.Outcome.OTHER));
                ended.add(new CallFact.Healed(leg, at, CallFact.HealedFrom.ESTIMATE));
            }
        }
        if (!ended.isEmpty()) {
            LOG.info("Asterisk \"{}\": {} legs ended unheard", name, ended.size());
            intake.report(ended);
        }
    }

    /** Among the raw messages as well: whoever derives the call again, as after a crash, ends it at the same moment. */
    private void keep(String leg, Instant at) {
        List<RecordedEvent> messages = List.of(
                RecordedEvent.of(at, leg, "BridgeLeave", "Uniqueid", leg),
                RecordedEvent.of(at, leg, "Hangup", "Uniqueid", leg));
        messages.forEach(one -> intake.offer(one.message(ESTIMATE), Instant.now()));
    }

    /**
     * Without a command account nobody can be asked: a telephone that rings without a word of its call for that long does not ring.
     * On the intake's thread.
     */
    void endWhatOnlyRings() {
        if (commands != null) {
            return;
        }
        var rings = new HashSet<String>();
        intake.quietLegs(pbxClock.get().minus(RINGS_AT_MOST)).forEach((id, leg) -> {
            if (!leg.up() && leg.bridge() == null) {
                rings.add(id);
            }
        });
        if (!rings.isEmpty()) {
            end(rings, Instant.MIN);
        }
    }

    /** What may be wrong with the calls that are shown as not ended. Any thread. */
    List<Notice> warnings() {
        Set<String> asked = unsure;
        if (asked.isEmpty()) {
            return List.of();
        }
        var open = new HashSet<>(intake.openLegs().keySet());
        open.retainAll(asked);
        if (open.isEmpty()) {
            unsure = Set.of();
            return List.of();
        }
        return List.of(Notice.of("asterisk.warn.unsure", open.size()));
    }
}
