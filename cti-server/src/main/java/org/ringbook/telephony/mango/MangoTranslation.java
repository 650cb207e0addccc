package org.ringbook.telephony.mango;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.ringbook.calls.CallFact;
import org.ringbook.telephony.inbox.Intake;
import org.ringbook.telephony.inbox.NotUnderstood;
import org.ringbook.telephony.inbox.NotUnderstood.Problem;
import org.ringbook.telephony.operators.Receipt;

/**
 * Mango's messages → facts. What one message says depends on what others of the same call say, and they overtake each other:
 * so all that was told of a call is remembered, and its facts are made of all of it. What turns out to be otherwise is taken
 * back. For one thread.
 */
final class MangoTranslation implements Intake.Translation {

    private static final int MOST = 10_000;
    private static final Duration REMEMBERED = Duration.ofHours(3);
    /** No summary came, and all legs had ended. */
    private static final Duration NO_MORE_COMES = Duration.ofSeconds(60);
    /** An end was lost of a call that nobody has answered: no telephone rings longer, and no queue is silent longer. */
    private static final Duration RINGS_AT_MOST = Duration.ofMinutes(10);
    /** An end was lost of a conversation. */
    private static final Duration NOTHING_HEARD = Duration.ofHours(2);

    private static final Duration LOOK_EVERY = Duration.ofSeconds(15);

    private final Map<String, Entry> entries = new LinkedHashMap<>(64, 0.75f, true);
    private final Set<String> lines;
    private NotUnderstood notes = new NotUnderstood();
    private Instant look = Instant.MIN;

    /** @param lines only calls over these are told of, and internal ones; all when there are none */
    MangoTranslation(List<String> lines) {
        this.lines = lines.stream().map(Party::international).collect(Collectors.toUnmodifiableSet());
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
        return reported.json() != null && take(reported, received, facts);
    }

    private boolean take(ReceivedMessage reported, Instant received, Consumer<CallFact> facts) {
        var receipt = new Receipt(received, notes);
        switch (reported.path()) {
            case "events/call" -> {
                CallEvent event = CallEvent.of(reported.json(), receipt);
                return event != null && report(event.entry(), received, facts, entry -> entry.add(event));
            }
            case "events/summary" -> {
                Summary summary = Summary.of(reported.json(), receipt);
                return summary != null && report(summary.entry(), received, facts, entry -> entry.add(summary));
            }
            case "events/recording", "events/record/added" -> {
                Recorded one = Recorded.of(reported.json(), receipt);
                return one != null && report(one.entry(), received, facts, entry -> entry.recordings.add(one));
            }
            case ReceivedMessage.VISIT -> {
                Visit visit = Visit.of(reported.json(), receipt);
                return visit != null && report(visit.entry(), received, facts, entry -> entry.visit = visit);
            }
            case ReceivedMessage.HISTORY -> {
                HistoryCall call = HistoryCall.of(reported.json(), receipt);
                return call != null && report(call.entry(), received, facts, entry -> entry.history = call);
            }
            default -> {
                if (!MangoReceiver.isKnown(reported.path())) {
                    receipt.note(Problem.NOT_NAMED, "events", reported.path());
                }
                return true;
            }
        }
    }

    private boolean report(String id, Instant received, Consumer<CallFact> facts, Consumer<Entry> change) {
        Entry entry = entries.computeIfAbsent(id, Entry::new);
        entry.lastReceived = received;
        change.accept(entry);
        report(entry).forEach(facts);
        if (entries.size() > MOST) {
            Iterator<Entry> oldest = entries.values().iterator();
            oldest.next();
            oldest.remove();
        }
        return true;
    }

    private Set<CallFact> report(Entry entry) {
        return entry.reported.report(EntryFacts.of(entry, lines));
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
            boolean open = entry.summary == null && entry.history == null && entry.quiet == null;
            if (open && !entry.hops.isEmpty()) {
                boolean ended = entry.allLegsEnded() && silent(entry, NO_MORE_COMES, now);
                if (ended || silent(entry, entry.somebodyAnswered() ? NOTHING_HEARD : RINGS_AT_MOST, now)) {
                    entry.quiet = ended ? Entry.Quiet.LEGS_ENDED : Entry.Quiet.LOST;
                    facts.addAll(report(entry));
                }
            } else if (silent(entry, REMEMBERED, now)) {
                all.remove();
            }
        }
        return facts;
    }

    private static boolean silent(Entry entry, Duration time, Instant now) {
        return entry.lastReceived.isBefore(now.minus(time));
    }
}
