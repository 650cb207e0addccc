package org.ringbook.telephony.megafon;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallFact;
import org.ringbook.calls.CallFact.*;
import org.ringbook.telephony.megafon.Seats.Seat;

/** The facts of one call of the PBX, a {@code callid}, in the whole that it is a part of. */
final class PartFacts {

    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    final Part part;
    final Seats seats;
    final Times times;
    private final EntryFacts whole;
    private final Set<CallFact> facts;
    private final HandOver by;
    private final CallRecord record;

    PartFacts(EntryFacts whole, Part part, HandOver by) {
        this.whole = whole;
        this.facts = whole.facts;
        this.part = part;
        this.by = by;
        this.record = part.record();
        this.seats = new Seats(part, by, whole.clicked(), whole.directory, whole.durations);
        this.times = seats.times;
    }

    Ending ending() {
        return record == null ? null : record.ending();
    }

    /** The leg of the one whom the whole is about: who called us, or whom we called. */
    String customer() {
        return seats.outbound() ? part.call + "/out" : part.call;
    }

    void tell() {
        String caller =
                by == null ? ownCaller() : asked() ? asking() : whole.root().customer();
        for (Seat seat : seats.called) {
            called(seat, caller);
        }
        if (by != null) {
            handedOn(caller);
        } else {
            places();
        }
        if (record != null && record.link() != null && times.answered() != null) {
            Seat spoke = seats.answering();
            String leg = spoke == null ? whole.entry.id : spoke.id();
            facts.add(new RecordingStarted(leg, times.answered(), record.link()));
        }
    }

    private boolean asked() {
        return by.kind() == Call.TransferKind.ATTENDED;
    }

    private String ownCaller() {
        boolean outside = !seats.outbound() && !seats.internal();
        String phone = Phone.international(part.phone());
        String party = outside ? null : seats.placedBy();
        if (seats.outbound() && whole.clicked()) {
            facts.add(new LegBegan(part.call, times.began(), Side.CALLED, false, party, null, null));
            facts.add(new LegRang(part.call, times.began()));
            facts.add(new ClickToCall(part.call, times.began(), phone));
        } else {
            String dialled = outside ? line() : phone;
            facts.add(new LegBegan(
                    part.call, times.began(), Side.CALLER, outside, party, outside ? phone : null, dialled));
        }
        return part.call;
    }

    private String line() {
        return Phone.international(part.line());
    }

    /** Who hands on asks the colleague first, on a second line. */
    private String asking() {
        String party = seats.party(by.event().person());
        facts.add(new LegBegan(part.call, times.began(), Side.CALLER, false, party, null, null));
        facts.add(new Linked(part.call, times.began(), whole.entry.id));
        return part.call;
    }

    private void called(Seat seat, String caller) {
        Instant rang = seat.leg() != null && seat.leg().rang != null ? times.at(seat.leg().rang) : times.began();
        String id = seat.id();
        facts.add(new LegBegan(id, rang, Side.CALLED, seat.outside(), seat.party(), null, null));
        facts.add(new LegDialled(id, rang, caller, seat.outside() ? Phone.international(part.phone()) : null));
        if (seat.outside() && line() != null) {
            facts.add(new ShownNumber(id, rang, line()));
        }
        if (reached(seat)) {
            facts.add(new LegRang(id, rang));
        }
        if (seat.answered() != null) {
            spoke(seat, caller);
        } else if (seat.ended() != null) {
            facts.add(new DialEnded(id, seat.ended(), unanswered(seat), null));
        }
        if (seat.ended() != null) {
            facts.add(new LegEnded(id, seat.ended(), Outcome.OTHER));
        }
    }

    private void spoke(Seat seat, String caller) {
        facts.add(new DialEnded(seat.id(), seat.answered(), Outcome.ANSWERED, null));
        facts.add(new LegUp(seat.id(), seat.answered()));
        facts.add(new Joined(caller, seat.answered(), seat.id(), BridgeKind.TALK, null));
        facts.add(new Joined(seat.id(), seat.answered(), seat.id(), BridgeKind.TALK, null));
        if (seats.outbound() && whole.clicked()) {
            facts.add(new LegUp(caller, seat.answered()));
        }
        if (seat.ended() != null) {
            facts.add(new Left(caller, seat.ended(), seat.id()));
        }
    }

