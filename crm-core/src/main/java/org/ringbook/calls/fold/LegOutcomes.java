package org.ringbook.calls.fold;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.ringbook.calls.Call;
import org.ringbook.calls.Call.Leg;
import org.ringbook.calls.Call.LegKind;
import org.ringbook.calls.Call.LegOutcome;
import org.ringbook.calls.CallFact;
import org.ringbook.calls.CallFact.Outcome;

/** What became of each telephone and of each place of the PBX that took part. */
final class LegOutcomes {

    /** The loser of a ring group may be told a little before the winner's conversation begins. */
    private static final Duration NEAR = Duration.ofMillis(1000);

    private LegOutcomes() {}

    /** How the attempt to reach a leg ended, from the end of the dialling, and failing that from the end of the leg. */
    static Outcome attempt(LegState leg) {
        Outcome dial = leg.dialOutcome;
        Outcome end = leg.endedWhy == null ? Outcome.OTHER : leg.endedWhy;
        if (leg.pickedUpAt != null || end == Outcome.ELSEWHERE) {
            return Outcome.ELSEWHERE;
        }
        if (dial == Outcome.ANSWERED) {
            return dial;
        }
        if (declined(leg, dial, end)) {
            return Outcome.REJECTED;
        }
        if (dial != Outcome.CANCELLED && saysMore(end)) {
            return end;
        }
        if (dial == Outcome.NO_ANSWER && rang(leg) == null) {
            return Outcome.UNREACHABLE;
        }
        return dial == null || dial == Outcome.OTHER ? unspecified(leg) : dial;
    }

    /** A telephone that is busy never rings first: who heard it ring pressed the button, whatever the telephone calls that. */
    private static boolean declined(LegState leg, Outcome dial, Outcome end) {
        boolean busy = end == Outcome.BUSY && dial != Outcome.CANCELLED || dial == Outcome.BUSY && !saysMore(end);
        return busy && !leg.outside && leg.ringing() != null;
    }

    /** Asterisk calls an attempt NOANSWER also when the network said at once that the number is wrong. */
    private static boolean saysMore(Outcome end) {
        return LegState.refuses(end);
    }

    /** A normal end without the end of an attempt: it spoke if it was up, else nobody took it. */
    private static Outcome unspecified(LegState leg) {
        if (leg.upAt != null) {
            return Outcome.ANSWERED;
        }
        return leg.ringing() != null ? Outcome.NO_ANSWER : Outcome.OTHER;
    }

    static List<Leg> of(Parties parties, LegHistory history, Conversation conversation) {
        var legs = new ArrayList<Leg>();
        for (LegState leg : parties.people) {
            if (leg.nailedUp) {
                legs.add(openLine(leg));
            } else if (!asksAColleague(leg, parties, conversation)) {
                legs.add(telephone(leg, parties, conversation));
            }
        }
        for (LegHistory.QueueVisit visit : history.queues) {
            legs.add(new Leg(
                    visit.queue,
                    LegKind.QUEUE,
                    visit.in,
                    null,
                    visit.out,
                    queueOutcome(visit, history.get(visit.leg), conversation)));
        }
        for (CallFact.Served served : history.services) {
            LegState leg = history.get(served.leg());
            if (!asksWhoWasCalled(served, leg)) {
                legs.add(place(served.name(), served.kind(), served.at(), leg));
            }
        }
        for (CallFact.Parked parked : history.parkings) {
            legs.add(place(parked.slot(), LegKind.PARKING, parked.at(), history.get(parked.leg())));
        }
        List<Leg> all = onceEach(legs);
        all.sort(Comparator.comparing(LegOutcomes::appeared));
        return all;
    }

    /**
     * The second line on which a person of this call asks a colleague. With a feature code there is no such leg, and it is
     * the same call.
     */
    private static boolean asksAColleague(LegState leg, Parties parties, Conversation conversation) {
        boolean second = leg.caller() || leg.clickToCall;
        if (!second || leg.outside || leg == parties.initiator || conversation.metPrincipal(leg)) {
            return false;
        }
        for (LegState other : parties.people) {
            if (other != leg && !other.outside && Objects.equals(other.party, leg.party)) {
                return true;
            }
        }
        return false;
    }

    /** Who was called may be asked whether they take the call: a menu of theirs, and none of the caller's. */
    private static boolean asksWhoWasCalled(CallFact.Served served, LegState leg) {
        return served.kind() == LegKind.IVR && !leg.local && leg.dialledFrom != null;
    }

    /** A conference is one place, however many of this call are in it; and a menu is one, however many questions it asks. */
    private static List<Leg> onceEach(List<Leg> legs) {
        var once = new ArrayList<Leg>(legs.size());
        for (Leg leg : legs) {
            Leg before = switch (leg.kind()) {
                case CONFERENCE -> find(once, leg.party());
                case IVR -> sameMenu(once, leg);
                default -> null;
            };
            if (before == null) {
                once.add(leg);
            } else {
                once.set(once.indexOf(before), spanning(before, leg));
            }
        }
        return once;
    }

    /** It lasts until somebody speaks. */
    private static Leg sameMenu(List<Leg> legs, Leg menu) {
        return legs.stream()
                .filter(leg -> leg.kind() == LegKind.IVR
                        && Objects.equals(leg.party(), menu.party())
                        && Objects.equals(leg.endedAt(), menu.endedAt()))
                .findFirst()
                .orElse(null);
    }

    private static Leg find(List<Leg> legs, String conference) {
        return legs.stream()
                .filter(leg -> leg.kind() == LegKind.CONFERENCE && Objects.equals(leg.party(), conference))
                .findFirst()
                .orElse(null);
    }

