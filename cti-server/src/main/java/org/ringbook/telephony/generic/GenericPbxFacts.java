package org.ringbook.telephony.generic;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.ringbook.calls.Call.Direction;
import org.ringbook.calls.Call.EndedBy;
import org.ringbook.calls.Call.TransferKind;
import org.ringbook.calls.CallFact;
import org.ringbook.calls.CallFact.*;

/** All that was told of one call → its facts. Pure; the order in which it was told does not matter. */
final class GenericPbxFacts {

    private final ReportedCall call;
    private final Direction direction;
    private final Instant began;
    private final Set<CallFact> facts = new LinkedHashSet<>();

    private GenericPbxFacts(ReportedCall call) {
        this.call = call;
        this.direction = call.direction();
        this.began = call.began();
    }

    /** @return empty while nobody can know who called whom */
    static Set<CallFact> of(ReportedCall call) {
        return call.direction() == null ? Set.of() : new GenericPbxFacts(call).facts();
    }

    private Set<CallFact> facts() {
        List<AgentLeg> agentLegs =
                direction == Direction.INBOUND ? AgentLeg.ofInbound(call) : List.of(AgentLeg.ofOutbound(call));
        String caller = caller();
        for (AgentLeg agentLeg : agentLegs) {
            called(agentLeg, caller, agentLegs);
        }
        String queue = call.first(Said::queue);
        if (queue != null && direction == Direction.INBOUND) {
            queued(queue, agentLegs);
        }
        for (Said one : call.said(Meaning.HELD, Meaning.RESUMED)) {
            held(one, agentLegs);
        }
        agentLegs.stream()
                .filter(agentLeg -> agentLeg.handedOn != null)
                .forEach(agentLeg -> handedOn(agentLeg, agentLegs));
        recording(agentLegs);
        end(agentLegs);
        return facts;
    }

    private String caller() {
        String external = call.first(Said::external);
        String line = call.first(Said::line);
        String employee = call.first(Said::employee);
        if (direction == Direction.INBOUND) {
            facts.add(new LegBegan(call.id, began, Side.CALLER, true, null, external, line));
            return call.id;
        }
        String to = direction == Direction.INTERNAL ? call.first(Said::to) : external;
        if (call.first(Said::request) != null) {
            facts.add(new LegBegan(call.id, began, Side.CALLED, false, employee, null, null));
            facts.add(new LegRang(call.id, began));
            facts.add(new ClickToCall(call.id, began, to));
        } else {
            facts.add(new LegBegan(call.id, began, Side.CALLER, false, employee, null, to));
        }
        return call.id;
    }

    private void called(AgentLeg agentLeg, String caller, List<AgentLeg> agentLegs) {
        Instant from = agentLeg.began(began);
        boolean outside = direction == Direction.OUTBOUND;
        String party = outside ? null : direction == Direction.INTERNAL ? call.first(Said::to) : agentLeg.party;
        facts.add(new LegBegan(agentLeg.leg, from, Side.CALLED, outside, party, null, null));
        facts.add(new LegDialled(agentLeg.leg, from, caller, outside ? call.first(Said::external) : null));
        String line = call.first(Said::line);
        if (outside && line != null) {
            facts.add(new ShownNumber(agentLeg.leg, from, line));
        }
        if (agentLeg.result != Ending.BUSY
                && agentLeg.result != Ending.UNREACHABLE
                && agentLeg.result != Ending.INVALID_NUMBER) {
            facts.add(new LegRang(agentLeg.leg, from));
        }
        if (agentLeg.answered != null) {
            spoke(agentLeg, caller);
        } else if (agentLeg.ended != null) {
            facts.add(new DialEnded(agentLeg.leg, agentLeg.ended, unanswered(agentLeg, agentLegs), null));
        }
        if (agentLeg.ended != null) {
            facts.add(new LegEnded(agentLeg.leg, agentLeg.ended, Outcome.OTHER));
        }
    }

    private void spoke(AgentLeg agentLeg, String caller) {
        facts.add(new DialEnded(agentLeg.leg, agentLeg.answered, Outcome.ANSWERED, null));
        facts.add(new LegUp(agentLeg.leg, agentLeg.answered));
        facts.add(new Joined(caller, agentLeg.answered, agentLeg.leg, BridgeKind.TALK, null));
        facts.add(new Joined(agentLeg.leg, agentLeg.answered, agentLeg.leg, BridgeKind.TALK, null));
        if (direction != Direction.INBOUND && call.first(Said::request) != null) {
            facts.add(new LegUp(caller, agentLeg.answered));
        }
        if (agentLeg.ended != null) {
            facts.add(new Left(caller, agentLeg.ended, agentLeg.leg));
        }
    }

    private static Outcome unanswered(AgentLeg agentLeg, List<AgentLeg> agentLegs) {
        boolean another = agentLegs.stream()
                .anyMatch(other -> other != agentLeg
                        && other.answered != null
                        && !other.answered.isAfter(agentLeg.ended.plusSeconds(2)));
        return another ? Outcome.ELSEWHERE : agentLeg.result == null ? Outcome.NO_ANSWER : agentLeg.result.outcome;
    }

