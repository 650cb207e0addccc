package org.ringbook.telephony.beeline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.ringbook.calls.CallFact;
import org.ringbook.calls.CallFact.*;

/** All that was told of one call → its facts. Pure; the order in which it was told does not matter. */
final class EntryFacts {

    final Entry entry;
    final Directory directory;
    final Set<CallFact> facts = new LinkedHashSet<>();
    final List<Part> parts;

    private EntryFacts(Entry entry, Directory directory) {
        this.entry = entry;
        this.directory = directory;
        this.parts = parts();
    }

    static Set<CallFact> of(Entry entry, Directory directory, String recordings) {
        Set<CallFact> facts = entry.legs.isEmpty()
                ? RowFacts.of(entry, directory, recordings)
                : new EntryFacts(entry, directory).facts(recordings);
        if (!facts.isEmpty()) {
            facts.addAll(entry.bonds);
        }
        return facts;
    }

    private List<Part> parts() {
        Map<Leg, Leg> picked = picked();
        var homes = new LinkedHashMap<String, List<Leg>>();
        entry.legs.values().stream()
                .sorted(Comparator.comparing((Leg leg) -> leg.start).thenComparing(leg -> leg.key))
                .forEach(leg -> homes.computeIfAbsent(leg.home(), home -> new ArrayList<>())
                        .add(leg));
        var all = new ArrayList<Part>();
        homes.forEach((home, legs) -> {
            if (!picked.keySet().containsAll(legs)) {
                all.add(new Part(home, legs, picked, all.isEmpty() ? entry.click : null, directory));
            }
        });
        return all;
    }

    /** Whose legs took a call that rang at a colleague's telephone: theirs by that colleague's. */
    private Map<Leg, Leg> picked() {
        var picked = new LinkedHashMap<Leg, Leg>();
        for (Leg from : entry.people()) {
            if (from.takenByColleague()) {
                entry.people().stream()
                        .filter(leg -> !leg.user.equals(from.user) && leg.answer() != null)
                        .filter(leg -> !leg.home().equals(from.home())
                                && from.trackings().contains(leg.home()))
                        .forEach(leg -> picked.putIfAbsent(leg, from));
            }
        }
        return picked;
    }

    private Set<CallFact> facts(String recordings) {
        if (parts.get(0).placer == null && !directory.takes(parts.get(0).line())) {
            return Set.of();
        }
        boolean pending = false;
        for (Part part : parts) {
            new PartFacts(this, part).report();
            if (part != parts.get(0)) {
                facts.add(new Linked(part.id, part.start(), parts.get(0).id));
            }
            pending |= new Handing(this, part).report();
        }
        recordings(recordings);
        end(pending);
        return facts;
    }

    private void recordings(String recordings) {
        for (Part part : parts) {
            Stream.concat(Stream.ofNullable(part.placer), part.agentLegs.stream())
                    .filter(leg -> leg.answer() != null)
                    .forEach(leg -> recorded(part.idOf(leg), leg, recordings));
        }
    }

    private void recorded(String id, Leg leg, String recordings) {
        List<Row> records = entry.recordings()
                .filter(row -> leg.user.equals(row.user()))
                .sorted(Comparator.comparing(Row::start))
                .toList();
        for (Row record : records) {
            boolean announced = leg.recorded() && record == records.get(0);
            boolean early = announced || record.start().isBefore(leg.answer());
            Instant at = early ? leg.answer() : record.start();
            facts.add(new RecordingStarted(id, at, RowFacts.file(recordings, record)));
        }
        if (records.isEmpty() && leg.recorded()) {
            facts.add(new RecordingStarted(id, leg.answer(), null));
        }
    }

    /** @param pending it was handed on, and nothing is known of to whom */
    private void end(boolean pending) {
        Instant over = over(pending);
        if (over == null) {
            return;
        }
        for (Part part : parts) {
            boolean handedOn = part.placer != null && part.placer.detached() != null;
            Instant end = part.placer != null && part.placer.end() != null ? part.placer.end() : over;
            facts.add(new LegEnded(part.id, end, Outcome.OTHER));
            if (part.hasCallee()) {
                facts.add(new LegEnded(part.callee(), handedOn ? over : end, Outcome.OTHER));
            }
            part.agentLegs.stream()
                    .filter(leg -> leg.end() == null)
                    .forEach(leg -> facts.add(new LegEnded(leg.key, over, Outcome.OTHER)));
        }
        whoHungUp();
        healed(over);
    }

    private void healed(Instant over) {
        if (entry.legs.values().stream().anyMatch(Leg::healed)) {
            facts.add(new Healed(parts.get(0).id, over, HealedFrom.CALLS));
        } else if (entry.quiet == Entry.Quiet.LOST
                || entry.legs.values().stream().anyMatch(leg -> leg.gone != null)) {
            facts.add(new Healed(parts.get(0).id, over, HealedFrom.ESTIMATE));
        }
    }

    /** When all was over; null while something goes on, or may come. */
    private Instant over(boolean pending) {
        List<Leg> people = entry.people();
        Instant last = entry.legs.values().stream()
                .map(Leg::end)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(null);
        boolean open = people.stream().anyMatch(leg -> leg.end() == null);
        if (entry.quiet != null) {
            return open || last == null ? entry.lastReceived : last;
        }
        boolean settled = parts.get(0).placer != null || people.stream().anyMatch(leg -> leg.answer() != null);
        if (open || pending || !settled) {
            return null;
        }
        // A machine tells its end by itself, later or never.
        return people.stream().map(EntryFacts::gone).max(Instant::compareTo).orElse(null);
    }

    private static Instant gone(Leg leg) {
        return leg.detached() != null ? leg.detached() : leg.end();
    }

    private void whoHungUp() {
        for (Part part : parts) {
            for (Leg leg : Stream.concat(Stream.ofNullable(part.placer), part.agentLegs.stream())
                    .toList()) {
                boolean spoke = leg.answer() != null && leg.detached() == null && leg.release() != null;
                boolean gaveUp = leg == part.placer && leg.answer() == null && part.hasCallee();
                if ("localRelease".equals(leg.releasedBy()) && (spoke || gaveUp && leg.cause() == null)) {
                    facts.add(new HungUp(part.idOf(leg), leg.release()));
                } else if ("remoteRelease".equals(leg.releasedBy()) && spoke && part.outside()) {
                    facts.add(new HungUp(part.customer(), leg.release()));
                }
            }
        }
    }
}
