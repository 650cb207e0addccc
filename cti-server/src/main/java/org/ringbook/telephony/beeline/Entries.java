package org.ringbook.telephony.beeline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The calls that are remembered, and which of them a row of the statistics or a record is of. For one thread. */
final class Entries {

    private static final int MOST = 10_000;
    private static final Duration SURELY = Duration.ofSeconds(5);
    private static final Duration LIKELY = Duration.ofSeconds(120);
    /** A record may be dated by the end of a long ringing. */
    private static final Duration RECORD_LATER = Duration.ofMinutes(10);
    /** Telephones of one group begin to ring within this. */
    private static final Duration TOGETHER = Duration.ofSeconds(3);

    private final Map<String, Entry> byTracking = new HashMap<>();
    private final Map<String, Entry> byRow = new HashMap<>();
    private final Map<String, Leg> byLeg = new HashMap<>();
    private final Set<Entry> all = new LinkedHashSet<>();
    /** By employee, and by the number of the other one. */
    private final Map<String, TreeMap<Instant, Set<Entry>>> byWho = new HashMap<>();

    Set<Entry> all() {
        return all;
    }

    /** The call with these ids; those that were taken for several become one. */
    Entry of(Set<String> trackings) {
        Entry entry = trackings.stream()
                .map(byTracking::get)
                .filter(each -> each != null)
                .findFirst()
                .map(Entry::whole)
                .orElseGet(() -> begun(trackings.iterator().next()));
        for (String tracking : trackings) {
            Entry other = byTracking.get(tracking);
            if (other != null && other.whole() != entry) {
                entry = joined(entry, other.whole());
            }
        }
        for (String tracking : trackings) {
            entry.trackings.add(tracking);
            byTracking.put(tracking, entry);
        }
        return entry;
    }

    /** @return null when none has it */
    Entry of(String tracking) {
        Entry entry = tracking == null ? null : byTracking.get(tracking);
        return entry == null ? null : entry.whole();
    }

    /** @return null when nothing was told of it */
    Leg leg(String key) {
        return byLeg.get(key);
    }

    private Entry begun(String id) {
        var entry = new Entry(id);
        all.add(entry);
        if (all.size() > MOST) {
            forgetOne();
        }
        return entry;
    }

    /** A history of many calls must not push out one that goes on. */
    private void forgetOne() {
        Entry settled = all.stream()
                .limit(MOST / 2)
                .filter(each -> each.legs.values().stream().allMatch(leg -> leg.end() != null))
                .findFirst()
                .orElseGet(() -> all.iterator().next());
        forget(settled);
        all.remove(settled);
    }

    /** Nothing that comes is taken for a part of these any more. */
    void forget(Instant before) {
        for (Iterator<Entry> each = all.iterator(); each.hasNext(); ) {
            Entry entry = each.next();
            if (entry.lastReceived.isBefore(before)) {
                forget(entry);
                each.remove();
            }
        }
    }

    private void forget(Entry entry) {
        entry.trackings.forEach(byTracking::remove);
        entry.rows.values().forEach(row -> {
            byRow.remove(row.key());
            names(row).forEach(name -> lose(name, row.start(), entry));
        });
        entry.legs.values().forEach(leg -> {
            byLeg.remove(leg.key);
            lose(leg.user, leg.start, entry);
        });
    }

    private void lose(String who, Instant at, Entry entry) {
        TreeMap<Instant, Set<Entry>> times = byWho.get(String.valueOf(who));
        Set<Entry> then = times == null ? null : times.get(at);
        if (then != null) {
            then.removeIf(each -> each.whole() == entry);
            if (then.isEmpty()) {
                times.remove(at);
            }
            if (times.isEmpty()) {
                byWho.remove(String.valueOf(who));
            }
        }
    }

    private Entry joined(Entry one, Entry other) {
        boolean first =
                one.legs.isEmpty() == other.legs.isEmpty() ? !one.start().isAfter(other.start()) : !one.legs.isEmpty();
        Entry whole = first ? one : other;
        Entry part = first ? other : one;
        whole.take(part);
        all.remove(part);
        return whole;
    }

    /** A leg was told for the first time: what was read of its call before belongs to it. */
    Entry began(Entry entry, Leg leg) {
        byLeg.put(leg.key, leg);
        note(leg.user, leg.start, entry);
        Entry whole = entry;
        for (Entry other : near(leg.user, leg.start, LIKELY).toList()) {
            if (other != whole
                    && other.legs.isEmpty()
                    && other.rows.values().stream().anyMatch(leg::isOf)) {
                whole = joined(whole, other);
            }
        }
        return whole;
    }

