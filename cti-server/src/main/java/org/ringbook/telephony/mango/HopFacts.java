package org.ringbook.telephony.mango;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallFact;
import org.ringbook.calls.CallFact.*;
import org.ringbook.telephony.mango.Seats.Seat;

/** The facts of one leg of Mango's, in the whole that it is a part of. */
final class HopFacts {

    private final EntryFacts whole;
    private final Entry entry;
    private final Seats seats;
    private final Set<CallFact> facts;
    private final Map<String, Instant> ends;
    private final Hop hop;
    private final Seat to;
    private Seat from;
    private Seat holder;
    private boolean connected;
    private boolean alone;

    HopFacts(EntryFacts whole, Hop hop) {
        this.whole = whole;
        this.entry = whole.entry;
        this.seats = whole.seats;
        this.facts = whole.facts;
        this.ends = whole.ends;
        this.hop = hop;
        this.to = seats.to(hop);
    }

    void tell() {
        for (CallEvent event : hop.inOrder()) {
            Seat caller = seats.from(hop, event);
            calling(caller, event);
            if (to == null) {
                place(caller, event);
            } else {
                called(event);
            }
            moved(caller, event);
            from = caller;
            if (to != null) {
                state(event);
            }
        }
        ended();
    }

    private void calling(Seat caller, CallEvent event) {
        if (caller != null && whole.begun.add(caller.id())) {
            facts.add(new LegBegan(
                    caller.id(),
                    hop.began(),
                    Side.CALLER,
                    caller.outside(),
                    caller.party(),
                    Party.international(caller.number()),
                    caller.outside() ? line() : Party.international(hop.to().number())));
        }
    }

    private void place(Seat caller, CallEvent event) {
        if (hop.location() == CallEvent.Location.IVR && event == hop.first()) {
            facts.add(new Served(caller.id(), hop.began(), Call.LegKind.IVR, "ivr"));
        }
    }

    private void called(CallEvent event) {
        if (!whole.begun.add(to.id())) {
            return;
        }
        Seat caller = seats.from(hop, event);
        String number = Party.international(to.number());
        facts.add(new LegBegan(to.id(), hop.began(), Side.CALLED, to.outside(), to.party(), null, null));
        facts.add(new LegDialled(
                to.id(), hop.began(), caller == null ? null : caller.id(), to.outside() ? number : null));
        if (rang()) {
            facts.add(new LegRang(to.id(), hop.began()));
        }
        if (to.outside() && line() != null) {
            facts.add(new ShownNumber(to.id(), hop.began(), line()));
        }
        if (caller == null) {
            facts.add(new ClickToCall(
                    to.id(), hop.began(), Party.international(event.from().number())));
        }
    }

    /** A telephone that is busy, or is not there, was rung by nobody. */
    private boolean rang() {
        CallEvent end = hop.end();
        if (end == null || hop.answer() != null) {
            return true;
        }
        return switch (Reasons.unanswered(end.reason())) {
            case BUSY, UNREACHABLE, INVALID_NUMBER, CONGESTION -> false;
            default -> true;
        };
    }

    private void state(CallEvent event) {
        switch (event.state()) {
            case CONNECTED -> connected(event);
            case ON_HOLD -> {
                if (!connected) {
                    connected(event);
                }
                holder = holder(event);
                facts.add(new Held(holder.id(), event.at()));
            }
            default -> {}
        }
    }

    private void connected(CallEvent event) {
        if (!connected) {
            facts.add(new DialEnded(to.id(), event.at(), Outcome.ANSWERED, null));
            facts.add(new LegUp(to.id(), event.at()));
            connected = true;
        }
        if (from != null) {
            facts.add(new Joined(from.id(), event.at(), hop.call, BridgeKind.TALK, null));
            facts.add(new Joined(to.id(), event.at(), hop.call, BridgeKind.TALK, null));
            alone = false;
        }
        if (holder != null) {
            facts.add(new Resumed(holder.id(), event.at()));
            holder = null;
        }
    }

    private Seat holder(CallEvent event) {
        if (from == null || event.to().holds()) {
            return to;
        }
        boolean callerHolds = event.from().holds() || to.outside();
        return callerHolds ? from : to;
    }

    /** Another party calls on this leg than before, or this leg goes on where another one was. */
    private void moved(Seat caller, CallEvent event) {
        boolean another = from != null && caller != null && !caller.id().equals(from.id());
        boolean consulted = another && !from.outside() && from.party() != null;
        Hop before = event.from().takenFrom() == null
                ? null
                : entry.hops.get(event.from().takenFrom());
        boolean talked = before != null && before.person() && before.answer() != null;
        if (another) {
            ends.putIfAbsent(from.id(), event.at());
        }
        if (another && connected) {
            facts.add(new Left(from.id(), event.at(), hop.call));
        }
        if (caller == null || !talked || to == null || "return_blind".equals(event.transfer())) {
            return;
        }
        Seat by = other(before, caller);
        if (consulted) {
            handedOn(by, connected ? Call.TransferKind.ATTENDED : Call.TransferKind.BLIND, caller, event);
        } else if (event == hop.first() && !consults(caller, event) && !(seats.callback && before == seats.root())) {
            handedOn(by, Call.TransferKind.BLIND, caller, event);
        }
    }

    private void handedOn(Seat by, Call.TransferKind kind, Seat moved, CallEvent event) {
        if (by != null && !by.outside()) {
            facts.add(new Transferred(
                    by.id(), event.at(), kind, moved.id(), to.id(), to.outside() ? to.number() : to.party()));
        }
    }

    /** An employee who was in the leg before calls somebody: they ask, and hand nothing on yet. */
    private static boolean consults(Seat caller, CallEvent event) {
        return !caller.outside() && !"blind".equals(event.transfer());
    }

    private Seat other(Hop before, Seat moved) {
        Seat there = seats.to(before);
        return there != null && !there.id().equals(moved.id()) ? there : seats.from(before, before.answer());
    }

    private void ended() {
        CallEvent end = hop.end();
        for (Seat seat : new Seat[] {from, to}) {
            if (seat != null) {
                boolean open = end == null || ends.containsKey(seat.id()) && ends.get(seat.id()) == null;
                Instant known = ends.get(seat.id());
                ends.put(seat.id(), open ? null : known == null || end.at().isAfter(known) ? end.at() : known);
            }
        }
        if (end == null) {
            return;
        }
        if (from != null && to != null && connected) {
            facts.add(new Left(from.id(), end.at(), hop.call));
            facts.add(new Left(to.id(), end.at(), hop.call));
        } else if (to != null && !connected) {
            facts.add(new DialEnded(to.id(), end.at(), outcome(end), null));
        }
    }

    /** Whoever loses against a colleague is told so by many codes. */
    private Outcome outcome(CallEvent end) {
        boolean won = whole.hops.stream()
                .filter(other -> other != hop && other.person() && other.answer() != null)
                .anyMatch(other ->
                        Math.abs(other.answer().at().getEpochSecond() - end.at().getEpochSecond()) <= 1);
        Outcome told = Reasons.unanswered(end.reason());
        boolean vague = end.reason() == 1100 || end.reason() == 1111 || told == Outcome.CANCELLED;
        return won && vague ? Outcome.ELSEWHERE : told;
    }

    private String line() {
        return whole.line();
    }
}
