package org.ringbook.telephony.mango;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ringbook.telephony.operators.ReportedFacts;

/** All that was told of one customer's call, in whatever order it came. For one thread at a time. */
final class Entry {

    final String id;
    final Map<String, Hop> hops = new LinkedHashMap<>();
    final List<Recorded> recordings = new ArrayList<>(1);
    Summary summary;
    /** What brought the caller; null when nobody told. */
    Visit visit;

    HistoryCall history;
    /** When the last message of it was received, and the time that stood in the last of its events. */
    Instant lastReceived = Instant.MIN;

    Instant last = Instant.MIN;
    /** No more of it was heard, and it is over for all that is known. */
    Quiet quiet;
    /** Something of it was not heard when it happened, and is known from what was told at the end. */
    boolean healed;
    /** What was told of it before; facts of it that turned out to be wrong were taken back. */
    final ReportedFacts reported = new ReportedFacts();

    /** How a call ended of whose end nothing was told. */
    enum Quiet {
        /** All its legs had ended. */
        LEGS_ENDED,
        /** It was left open: an end was lost. */
        LOST
    }

    Entry(String id) {
        this.id = id;
    }

    void add(CallEvent event) {
        quiet = null;
        hops.computeIfAbsent(event.call(), Hop::new).events.add(event);
        last = event.at().isAfter(last) ? event.at() : last;
    }

    void add(Summary reported) {
        summary = reported;
        last = reported.ended().isAfter(last) ? reported.ended() : last;
    }

    /** By when they began. */
    List<Hop> inOrder() {
        var sorted = new ArrayList<>(hops.values());
        sorted.sort(Comparator.comparing(Hop::began)
                .thenComparing(hop -> hop.takenFrom() != null)
                .thenComparing(hop -> hop.call));
        return sorted;
    }

    /** The first leg of all. */
    Hop root() {
        return hops.isEmpty() ? null : inOrder().get(0);
    }

    boolean allLegsEnded() {
        return hops.values().stream().allMatch(hop -> hop.end() != null);
    }

    boolean somebodyAnswered() {
        return hops.values().stream().anyMatch(hop -> hop.person() && hop.answer() != null);
    }

    /**
     * Whether somebody put down the telephone, and no leg goes on: nothing but the summary can come. A leg that was handed on
     * ends otherwise, and what comes all the same opens the call again.
     */
    boolean hungUp() {
        Hop last = hops.values().stream()
                .filter(hop -> hop.end() != null)
                .max(Comparator.comparing((Hop hop) -> hop.end().at()).thenComparing(hop -> hop.answer() != null))
                .orElse(null);
        if (last == null || !allLegsEnded()) {
            return false;
        }
        if (last.end().from().transferred() || last.end().to().transferred()) {
            return false;
        }
        int reason = last.end().reason();
        return reason == Reasons.CALLER_HUNG_UP || reason == Reasons.CALLEE_HUNG_UP && last.answer() != null;
    }

    Collection<Hop> hopsWithPeople() {
        return inOrder().stream().filter(Hop::person).toList();
    }

    /** With what the statistics and the summary know and nobody heard. */
    Entry whole() {
        var whole = new Entry(id);
        hops.values().forEach(hop -> hop.events.forEach(whole::add));
        whole.recordings.addAll(recordings);
        whole.summary = summary;
        whole.visit = visit;
        whole.quiet = quiet;
        whole.last = last;
        if (history != null) {
            whole.fillFrom(history);
        }
        if (whole.summary != null && whole.summary.talked() != null) {
            whole.fillAnswer();
        }
        return whole;
    }

    private void fillFrom(HistoryCall past) {
        recordings.addAll(past.recordings());
        if (hops.isEmpty()) {
            past.menu().forEach(this::add);
        }
        for (CallEvent event : past.events()) {
            Hop live = hops.get(event.call());
            boolean known = live != null && live.knows(event.state());
            boolean over = live != null && live.end() != null && live.end().seq() < event.seq();
            if (!known && !over) {
                add(event);
                healed = true;
            }
        }
        if (summary == null) {
            summary = past.summary();
            healed = true;
        }
    }

    /** The summary says that somebody spoke, and nobody was heard to answer. */
    private void fillAnswer() {
        Hop answered = null;
        for (Hop hop : hopsWithPeople()) {
            if (hop.answer() != null) {
                return;
            }
            boolean named = summary.to().extension() != null
                    && summary.to().extension().equals(hop.to().extension());
            answered = answered == null || named ? hop : answered;
        }
        boolean asked = answered != null && answered == root() && answered.callback() && hops.size() > 1;
        if (answered != null && !asked) {
            CallEvent like = answered.end() != null ? answered.end() : answered.events.last();
            add(like.connectedAt(summary.talked()));
            healed = true;
        }
    }
}
