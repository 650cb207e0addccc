package org.ringbook.telephony.megafon;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.ringbook.telephony.megafon.LegEvent.Way;

/** All that was told of one call of the PBX, a {@code callid}. A transfer makes a second one, which is the same call to us. */
final class Part {

    private static final int MOST_EVENTS = 400;

    final String call;
    private final List<LegEvent> events = new ArrayList<>();
    private CallRecord hook;
    private CallRecord row;

    Part(String call) {
        this.call = call;
    }

    void add(LegEvent event) {
        if (events.size() < MOST_EVENTS && !events.contains(event)) {
            events.add(event);
            events.sort(Comparator.comparing(LegEvent::received).thenComparing(LegEvent::type));
        }
    }

    void add(CallRecord reported) {
        if (reported.pulled()) {
            row = reported.or(row);
        } else {
            hook = reported.or(hook);
        }
    }

    /** The best record, with what only a poorer one says; null while there is none. */
    CallRecord record() {
        return row != null ? row.or(hook) : hook;
    }

    CallRecord hook() {
        return hook;
    }

    boolean wasReceived() {
        return !events.isEmpty();
    }

    boolean pulledOnly() {
        return events.isEmpty() && hook == null && row != null;
    }

    Instant firstReceived() {
        return events.isEmpty() ? null : events.get(0).received();
    }

    Instant lastReceived() {
        return events.isEmpty() ? null : events.get(events.size() - 1).received();
    }

    /** By employee, in the order in which they were first heard of. */
    Map<String, Leg> legs() {
        var legs = new LinkedHashMap<String, Leg>();
        for (LegEvent event : events) {
            legs.computeIfAbsent(event.person().id(), id -> new Leg(event.person()))
                    .add(event);
        }
        return legs;
    }

    /** @return null while nobody can know */
    Way way() {
        CallRecord record = record();
        if (Phone.isShort(phone()) || record != null && record.way() == Way.INTERNAL) {
            return Way.INTERNAL;
        }
        if (record != null) {
            return record.way();
        }
        Way reported = first(LegEvent::direction);
        if (reported != null) {
            return reported;
        }
        boolean out = events.stream().anyMatch(event -> event.type() == LegEvent.Type.OUTGOING);
        boolean in = events.stream().anyMatch(event -> event.type() == LegEvent.Type.INCOMING);
        return out ? Way.OUT : in ? Way.IN : null;
    }

    String phone() {
        CallRecord record = record();
        return record != null && record.phone() != null ? record.phone() : first(LegEvent::phone);
    }

    String line() {
        CallRecord record = record();
        return record != null && record.diversion() != null ? record.diversion() : first(LegEvent::diversion);
    }

    String group() {
        CallRecord record = record();
        return record != null && record.group() != null ? record.group() : first(LegEvent::group);
    }

    List<LegEvent> transfers() {
        return events.stream().filter(event -> event.second() != null).toList();
    }

    private <T> T first(Function<LegEvent, T> what) {
        return events.stream().map(what).filter(Objects::nonNull).findFirst().orElse(null);
    }
}
