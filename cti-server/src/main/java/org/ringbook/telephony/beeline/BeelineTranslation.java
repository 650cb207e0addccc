package org.ringbook.telephony.beeline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.ringbook.calls.CallFact;
import org.ringbook.telephony.beeline.Entry.Quiet;
import org.ringbook.telephony.inbox.Intake;
import org.ringbook.telephony.inbox.NotUnderstood;
import org.ringbook.telephony.operators.Receipt;
import org.ringbook.telephony.operators.Variants;
import org.ringbook.telephony.webhooks.RawHook;
import tools.jackson.databind.JsonNode;

/**
 * The PBX's messages → facts. What one message says depends on what others of the same call say, and they come in any order:
 * so all that was told of a call is remembered, and its facts are made of all of it. What turns out to be otherwise is taken
 * back. For one thread.
 */
final class BeelineTranslation implements Intake.Translation {

    /** Rows of the statistics come minutes later, and hours later after a gap. */
    static final Duration REMEMBERED = Duration.ofHours(4);
    /** The group may go on to its next telephone. */
    private static final Duration NOBODY_RINGS = Duration.ofSeconds(25);
    /** An end was lost of a call that nobody has answered: no telephone rings longer, and no queue is silent longer. */
    private static final Duration RINGS_AT_MOST = Duration.ofMinutes(10);
    /** An end was lost of a conversation. */
    private static final Duration LOST = Duration.ofHours(2);

    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    private final Entries entries = new Entries();
    private final Clicks clicks = new Clicks();
    private final Variants variants;
    private final String recordings;
    private NotUnderstood notes = new NotUnderstood();
    private Directory directory;
    private Instant look = Instant.MIN;

    /**
     * @param directory what is known of the employees before anything is told of them
     * @param recordings where the PBX has recordings, with a slash at the end
     */
    BeelineTranslation(Directory directory, Variants variants, String recordings) {
        this.directory = directory;
        this.variants = variants;
        this.recordings = recordings;
    }

    @Override
    public Duration remembers() {
        return REMEMBERED;
    }

    @Override
    public void noting(NotUnderstood live) {
        notes = live;
    }

    @Override
    public boolean translate(byte[] message, Instant received, Consumer<CallFact> facts) {
        if (received.isAfter(look)) {
            look = received.plus(LOOK_EVERY);
            quiet(received).forEach(facts);
        }
        RawHook raw = RawHook.of(message);
        var receipt = new Receipt(received, notes);
        if (raw.path().equals(Messages.EVENT)) {
            return event(XsiEvent.read(raw.body(), receipt), received, facts);
        }
        JsonNode json = Messages.json(raw.text());
        if (json == null) {
            return false;
        }
        return switch (raw.path()) {
            case Messages.ROW -> row(Row.ofStatistics(json, receipt), received, facts);
            case Messages.RECORD -> row(Row.ofRecord(json, receipt), received, facts);
            case Messages.ABONENTS -> abonents(json, facts);
            case Messages.DIALLED -> dialled(json, received, facts);
            default -> false;
        };
    }

    private boolean event(XsiEvent event, Instant received, Consumer<CallFact> facts) {
        if (event == null || event.type().isEmpty()) {
            return false;
        }
        if (event.type().equals(XsiEvent.STARTED_ANEW)) {
            startedAnew(event, received, facts);
        }
        if (!event.isOfCall()) {
            return true;
        }
        if (event.target() == null) {
            variants.met("an event of a call that names no employee");
            return false;
        }
        var changed = new LinkedHashSet<Entry>();
        for (XsiCall call : event.calls()) {
            changed.add(leg(event, call, received));
        }
        changed.stream().map(Entry::whole).distinct().forEach(entry -> report(entry, received, facts));
        return true;
    }

    private Entry leg(XsiEvent event, XsiCall call, Instant received) {
        String key = Leg.key(event.target(), call);
        Leg leg = entries.leg(key);
        boolean first = leg == null;
        leg = first ? new Leg(event.target(), call) : leg;
        leg.add(event.type(), call, received);
        Entry entry = entries.of(leg.trackings());
        entry.legs.put(key, leg);
        if (first) {
            entry = entries.began(entry, leg);
        }
        if (entry.click == null && !leg.machine()) {
            entry.click = clicks.of(leg);
        }
        return entry;
    }

