package org.ringbook.telephony.beeline;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.ringbook.calls.CallFact;
import org.ringbook.calls.CallFact.Linked;
import org.ringbook.telephony.operators.ToldFacts;

/** What was told of one call, which may have had several tracking ids; and the facts that were made of it. */
final class Entry {

    /** Why a call is taken for over though nothing says so. */
    enum Quiet {
        NOBODY_RINGS,
        LOST
    }

    /** How the call is named while only rows tell of it. */
    final String id;

    /** All events of each part of the call. */
    final Map<String, Leg> legs = new LinkedHashMap<>();
    /** What the statistics and the records say of it, by their keys. */
    final Map<String, Row> rows = new LinkedHashMap<>();
    /** Each id under which it was known. */
    final Set<String> trackings = new TreeSet<>();
    /** Where it was told as a call of its own, before it turned out to be a part of this one. */
    final Set<CallFact> bonds = new LinkedHashSet<>();
    /** The click that this call came of; null when there was none. */
    Clicks.Click click;

    /** What this one turned out to be a part of; null when of nothing. */
    private Entry whole;

    Instant heard = Instant.MIN;
    Quiet quiet;
    final ToldFacts told = new ToldFacts();

    Entry(String id) {
        this.id = id;
    }

    Entry whole() {
        return whole == null ? this : whole.whole();
    }

    /** The other one turned out to be this one. */
    void take(Entry other) {
        other.whole = this;
        if (!other.told.isEmpty() && other.legs.isEmpty()) {
            // Whoever knows it as a call of its own learns so that it is none.
            bonds.add(new Linked(other.id, other.start(), anchor()));
        }
        other.legs.forEach(legs::putIfAbsent);
        other.rows.forEach(rows::putIfAbsent);
        trackings.addAll(other.trackings);
        bonds.addAll(other.bonds);
        told.take(other.told);
        click = click == null ? other.click : click;
        heard = heard.isAfter(other.heard) ? heard : other.heard;
    }

    List<Leg> people() {
        return legs.values().stream()
                .filter(leg -> !leg.machine())
                .sorted(Comparator.comparing((Leg leg) -> leg.start).thenComparing(leg -> leg.key))
                .toList();
    }

    Stream<Row> recordings() {
        return rows.values().stream().filter(Row::isRecord);
    }

    /** Of the statistics, or of a recording while there is nothing better. */
    List<Row> best() {
        List<Row> statistics =
                rows.values().stream().filter(row -> !row.isRecord()).toList();
        return (statistics.isEmpty() ? rows.values().stream().toList() : statistics)
                .stream()
                        .sorted(Comparator.comparing(Row::start).thenComparing(Row::key))
                        .toList();
    }

    /** A leg that the call is sure to have. */
    private String anchor() {
        return legs.values().stream()
                .min(Comparator.comparing((Leg leg) -> leg.start).thenComparing(leg -> leg.key))
                .map(Leg::home)
                .orElse(id);
    }

    /** Gives each leg of ours what the statistics say of it. */
    void applyRows() {
        for (Row row : rows.values()) {
            if (!row.isRecord()) {
                people().stream()
                        .filter(leg -> leg.isOf(row))
                        .min(Comparator.comparing((Leg leg) ->
                                Duration.between(leg.start, row.start()).abs()))
                        .ifPresent(leg -> leg.row = row);
            }
        }
    }

    Instant start() {
        return Stream.concat(
                        legs.values().stream().map(leg -> leg.start),
                        best().stream().map(Row::start))
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
    }
}