    private void note(String who, Instant at, Entry entry) {
        byWho.computeIfAbsent(String.valueOf(who), each -> new TreeMap<>())
                .computeIfAbsent(at, each -> new LinkedHashSet<>())
                .add(entry);
    }

    private Stream<Entry> near(String who, Instant at, Duration within) {
        TreeMap<Instant, Set<Entry>> times = byWho.get(String.valueOf(who));
        return times == null
                ? Stream.of()
                : new ArrayList<>(times.subMap(at.minus(within), true, at.plus(within), true)
                                .values())
                        .stream().flatMap(Set::stream).map(Entry::whole).distinct();
    }

    /** The call that a row or a record is of: one that is known, or a new one. */
    Entry of(Row row) {
        Entry entry = known(row);
        if (entry == null) {
            entry = begun("pulled-" + Messages.digest(row.key()));
        }
        byRow.put(row.key(), entry);
        for (String name : names(row)) {
            note(name, row.start(), entry);
        }
        return entry;
    }

    /** By whom it may be looked for. */
    private static Set<String> names(Row row) {
        var names = new LinkedHashSet<String>();
        Stream.of(row.who(), row.extension(), row.phone(), Phone.key(row.other()))
                .filter(Objects::nonNull)
                .forEach(names::add);
        return names;
    }

    private Entry known(Row row) {
        Entry before = byRow.get(row.key());
        if (before != null) {
            return before.whole();
        }
        Entry named = of(row.tracking());
        if (named != null) {
            return named;
        }
        Entry known = ofLeg(row);
        return known != null ? known : ofRows(row);
    }

    /** A call that was heard as it went on. */
    private Entry ofLeg(Row row) {
        Duration within = row.isRecord() ? RECORD_LATER : LIKELY;
        return near(row.who(), row.start(), within)
                .flatMap(entry -> entry.legs.values().stream()
                        .filter(leg -> leg.isOf(row) && isNear(leg, row, within))
                        .map(leg -> Map.entry(entry, leg)))
                .min(Comparator.comparing(each -> distance(each.getValue(), row)))
                .map(Map.Entry::getKey)
                .orElse(null);
    }

    private static boolean isNear(Leg leg, Row row, Duration within) {
        Duration apart = Duration.between(leg.start, row.start()).abs();
        return apart.compareTo(row.other() == null ? SURELY : within) <= 0;
    }

    /** What is at the same time is nearest; of the rest, what took as long. */
    private static Duration distance(Leg leg, Row row) {
        Duration apart = Duration.between(leg.start, row.start()).abs();
        boolean ended = leg.answer() != null && leg.end() != null;
        Duration talked = ended ? Duration.between(leg.answer(), leg.end()) : Duration.ZERO;
        Duration longer = talked.minus(row.talked()).abs();
        return apart.compareTo(SURELY) <= 0 ? apart : SURELY.plus(longer).plus(apart.dividedBy(100));
    }

    /** A call of which only rows tell: several telephones rang, or both ends of it are ours, or a recording of it is there. */
    private Entry ofRows(Row row) {
        if (row.isRecord()) {
            return near(row.who(), row.start(), RECORD_LATER)
                    .filter(entry -> entry.rows.values().stream()
                            .anyMatch(other -> !other.isRecord()
                                    && other.who().equals(row.who())
                                    && other.inbound() == row.inbound()
                                    && (row.other() == null || row.sameOther(other.other()))
                                    && !row.start().isBefore(other.start().minusSeconds(5))
                                    && !row.start().isAfter(other.end().plus(LIKELY))))
                    .findFirst()
                    .orElse(null);
        }
        List<Entry> near = near(Phone.key(row.other()), row.start(), LIKELY).toList();
        return near.stream()
                .filter(entry ->
                        entry.legs.isEmpty() && entry.rows.values().stream().anyMatch(other -> isSameCall(other, row)))
                .findFirst()
                .orElse(null);
    }

    private static boolean isSameCall(Row one, Row row) {
        Duration apart = Duration.between(one.start(), row.start()).abs();
        if (one.isRecord()) {
            return one.who().equals(row.who()) && one.inbound() == row.inbound() && row.sameOther(one.other());
        }
        boolean inOneGroup = one.inbound() && row.inbound() && row.sameOther(one.other());
        boolean otherEnd = one.inbound() != row.inbound() && isColleague(one, row) && isColleague(row, one);
        return apart.compareTo(TOGETHER) <= 0 && (inOneGroup && !one.who().equals(row.who()) || otherEnd);
    }

    private static boolean isColleague(Row one, Row of) {
        return of.other() != null
                && (of.sameOther(one.extension()) || of.sameOther(one.phone()) || of.sameOther(one.user()));
    }
}