    /** The operator's server knows only the calls that it lists; what else was told to go on does not. */
    private void startedAnew(XsiEvent event, Instant received, Consumer<CallFact> facts) {
        variants.met(XsiEvent.STARTED_ANEW);
        Set<String> listed = new LinkedHashSet<>();
        event.calls().forEach(call -> listed.add(call.callId()));
        boolean ofAll = event.target() == null || XsiParty.isMachine(event.target());
        for (Entry entry : List.copyOf(entries.all())) {
            boolean lost = false;
            for (Leg leg : entry.legs.values()) {
                boolean meant = ofAll || leg.user.equals(event.target());
                if (meant && leg.end() == null && !listed.contains(leg.callId)) {
                    leg.gone = received;
                    lost = true;
                }
            }
            if (lost) {
                report(entry, received, facts);
            }
        }
    }

    private boolean row(Row row, Instant received, Consumer<CallFact> facts) {
        if (row == null) {
            return false;
        }
        if (row.other() == null) {
            variants.met("a row of the history without the other number");
        }
        Entry entry = entries.of(row);
        Row before = entry.rows.get(row.key());
        if (before == null || before.status().compareTo(row.status()) <= 0) {
            entry.rows.put(row.key(), row);
        }
        entry.lastReceived = entry.lastReceived.isAfter(received) ? entry.lastReceived : received;
        entry.applyRows();
        entry.reported.report(EntryFacts.of(entry, directory, recordings)).forEach(facts);
        return true;
    }

    /** Who is whose is often known only after the first calls were told: after a start, or for somebody who is new. */
    private boolean abonents(JsonNode json, Consumer<CallFact> facts) {
        Directory before = directory;
        directory = directory.with(Directory.users(json));
        if (!directory.equals(before)) {
            for (Entry entry : entries.all()) {
                entry.reported
                        .report(EntryFacts.of(entry, directory, recordings))
                        .forEach(facts);
            }
        }
        return true;
    }

    /** The first events of the call may be here before the answer to the request is. */
    private boolean dialled(JsonNode json, Instant received, Consumer<CallFact> facts) {
        Clicks.Click click = clicks.dialled(json, received);
        for (Entry entry : List.copyOf(entries.all())) {
            if (click != null && entry.click == null) {
                for (Leg leg : entry.people()) {
                    entry.click = entry.click == null ? clicks.of(leg) : entry.click;
                }
                if (entry.click != null) {
                    report(entry, received, facts);
                }
            }
        }
        return click != null;
    }

    /** Id of the call that came of a click; any thread. */
    Optional<String> callOf(UUID request) {
        return clicks.callOf(request);
    }

    private void report(Entry entry, Instant received, Consumer<CallFact> facts) {
        entry.lastReceived = entry.lastReceived.isAfter(received) ? entry.lastReceived : received;
        entry.quiet = null;
        entry.applyRows();
        entry.reported.report(EntryFacts.of(entry, directory, recordings)).forEach(facts);
    }

    /**
     * Facts of calls of which nothing more is heard; they are over for all that is known.
     *
     * @param now by our clock
     */
    List<CallFact> quiet(Instant now) {
        var facts = new ArrayList<CallFact>();
        entries.forget(now.minus(REMEMBERED));
        clicks.forget(now);
        for (Entry entry : entries.all()) {
            boolean unanswered = nobodyRings(entry) && entry.lastReceived.isBefore(now.minus(NOBODY_RINGS));
            boolean answered = entry.legs.values().stream().anyMatch(leg -> leg.answer() != null);
            boolean lost = entry.lastReceived.isBefore(now.minus(answered ? LOST : RINGS_AT_MOST));
            if (entry.quiet == null && !entry.legs.isEmpty() && (unanswered || lost)) {
                entry.quiet = unanswered ? Quiet.NOBODY_RINGS : Quiet.LOST;
                facts.addAll(entry.reported.report(EntryFacts.of(entry, directory, recordings)));
            }
        }
        return facts;
    }

    /** Nobody is rung any more, no queue holds the caller, and whoever spoke has ended. */
    private static boolean nobodyRings(Entry entry) {
        return entry.legs.values().stream().allMatch(leg -> leg.end() != null);
    }
}
