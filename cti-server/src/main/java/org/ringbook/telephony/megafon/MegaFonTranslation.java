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
import java.util.function.Consumer;
import org.ringbook.calls.CallFact;
import org.ringbook.telephony.inbox.Intake;
import org.ringbook.telephony.webhooks.RawHook;
import org.ringbook.telephony.megafon.Entry.Quiet;

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
    /** An end was lost. */
    private static final Duration LOST = Duration.ofHours(2);

    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    /** By each of its ids. */
    private final Map<String, Entry> entries = new LinkedHashMap<>(64, 0.75f, true);

    private final Clicks clicks = new Clicks();
    private final Variants variants;
    private final Durations durations;
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
    public boolean translate(byte[] message, Instant received, Consumer<CallFact> facts) {
        if (received.isAfter(look)) {
            look = received.plus(LOOK_EVERY);
            quiet(received).forEach(facts);
        }
        Told told = Told.of(message);
        if (told.fields() == null) {
            return false;
        }
        return switch (told.path()) {
            case Told.HOOK -> hook(told.fields(), received, facts);
            case Told.ROW -> record(CallRecord.ofRow(told.fields()), received, facts);
            case Told.CSV_ROW -> record(CallRecord.ofRow(told.fields()), received, facts);
            case Told.INNER_ROW -> record(CallRecord.ofInner(told.fields()), received, facts);
            case Told.USERS -> users(message, facts);
            case Told.DIALLED -> clicks.dialled(told.fields(), received);
            default -> false;
        };
    }

    /** Who is whose is often known only after the first calls were told: after a start, or for somebody who is new. */
    private boolean users(byte[] message, Consumer<CallFact> facts) {
        Directory before = directory;
        directory = directory.with(Directory.users(Told.tree(RawHook.of(message).text())));
        if (!directory.equals(before)) {
            tellAll(facts);
        }
        return true;
    }

    private void tellAll(Consumer<CallFact> facts) {
        for (Entry entry : new LinkedHashSet<>(entries.values())) {
            entry.told.tell(EntryFacts.of(entry, directory, durations)).forEach(facts);
        }
    }

    private boolean hook(Fields fields, Instant received, Consumer<CallFact> facts) {
        String command = fields.text("cmd");
        return switch (command == null ? "" : command) {
            case "event" -> event(LegEvent.of(fields, received), received, facts);
            case "history" -> record(CallRecord.ofHook(fields), received, facts);
            default -> true;
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
        tell(entry, received, facts);
        return true;
    }

    private boolean record(CallRecord record, Instant received, Consumer<CallFact> facts) {
        if (record == null) {
            return false;
        }
        if (record.ending() == Ending.UNKNOWN) {
            variants.met("a status of the history that is not known");
        }
        Entry entry = entry(record.call());
        entry.parts.get(record.call()).add(record);
        if (!record.pulled()) {
            click(entry, record.call(), record.person(), record.phone(), received);
        }
        tell(entry, received, facts);
        return true;
    }

    private void click(Entry entry, String call, Person person, String phone, Instant received) {
        Part part = entry.parts.get(call);
        if (entry.clickedBy == null && call.equals(entry.id) && part.way() == LegEvent.Way.OUT) {
            entry.clickedBy = clicks.of(call, person, phone, received, directory);
        }
    }

    /** The {@code callid} that came of a click; any thread. */
    Optional<String> callOf(String request) {
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

    private void tell(Entry entry, Instant received, Consumer<CallFact> facts) {
        entry.heard = received;
        entry.quiet = null;
        boolean whole = durations.areWhole();
        entry.told.tell(EntryFacts.of(entry, directory, durations)).forEach(facts);
        if (whole != durations.areWhole()) {
            tellAll(facts);
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
            if (entry.heard.isBefore(now.minus(REMEMBERED))) {
                all.remove();
            } else if (entry.quiet == null && !settled(entry)) {
                boolean unanswered = nobodyRings(entry) && entry.heard.isBefore(now.minus(NOBODY_RINGS));
                if (unanswered || entry.heard.isBefore(now.minus(LOST))) {
                    entry.quiet = unanswered ? Quiet.NOBODY_RINGS : Quiet.LOST;
                    facts.addAll(entry.told.tell(EntryFacts.of(entry, directory, durations)));
                }
            }
        }
        return facts;
    }

    private static boolean settled(Entry entry) {
        return entry.parts.values().stream().allMatch(part -> part.record() != null);
    }

    /** Nobody is rung any more, and whoever spoke has ended. */
    private static boolean nobodyRings(Entry entry) {
        return entry.parts.values().stream()
                .filter(part -> part.record() == null)
                .flatMap(part -> part.legs().values().stream())
                .allMatch(leg -> leg.ended() != null);
    }
}
