package org.ringbook.telephony.megafon;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ringbook.calls.CallFact;
import org.ringbook.calls.CallFact.Healed;
import org.ringbook.calls.CallFact.HealedFrom;
import org.ringbook.calls.CallFact.HungUp;
import org.ringbook.calls.CallFact.LegEnded;
import org.ringbook.calls.CallFact.Outcome;

/** All that was told of one call → its facts. Pure; the order in which it was told does not matter. */
final class EntryFacts {

    final Entry entry;
    final Directory directory;
    final Durations durations;
    final Set<CallFact> facts = new LinkedHashSet<>();
    private final List<PartFacts> parts = new ArrayList<>();

    private EntryFacts(Entry entry, Directory directory, Durations durations) {
        this.entry = entry;
        this.directory = directory;
        this.durations = durations;
    }

    /** @return empty while nobody can know who called whom */
    static Set<CallFact> of(Entry entry, Directory directory, Durations durations) {
        return new EntryFacts(entry, directory, durations).facts();
    }

    private Set<CallFact> facts() {
        Map<String, HandOver> handOvers = handOvers();
        for (Part part : entry.parts.values()) {
            boolean reported = part.wasReceived() || part.record() != null;
            HandOver by = handOvers.get(part.call);
            if (reported && (part == entry.root() || by != null)) {
                add(part, by);
            }
        }
        if (parts.isEmpty() || parts.get(0).part != entry.root()) {
            return Set.of();
        }
        parts.forEach(PartFacts::report);
        end(handOvers.size() + 1 > parts.size());
        return facts;
    }

    private void add(Part part, HandOver by) {
        if (part.way() != null || by != null) {
            parts.add(new PartFacts(this, part, by));
        }
    }

    /** Which call was made by which transfer. */
    private Map<String, HandOver> handOvers() {
        var handOvers = new LinkedHashMap<String, HandOver>();
        for (Part part : entry.parts.values()) {
            for (LegEvent event : part.transfers()) {
                if (!event.second().equals(entry.id)) {
                    handOvers.putIfAbsent(event.second(), new HandOver(part, event, entry.parts.get(event.second())));
                }
            }
        }
        return handOvers;
    }

    boolean clicked() {
        return entry.clickedBy != null;
    }

    PartFacts of(Part part) {
        return parts.stream().filter(each -> each.part == part).findFirst().orElse(null);
    }

    PartFacts root() {
        return parts.get(0);
    }

    /** @param moreToCome a transfer was told, and nothing yet of the call that it made */
    private void end(boolean moreToCome) {
        Instant over = null;
        for (PartFacts part : parts) {
            Instant ended = part.over();
            if (ended == null) {
                return;
            }
            over = over == null || ended.isAfter(over) ? ended : over;
        }
        if (moreToCome && entry.quiet == null) {
            return;
        }
        PartFacts root = root();
        Outcome why = root.ending() == Ending.BUSY && root.agentLegs.called.isEmpty() ? Outcome.BUSY : Outcome.OTHER;
        facts.add(new LegEnded(entry.id, over, why));
        for (PartFacts part : parts) {
            part.endWith(over);
        }
        if (root.ending() == Ending.CANCELLED) {
            facts.add(new HungUp(entry.id, over));
        }
        if (entry.quiet == Entry.Quiet.LOST && !entry.recorded()) {
            facts.add(new Healed(entry.id, over, HealedFrom.ESTIMATE));
        } else if (entry.parts.values().stream().allMatch(Part::pulledOnly)) {
            facts.add(new Healed(entry.id, over, HealedFrom.CALLS));
        }
    }
}
