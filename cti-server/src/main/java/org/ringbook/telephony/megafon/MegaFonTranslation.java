package org.ringbook.telephony.megafon;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.ringbook.calls.CallFact;
import org.ringbook.telephony.inbox.Intake;
import org.ringbook.telephony.inbox.NotUnderstood;
import org.ringbook.telephony.inbox.NotUnderstood.Problem;
import org.ringbook.telephony.megafon.Entry.Quiet;
import org.ringbook.telephony.operators.Receipt;
import org.ringbook.telephony.operators.Variants;
import org.ringbook.telephony.webhooks.RawHook;

/**
 * The PBX's messages → facts. What one message says depends on what others of the same call say, and they come in any order:
 * so all that was told of a call is remembered, and its facts are made of all of it. What turns out to be otherwise is taken
 * back. For one thread.
 */
final class MegaFonTranslation implements Intake.Translation {

    private static final int MOST = 10_000;
    private static final Duration REMEMBERED = Duration.ofHours(3);
    /** The next group may begin to ring. */
    private static final Duration NOBODY_RINGS = Duration.ofSeconds(20);
    /** An end was lost of a call that nobody has answered: no telephone rings longer, and no queue is silent longer. */
    private static final Duration RINGS_AT_MOST = Duration.ofMinutes(10);
    /** An end was lost of a conversation. */
    private static final Duration LOST = Duration.ofHours(2);

    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    /** By each of its ids. */
    private final Map<String, Entry> entries = new LinkedHashMap<>(64, 0.75f, true);

    private final Clicks clicks = new Clicks();
    private final Variants variants;
    private final Durations durations;
    private NotUnderstood notes = new NotUnderstood();
    private Directory directory;
    private Instant look = Instant.MIN;

    /** @param directory what is known of the employees before anything is told of them */
    MegaFonTranslation(Directory directory, Variants variants) {
        this.directory = directory;
        this.variants = variants;
        this.durations = new Durations(variants);
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
        ReceivedMessage reported = ReceivedMessage.of(message);
        if (reported.fields() == null) {
            return false;
        }
        var receipt = new Receipt(received, notes);
        return switch (reported.path()) {
            case ReceivedMessage.HOOK -> hook(reported.fields(), receipt, facts);
            case ReceivedMessage.ROW ->
                record(CallRecord.ofRow(reported.fields(), receipt), reported.fields(), receipt, facts);
            case ReceivedMessage.CSV_ROW ->
                record(CallRecord.ofRow(reported.fields(), receipt), reported.fields(), receipt, facts);
            case ReceivedMessage.INNER_ROW ->
                record(CallRecord.ofInner(reported.fields(), receipt), reported.fields(), receipt, facts);
            case ReceivedMessage.USERS -> users(message, facts);
            case ReceivedMessage.DIALLED -> clicks.dialled(reported.fields(), received);
            default -> false;
        };
    }

    /** Who is whose is often known only after the first calls were told: after a start, or for somebody who is new. */
    private boolean users(byte[] message, Consumer<CallFact> facts) {
        Directory before = directory;
        directory = directory.with(
                Directory.users(ReceivedMessage.tree(RawHook.of(message).text())));
        if (!directory.equals(before)) {
            reportAll(facts);
        }
        return true;
    }

    private void reportAll(Consumer<CallFact> facts) {
        for (Entry entry : new LinkedHashSet<>(entries.values())) {
            entry.reported.report(EntryFacts.of(entry, directory, durations)).forEach(facts);
        }
    }

    private boolean hook(Fields fields, Receipt receipt, Consumer<CallFact> facts) {
        String command = fields.text("cmd");
        return switch (command == null ? "" : command) {
            case "event" -> event(LegEvent.of(fields, receipt), receipt.at(), facts);
            case "history" -> record(CallRecord.ofHook(fields, receipt), fields, receipt, facts);
            default -> {
                if (!MegaFonReceiver.isKnown(command)) {
                    receipt.note(Problem.NOT_NAMED, "cmd", command);
                }
                yield true;
            }
        };
    }