    /** A telephone that was busy, or is not there, was rung by nobody. */
    private boolean reached(Seat seat) {
        if (seat.answered() != null || seat.leg() != null || ending() == null) {
            return true;
        }
        return switch (ending()) {
            case BUSY, UNREACHABLE, FORBIDDEN, WRONG_NUMBER -> false;
            default -> true;
        };
    }

    /** The end of one telephone's ringing says nothing of the call: a colleague may have answered. */
    private Outcome unanswered(Seat seat) {
        if (seats.called.stream().anyMatch(other -> near(seat.ended(), other.answered()))) {
            return Outcome.ELSEWHERE;
        }
        boolean atTheEnd = times.ended() == null || near(seat.ended(), times.ended());
        if (ending() == null || !atTheEnd) {
            return Outcome.NO_ANSWER;
        }
        return switch (ending()) {
            case CANCELLED -> Outcome.CANCELLED;
            case BUSY -> Outcome.BUSY;
            case UNREACHABLE, FORBIDDEN -> Outcome.UNREACHABLE;
            case WRONG_NUMBER -> Outcome.INVALID_NUMBER;
            default -> Outcome.NO_ANSWER;
        };
    }

    private static boolean near(Instant one, Instant other) {
        return other != null && Duration.between(one, other).abs().compareTo(AT_ONCE) <= 0;
    }

    private void handedOn(String caller) {
        PartFacts before = whole.of(by.from());
        Instant at = before == null
                ? by.event().received()
                : before.times.at(by.event().received());
        boolean placedIt = before != null && before.seats.outbound();
        String from = placedIt
                ? before.part.call
                : by.from().call + "/" + by.event().person().id();
        Seat to = seats.answering() != null
                ? seats.answering()
                : seats.called.stream().findFirst().orElse(null);
        String customer = whole.root().customer();
        String target = to == null ? null : to.id();
        facts.add(new Transferred(from, at, by.kind(), customer, target, to == null ? null : to.party()));
        if (placedIt) {
            facts.add(new Left(from, at, customer));
        }
        if (asked()) {
            facts.add(new Held(from, times.began()));
            facts.add(new Resumed(from, at));
            facts.add(new LegEnded(caller, at, Outcome.OTHER));
            if (to != null && to.answered() != null) {
                facts.add(new Joined(customer, at, to.id(), BridgeKind.TALK, null));
            }
        }
    }

    private void places() {
        if (seats.outbound()) {
            return;
        }
        Instant over = times.record() ? times.ended() : null;
        Instant left = times.answered() != null ? times.answered() : over;
        if (part.group() != null) {
            facts.add(new QueueJoined(part.call, times.began(), part.group()));
            if (left != null) {
                facts.add(new QueueLeft(part.call, left, part.group(), ending() == Ending.CANCELLED));
            }
        }
        String place = record == null || record.destination() == null ? "" : record.destination();
        if (Seats.MACHINES.contains(place)) {
            facts.add(new Served(part.call, times.began(), Call.LegKind.IVR, place));
        } else if (Seats.MAILBOXES.contains(place)) {
            facts.add(new Served(part.call, times.began(), Call.LegKind.VOICEMAIL, place));
        }
    }

    /** When this part was over; null while it goes on, or nobody knows. */
    Instant over() {
        if (times.record()) {
            return times.ended();
        }
        Instant last = times.at(part.lastHeard());
        if (whole.entry.quiet != null) {
            return last;
        }
        boolean open = seats.called.isEmpty()
                || seats.called.stream().anyMatch(seat -> seat.ended() == null) && !seats.handedOn();
        boolean settled = seats.outbound() || seats.answering() != null;
        return open || !settled ? null : last;
    }

    /** Whatever had not ended by itself ends with the whole. */
    void endWith(Instant over) {
        for (Seat seat : seats.called) {
            if (seat.ended() == null) {
                facts.add(new LegEnded(seat.id(), over, Outcome.OTHER));
            }
        }
    }
}
