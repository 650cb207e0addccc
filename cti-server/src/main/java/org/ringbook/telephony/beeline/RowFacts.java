package org.ringbook.telephony.beeline;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.ringbook.calls.CallFact;
import org.ringbook.calls.CallFact.*;

/** The facts of a call of which only the statistics or the records know: of a SIM card, or of a time when we did not hear. */
final class RowFacts {

    private final String id;
    private final Directory directory;
    private final Set<CallFact> facts = new LinkedHashSet<>();
    private Instant over = Instant.MIN;

    private RowFacts(String id, Directory directory) {
        this.id = id;
        this.directory = directory;
    }

    /** Where the PBX has the recording, which it gives with the key of the settings alone. */
    static String file(String recordings, Row record) {
        return recordings + record.record();
    }

    /** @return empty for calls that only went on elsewhere */
    static Set<CallFact> of(Entry entry, Directory directory, String recordings) {
        List<Row> rows = entry.best().stream()
                .filter(row -> row.status() != Row.Status.REDIRECTED)
                .toList();
        if (rows.isEmpty()) {
            return Set.of();
        }
        var told = new RowFacts(entry.id, directory);
        told.tell(rows, entry);
        entry.recordings().forEach(record -> told.recorded(record, rows, recordings));
        return told.facts;
    }

    private void tell(List<Row> rows, Entry entry) {
        Row first = rows.stream().filter(row -> !row.inbound()).findFirst().orElse(rows.get(0));
        boolean outside = !Phone.isShort(first.other()) && !directory.isOurs(first.other());
        if (first.inbound()) {
            String party = outside ? null : directory.party(party(first));
            facts.add(
                    new LegBegan(id, first.start(), Side.CALLER, outside, party, outside ? first.other() : null, null));
            rows.forEach(row -> rang(row, entry));
        } else {
            facts.add(new LegBegan(id, first.start(), Side.CALLER, false, who(first), null, first.other()));
            String out = id + "/out";
            String party = outside ? null : directory.party(party(first));
            facts.add(new LegBegan(out, first.start(), Side.CALLED, outside, party, null, null));
            facts.add(new LegDialled(out, first.start(), id, outside ? first.other() : null));
            reached(out, first, entry);
        }
        facts.add(new LegEnded(id, over, Outcome.OTHER));
        facts.add(new Healed(id, over, HealedFrom.CALLS));
    }

    private static XsiParty party(Row row) {
        String extension = Phone.isShort(row.other()) ? row.other() : null;
        return new XsiParty(null, null, row.other(), extension, true);
    }

    private String who(Row row) {
        return directory.party(row.user(), row.extension(), row.phone());
    }

    private void rang(Row row, Entry entry) {
        String leg = leg(row);
        facts.add(new LegBegan(leg, row.start(), Side.CALLED, false, who(row), null, null));
        facts.add(new LegDialled(leg, row.start(), id, null));
        reached(leg, row, entry);
    }

    private String leg(Row row) {
        return id + "/" + row.who();
    }

    private void reached(String leg, Row row, Entry entry) {
        facts.add(new LegRang(leg, row.start()));
        Instant answered = row.answered() ? answered(row, entry) : null;
        Instant end = answered == null ? row.end() : answered.plus(row.talked());
        if (answered == null) {
            facts.add(new DialEnded(leg, end, Outcome.NO_ANSWER, null));
        } else {
            facts.add(new DialEnded(leg, answered, Outcome.ANSWERED, null));
            facts.add(new LegUp(leg, answered));
            facts.add(new Joined(id, answered, leg, BridgeKind.TALK, null));
            facts.add(new Joined(leg, answered, leg, BridgeKind.TALK, null));
            facts.add(new Left(id, end, leg));
        }
        facts.add(new LegEnded(leg, end, Outcome.OTHER));
        over = end.isAfter(over) ? end : over;
    }

    /** The statistics do not tell how long it rang; the record of a recording begins with the conversation. */
    private static Instant answered(Row row, Entry entry) {
        return entry.recordings()
                .filter(record -> record.who().equals(row.who()))
                .map(Row::start)
                .filter(start -> !start.isBefore(row.start())
                        && start.isBefore(row.start().plusSeconds(120)))
                .min(Instant::compareTo)
                .orElse(row.start());
    }

    private void recorded(Row record, List<Row> rows, String recordings) {
        rows.stream()
                .filter(Row::answered)
                .filter(row -> row.who().equals(record.who()))
                .findFirst()
                .ifPresent(row -> {
                    Instant at = record.start().isBefore(row.start()) ? row.start() : record.start();
                    facts.add(new RecordingStarted(row.inbound() ? leg(row) : id, at, file(recordings, record)));
                });
    }
}