    private static Leg spanning(Leg one, Leg other) {
        Instant from = one.ringAt().isBefore(other.ringAt()) ? one.ringAt() : other.ringAt();
        boolean open = one.endedAt() == null || other.endedAt() == null;
        Instant to = open ? null : one.endedAt().isAfter(other.endedAt()) ? one.endedAt() : other.endedAt();
        return new Leg(one.party(), one.kind(), from, from, to, LegOutcome.ANSWERED);
    }

    private static Instant appeared(Leg leg) {
        if (leg.ringAt() != null) {
            return leg.ringAt();
        }
        return leg.answeredAt() != null ? leg.answeredAt() : leg.endedAt() != null ? leg.endedAt() : Instant.MAX;
    }

    /** A place of the PBX lasts until the leg speaks with a person, or is gone. */
    private static Leg place(String name, LegKind kind, Instant at, LegState leg) {
        Instant until = leg.gone();
        for (LegState.Stay stay : leg.stays) {
            boolean speaks = stay.kind == CallFact.BridgeKind.TALK;
            if (speaks && stay.in.isAfter(at) && (until == null || stay.in.isBefore(until))) {
                until = stay.in;
            }
        }
        return new Leg(name, kind, at, at, until, LegOutcome.ANSWERED);
    }

    private static LegOutcome queueOutcome(LegHistory.QueueVisit visit, LegState caller, Conversation conversation) {
        if (visit.out == null) {
            return null;
        }
        if (visit.abandoned && gaveUp(caller, visit.out)) {
            return LegOutcome.CANCELLED;
        }
        boolean connected = conversation.talking.stream()
                .anyMatch(stretch -> !stretch.from().isBefore(visit.out.minus(NEAR))
                        && !stretch.from().isAfter(visit.out.plus(NEAR)));
        return connected ? LegOutcome.ANSWERED : LegOutcome.NO_ANSWER;
    }

    /** A caller whom the queue put out may still leave a message, and hang up later. */
    private static boolean gaveUp(LegState caller, Instant out) {
        return caller.hungUpAt != null && caller.hungUpAt.isBefore(out.plus(NEAR));
    }

    /** Of a line that is open all day, the time in this call. */
    private static Leg openLine(LegState leg) {
        LegState.Stay first = leg.stays.isEmpty() ? null : leg.stays.get(0);
        Instant in = first == null ? leg.first : first.in;
        Instant out = first == null ? null : leg.stays.get(leg.stays.size() - 1).out;
        return new Leg(leg.party, LegKind.AGENT, in, in, out, out == null ? null : LegOutcome.ANSWERED);
    }

    private static Leg telephone(LegState leg, Parties parties, Conversation conversation) {
        boolean spoke = conversation.spoke.contains(leg);
        boolean called = !leg.caller() && (leg != parties.initiator || parties.clickToCall || leg.dialledAt != null);
        Instant ringAt = called ? rang(leg) : leg.start();
        Instant answeredAt = null;
        if (spoke) {
            answeredAt = leg.stays.get(0).in;
            if (called && leg.upAt != null) {
                answeredAt = leg.upAt;
            }
        }
        LegKind kind = leg.outside ? LegKind.OUTSIDE : LegKind.AGENT;
        return new Leg(
                parties.nameOf(leg),
                kind,
                ringAt,
                answeredAt,
                leg.gone(),
                outcome(leg, called, spoke, conversation),
                holds(leg));
    }

    private static List<Call.Span> holds(LegState leg) {
        if (leg.holds.isEmpty()) {
            return List.of();
        }
        return leg.holds.stream().map(hold -> new Call.Span(hold.from, hold.to)).toList();
    }

    /** Phones that answer "progress" instead of "ringing" never say that they ring. */
    static Instant rang(LegState leg) {
        if (leg.ringing() != null) {
            return leg.ringing();
        }
        boolean reached = leg.dialOutcome == Outcome.ANSWERED
                || leg.dialOutcome == Outcome.NO_ANSWER
                        && !saysMore(leg.endedWhy)
                        && leg.dialledAt != null
                        && leg.lastedSinceDial(NEAR);
        return reached ? leg.dialledAt : null;
    }

    private static LegOutcome outcome(LegState leg, boolean called, boolean spoke, Conversation conversation) {
        if (spoke) {
            return LegOutcome.ANSWERED;
        }
        if (!leg.over() && leg.dialOutcome == null) {
            return null;
        }
        if (!called) {
            return leg.hungUpAt != null ? LegOutcome.CANCELLED : LegOutcome.NO_ANSWER;
        }
        return switch (attempt(leg)) {
            case ANSWERED -> LegOutcome.ANSWERED;
            case BUSY -> LegOutcome.BUSY;
            case REJECTED -> LegOutcome.REJECTED;
            case ELSEWHERE -> LegOutcome.ANSWERED_ELSEWHERE;
            case NO_ANSWER -> LegOutcome.NO_ANSWER;
            case CANCELLED -> wonByAnother(leg, conversation) ? LegOutcome.ANSWERED_ELSEWHERE : LegOutcome.CANCELLED;
            case CONGESTION, UNREACHABLE, INVALID_NUMBER -> LegOutcome.UNREACHABLE;
            case OTHER -> LegOutcome.CANCELLED;
        };
    }

    /** Its ringing stopped because somebody else's conversation began in that moment. */
    private static boolean wonByAnother(LegState leg, Conversation conversation) {
        if (conversation.answeredAt == null || leg.forwardedTo != null) {
            return false;
        }
        Instant stopped = leg.dialEndedAt != null ? leg.dialEndedAt : leg.gone();
        return stopped != null
                && conversation.talking.stream()
                        .anyMatch(stretch ->
                                Duration.between(stopped, stretch.from()).abs().compareTo(NEAR) < 0);
    }
}
