package org.ringbook.telephony.mango;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/** One leg of Mango's, a {@code call_id}: the way of a calling party to one place or one telephone. */
final class Hop {

    private static final Comparator<CallEvent> BY_SEQ = Comparator.comparingLong(CallEvent::seq)
            .thenComparing(CallEvent::at)
            .thenComparing(CallEvent::state);

    final String call;
    final TreeSet<CallEvent> events = new TreeSet<>(BY_SEQ);

    Hop(String call) {
        this.call = call;
    }

    CallEvent first() {
        return events.first();
    }

    Instant began() {
        return events.stream().map(CallEvent::at).min(Comparator.naturalOrder()).orElseThrow();
    }

    CallEvent.Location location() {
        return first().location();
    }

    boolean person() {
        return location() == CallEvent.Location.ABONENT;
    }

    /** The called side, of the first event that knows it. */
    Party to() {
        return events.stream()
                .map(CallEvent::to)
                .filter(to -> to.extension() != null || to.number() != null)
                .findFirst()
                .orElse(Party.NOBODY);
    }

    /** The leg that the calling party came from first; null when it came from none. */
    String takenFrom() {
        return events.stream()
                .map(event -> event.from().takenFrom())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    String group() {
        return events.stream()
                .map(event -> event.to().group())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    CallEvent end() {
        return find(CallEvent.State.DISCONNECTED);
    }

    CallEvent answer() {
        return find(CallEvent.State.CONNECTED);
    }

    boolean callback() {
        return events.stream().anyMatch(CallEvent::callback);
    }

    boolean knows(CallEvent.State state) {
        return find(state) != null;
    }

    private CallEvent find(CallEvent.State state) {
        return events.stream()
                .filter(event -> event.state() == state)
                .findFirst()
                .orElse(null);
    }

    List<CallEvent> inOrder() {
        return new ArrayList<>(events);
    }
}