    private void queued(String queue, List<AgentLeg> agentLegs) {
        facts.add(new QueueJoined(call.id, began, queue));
        agentLegs.stream()
                .map(agentLeg -> agentLeg.answered)
                .filter(java.util.Objects::nonNull)
                .min(Instant::compareTo)
                .ifPresent(at -> facts.add(new QueueLeft(call.id, at, queue, false)));
    }

    private void held(Said one, List<AgentLeg> agentLegs) {
        String by = direction != Direction.INBOUND
                ? call.id
                : agentLegs.stream()
                        .filter(agentLeg ->
                                one.employee() == null || one.employee().equals(agentLeg.party))
                        .map(agentLeg -> agentLeg.leg)
                        .findFirst()
                        .orElse(null);
        if (by != null) {
            facts.add(one.meaning() == Meaning.HELD ? new Held(by, one.at()) : new Resumed(by, one.at()));
        }
    }

    private void handedOn(AgentLeg from, List<AgentLeg> agentLegs) {
        Said reported = from.handedOn;
        AgentLeg to = agentLegs.stream()
                .filter(agentLeg -> agentLeg.party != null && agentLeg.party.equals(reported.to()))
                .findFirst()
                .orElse(null);
        boolean asked = to != null && to.answered != null && to.answered.isBefore(reported.at());
        facts.add(new Transferred(
                from.leg,
                reported.at(),
                asked ? TransferKind.ATTENDED : TransferKind.BLIND,
                call.id,
                to == null ? null : to.leg,
                reported.to()));
    }

    private void recording(List<AgentLeg> agentLegs) {
        String file = call.last(Said::recording);
        AgentLeg spoke = agentLegs.stream()
                .filter(agentLeg -> agentLeg.answered != null)
                .findFirst()
                .orElse(null);
        if (file != null && spoke != null) {
            facts.add(new RecordingStarted(spoke.leg, spoke.answered, file));
        }
    }

    private void end(List<AgentLeg> agentLegs) {
        Instant over = over(agentLegs);
        if (over == null) {
            return;
        }
        Ending result = call.last(Said::result);
        boolean spoken = agentLegs.stream().anyMatch(agentLeg -> agentLeg.answered != null);
        for (AgentLeg agentLeg : agentLegs) {
            if (agentLeg.ended == null) {
                if (agentLeg.answered == null) {
                    facts.add(new DialEnded(agentLeg.leg, over, unended(agentLeg, agentLegs, result), null));
                }
                facts.add(new LegEnded(agentLeg.leg, over, Outcome.OTHER));
            }
        }
        facts.add(new LegEnded(call.id, over, spoken || result == null ? Outcome.OTHER : result.outcome));
        EndedBy by = call.last(Said::endedBy);
        if (by != null || result == Ending.ABANDONED) {
            boolean callers = by != EndedBy.AGENT == (direction == Direction.INBOUND) || result == Ending.ABANDONED;
            String other = agentLegs.stream()
                    .filter(agentLeg -> agentLeg.answered != null)
                    .map(agentLeg -> agentLeg.leg)
                    .reduce((a, b) -> b)
                    .orElse(null);
            String leg = callers ? call.id : other;
            if (leg != null) {
                facts.add(new HungUp(leg, over));
            }
        }
        if (call.quiet == ReportedCall.Quiet.LOST) {
            facts.add(new Healed(call.id, over, HealedFrom.ESTIMATE));
        } else if (call.said(Meaning.BEGAN, Meaning.RINGS, Meaning.ANSWERED).isEmpty()) {
            facts.add(new Healed(call.id, over, HealedFrom.CALLS));
        }
    }

    private static Outcome unended(AgentLeg agentLeg, List<AgentLeg> agentLegs, Ending result) {
        boolean another = agentLegs.stream().anyMatch(other -> other != agentLeg && other.answered != null);
        if (another) {
            return Outcome.ELSEWHERE;
        }
        Ending why = agentLeg.result != null ? agentLeg.result : result;
        return why == null || why == Ending.ANSWERED ? Outcome.NO_ANSWER : why.outcome;
    }

    /** When it was over; null while it goes on. */
    private Instant over(List<AgentLeg> agentLegs) {
        List<Said> reported = call.said(Meaning.OVER, Meaning.CALL);
        if (!reported.isEmpty()) {
            Said last = reported.get(reported.size() - 1);
            boolean fromItsBeginning = last.start() != null || last.meaning() == Meaning.CALL;
            Instant counted = fromItsBeginning && last.hasLasted() ? began.plus(last.lasted()) : null;
            Instant end = last.timed() && last.meaning() == Meaning.OVER || counted == null ? last.at() : counted;
            Instant latest = agentLegs.stream()
                    .map(agentLeg -> agentLeg.ended)
                    .filter(java.util.Objects::nonNull)
                    .max(Instant::compareTo)
                    .orElse(end);
            return latest.isAfter(end) ? latest : end;
        }
        return call.quiet == null ? null : call.lastAt();
    }
}