    private boolean event(LegEvent event, Instant received, Consumer<CallFact> facts) {
        if (event == null) {
            return false;
        }
        variants.met(event.direction() == null ? "events without a direction" : "events with a direction");
        Entry entry = entry(event.call());
        entry.parts.get(event.call()).add(event);
        if (event.second() != null && !event.second().equals(event.call())) {
            entry = joined(entry, event.second());
        }
        click(entry, event.call(), event.person(), event.phone(), received);
        report(entry, received, facts);
        return true;
    }

    private boolean record(CallRecord record, Fields fields, Receipt receipt, Consumer<CallFact> facts) {
        if (record == null) {
            return false;
        }
        if (record.ending() == Ending.UNKNOWN) {
            variants.met("a status of the history that is not known");
            receipt.note(Problem.NOT_NAMED, "status", fields.text("status"));
        }
        Entry entry = entry(record.call());
        entry.parts.get(record.call()).add(record);
        if (!record.pulled()) {
            click(entry, record.call(), record.person(), record.phone(), receipt.at());
        }
        report(entry, receipt.at(), facts);
        return true;
    }

    private void click(Entry entry, String call, Person person, String phone, Instant received) {
        Part part = entry.parts.get(call);
        if (entry.clickedBy == null && call.equals(entry.id) && part.way() == LegEvent.Way.OUT) {
            entry.clickedBy = clicks.of(call, person, phone, received, directory);
        }
    }

    /** The {@code callid} that came of a click; any thread. */
    Optional<String> callOf(UUID request) {
        return clicks.callOf(request);
    }

    private Entry entry(String call) {
        Entry entry = entries.get(call);
        if (entry == null) {
            entry = new Entry(call);
            entries.put(call, entry);
            if (entries.size() > MOST) {
                forgetOne();
            }
        }
        return entry;
    }

    /** A history of many calls must not push out one that goes on. */
    private void forgetOne() {
        String settled = entries.entrySet().stream()
                .filter(each -> settled(each.getValue()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseGet(() -> entries.keySet().iterator().next());
        entries.remove(settled);
    }

    private Entry joined(Entry first, String second) {
        Entry other = entry(second);
        if (other != first) {
            first.take(other);
            other.parts.keySet().forEach(call -> entries.put(call, first));
        }
        return first;
    }

    private void report(Entry entry, Instant received, Consumer<CallFact> facts) {
        entry.lastReceived = received;
        entry.quiet = null;
        boolean whole = durations.areWhole();
        entry.reported.report(EntryFacts.of(entry, directory, durations)).forEach(facts);
        if (whole != durations.areWhole()) {
            reportAll(facts);
        }
    }

    /**
     * Facts of calls of which nothing more is heard; they are over for all that is known.
     *
     * @param now by our clock
     */
    List<CallFact> quiet(Instant now) {
        var facts = new ArrayList<CallFact>();
        for (Iterator<Entry> all = entries.values().iterator(); all.hasNext(); ) {
            Entry entry = all.next();
            if (entry.lastReceived.isBefore(now.minus(REMEMBERED))) {
                all.remove();
            } else if (entry.quiet == null && !settled(entry)) {
                boolean unanswered = nobodyRings(entry) && entry.lastReceived.isBefore(now.minus(NOBODY_RINGS));
                if (unanswered
                        || entry.lastReceived.isBefore(now.minus(somebodyAnswered(entry) ? LOST : RINGS_AT_MOST))) {
                    entry.quiet = unanswered ? Quiet.NOBODY_RINGS : Quiet.LOST;
                    facts.addAll(entry.reported.report(EntryFacts.of(entry, directory, durations)));
                }
            }
        }
        return facts;
    }

    private static boolean settled(Entry entry) {
        return entry.parts.values().stream().allMatch(part -> part.record() != null);
    }

    private static boolean somebodyAnswered(Entry entry) {
        return entry.parts.values().stream()
                .flatMap(part -> part.legs().values().stream())
                .anyMatch(Leg::answered);
    }

    /** Nobody is rung any more, and whoever spoke has ended. */
    private static boolean nobodyRings(Entry entry) {
        return entry.parts.values().stream()
                .filter(part -> part.record() == null)
                .flatMap(part -> part.legs().values().stream())
                .allMatch(leg -> leg.ended() != null);
    }
}
