package org.ringbook.telephony.megafon;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallFact;
import org.ringbook.calls.CallFact.*;
import org.ringbook.telephony.megafon.AgentLegs.AgentLeg;

/** The facts of one call of the PBX, a {@code callid}, in the whole that it is a part of. */
final class PartFacts {

    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    final Part part;
    final AgentLegs agentLegs;
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
        this.agentLegs = new AgentLegs(part, by, whole.clicked(), whole.directory, whole.durations);
        this.times = agentLegs.times;
    }

    Ending ending() {
        return record == null ? null : record.ending();
    }

    /** The leg of the one whom the whole is about: who called us, or whom we called. */
    String customer() {
        return agentLegs.outbound() ? part.call + "/out" : part.call;
    }

    void report() {
        String caller =
                by == null ? ownCaller() : asked() ? asking() : whole.root().customer();
        for (AgentLeg agentLeg : agentLegs.called) {
            called(agentLeg, caller);
        }
        if (by != null) {
            handedOn(caller);
        } else {
            places();
        }
        if (record != null && record.link() != null && times.answered() != null) {
            AgentLeg spoke = agentLegs.answering();
            String leg = spoke == null ? whole.entry.id : spoke.id();
            facts.add(new RecordingStarted(leg, times.answered(), record.link()));
        }
    }

    private boolean asked() {
        return by.kind() == Call.TransferKind.ATTENDED;
    }

    private String ownCaller() {
        boolean outside = !agentLegs.outbound() && !agentLegs.internal();
        String phone = Phone.international(part.phone());
        String party = outside ? null : agentLegs.placedBy();
        if (agentLegs.outbound() && whole.clicked()) {
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
        String party = agentLegs.party(by.event().person());
        facts.add(new LegBegan(part.call, times.began(), Side.CALLER, false, party, null, null));
        facts.add(new Linked(part.call, times.began(), whole.entry.id));
        return part.call;
    }

    private void called(AgentLeg agentLeg, String caller) {
        Instant rang =
                agentLeg.leg() != null && agentLeg.leg().rang != null ? times.at(agentLeg.leg().rang) : times.began();
        String id = agentLeg.id();
        facts.add(new LegBegan(id, rang, Side.CALLED, agentLeg.outside(), agentLeg.party(), null, null));
        facts.add(new LegDialled(id, rang, caller, agentLeg.outside() ? Phone.international(part.phone()) : null));
        if (agentLeg.outside() && line() != null) {
            facts.add(new ShownNumber(id, rang, line()));
        }
        if (reached(agentLeg)) {
            facts.add(new LegRang(id, rang));
        }
        if (agentLeg.answered() != null) {
            spoke(agentLeg, caller);
        } else if (agentLeg.ended() != null) {
            facts.add(new DialEnded(id, agentLeg.ended(), unanswered(agentLeg), null));
        }
        if (agentLeg.ended() != null) {
            facts.add(new LegEnded(id, agentLeg.ended(), Outcome.OTHER));
        }
    }

    private void spoke(AgentLeg agentLeg, String caller) {
        facts.add(new DialEnded(agentLeg.id(), agentLeg.answered(), Outcome.ANSWERED, null));
        facts.add(new LegUp(agentLeg.id(), agentLeg.answered()));
        facts.add(new Joined(caller, agentLeg.answered(), agentLeg.id(), BridgeKind.TALK, null));
        facts.add(new Joined(agentLeg.id(), agentLeg.answered(), agentLeg.id(), BridgeKind.TALK, null));
        if (agentLegs.outbound() && whole.clicked()) {
            facts.add(new LegUp(caller, agentLeg.answered()));
        }
        if (agentLeg.ended() != null) {
            facts.add(new Left(caller, agentLeg.ended(), agentLeg.id()));
        }
    }

    /** A telephone that was busy, or is not there, was rung by nobody. */
    private boolean reached(AgentLeg agentLeg) {
        if (agentLeg.answered() != null || agentLeg.leg() != null || ending() == null) {
            return true;
        }
        return switch (ending()) {
            case BUSY, UNREACHABLE, FORBIDDEN, WRONG_NUMBER -> false;
            default -> true;
        };
    }

    /** The end of one telephone's ringing says nothing of the call: a colleague may have answered. */
    private Outcome unanswered(AgentLeg agentLeg) {
        if (agentLegs.called.stream().anyMatch(other -> near(agentLeg.ended(), other.answered()))) {
            return Outcome.ELSEWHERE;
        }
        boolean atTheEnd = times.ended() == null || near(agentLeg.ended(), times.ended());
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
        boolean placedIt = before != null && before.agentLegs.outbound();
        String from = placedIt
                ? before.part.call
                : by.from().call + "/" + by.event().person().id();
        AgentLeg to = agentLegs.answering() != null
                ? agentLegs.answering()
                : agentLegs.called.stream().findFirst().orElse(null);
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
        if (agentLegs.outbound()) {
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
        if (AgentLegs.MACHINES.contains(place)) {
            facts.add(new Served(part.call, times.began(), Call.LegKind.IVR, place));
        } else if (AgentLegs.MAILBOXES.contains(place)) {
            facts.add(new Served(part.call, times.began(), Call.LegKind.VOICEMAIL, place));
        }
    }

    /** When this part was over; null while it goes on, or nobody knows. */
    Instant over() {
        if (times.record()) {
            return times.ended();
        }
        Instant last = times.at(part.lastReceived());
        if (whole.entry.quiet != null) {
            return last;
        }
        boolean open = agentLegs.called.isEmpty()
                || agentLegs.called.stream().anyMatch(agentLeg -> agentLeg.ended() == null) && !agentLegs.handedOn();
        boolean settled = agentLegs.outbound() || agentLegs.answering() != null;
        return open || !settled ? null : last;
    }

    /** Whatever had not ended by itself ends with the whole. */
    void endWith(Instant over) {
        for (AgentLeg agentLeg : agentLegs.called) {
            if (agentLeg.ended() == null) {
                facts.add(new LegEnded(agentLeg.id(), over, Outcome.OTHER));
            }
        }
    }
}
