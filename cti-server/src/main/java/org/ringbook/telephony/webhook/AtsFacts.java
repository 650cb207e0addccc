package org.ringbook.telephony.webhook;

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
final class AtsFacts {

    private final ToldCall call;
    private final Direction direction;
    private final Instant began;
    private final Set<CallFact> facts = new LinkedHashSet<>();

    private AtsFacts(ToldCall call) {
        this.call = call;
        this.direction = call.direction();
        this.began = call.began();
    }

    /** @return empty while nobody can know who called whom */
    static Set<CallFact> of(ToldCall call) {
        return call.direction() == null ? Set.of() : new AtsFacts(call).facts();
    }

    private Set<CallFact> facts() {
        List<Seat> seats = direction == Direction.INBOUND ? Seat.ofInbound(call) : List.of(Seat.ofOutbound(call));
        String caller = caller();
        for (Seat seat : seats) {
            called(seat, caller, seats);
        }
        String queue = call.first(Said::queue);
        if (queue != null && direction == Direction.INBOUND) {
            queued(queue, seats);
        }
        for (Said one : call.said(Meaning.HELD, Meaning.RESUMED)) {
            held(one, seats);
        }
        seats.stream().filter(seat -> seat.handedOn != null).forEach(seat -> handedOn(seat, seats));
        recording(seats);
        end(seats);
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

    private void called(Seat seat, String caller, List<Seat> seats) {
        Instant from = seat.began(began);
        boolean outside = direction == Direction.OUTBOUND;
        String party = outside ? null : direction == Direction.INTERNAL ? call.first(Said::to) : seat.party;
        facts.add(new LegBegan(seat.leg, from, Side.CALLED, outside, party, null, null));
        facts.add(new LegDialled(seat.leg, from, caller, outside ? call.first(Said::external) : null));
        String line = call.first(Said::line);
        if (outside && line != null) {
            facts.add(new ShownNumber(seat.leg, from, line));
        }
        if (seat.result != Ending.BUSY && seat.result != Ending.UNREACHABLE && seat.result != Ending.INVALID_NUMBER) {
            facts.add(new LegRang(seat.leg, from));
        }
        if (seat.answered != null) {
            spoke(seat, caller);
        } else if (seat.ended != null) {
            facts.add(new DialEnded(seat.leg, seat.ended, unanswered(seat, seats), null));
        }
        if (seat.ended != null) {
            facts.add(new LegEnded(seat.leg, seat.ended, Outcome.OTHER));
        }
    }

    private void spoke(Seat seat, String caller) {
        facts.add(new DialEnded(seat.leg, seat.answered, Outcome.ANSWERED, null));
        facts.add(new LegUp(seat.leg, seat.answered));
        facts.add(new Joined(caller, seat.answered, seat.leg, BridgeKind.TALK, null));
        facts.add(new Joined(seat.leg, seat.answered, seat.leg, BridgeKind.TALK, null));
        if (direction != Direction.INBOUND && call.first(Said::request) != null) {
            facts.add(new LegUp(caller, seat.answered));
        }
        if (seat.ended != null) {
            facts.add(new Left(caller, seat.ended, seat.leg));
        }
    }

    private static Outcome unanswered(Seat seat, List<Seat> seats) {
        boolean another = seats.stream()
                .anyMatch(other ->
                        other != seat && other.answered != null && !other.answered.isAfter(seat.ended.plusSeconds(2)));
        return another ? Outcome.ELSEWHERE : seat.result == null ? Outcome.NO_ANSWER : seat.result.outcome;
    }

    private void queued(String queue, List<Seat> seats) {
        facts.add(new QueueJoined(call.id, began, queue));
        seats.stream()
                .map(seat -> seat.answered)
                .filter(java.util.Objects::nonNull)
                .min(Instant::compareTo)
                .ifPresent(at -> facts.add(new QueueLeft(call.id, at, queue, false)));
    }

    private void held(Said one, List<Seat> seats) {
        String by = direction != Direction.INBOUND
                ? call.id
                : seats.stream()
                        .filter(seat -> one.employee() == null || one.employee().equals(seat.party))
                        .map(seat -> seat.leg)
                        .findFirst()
                        .orElse(null);
        if (by != null) {
            facts.add(one.meaning() == Meaning.HELD ? new Held(by, one.at()) : new Resumed(by, one.at()));
        }
    }

    private void handedOn(Seat from, List<Seat> seats) {
        Said told = from.handedOn;
        Seat to = seats.stream()
                .filter(seat -> seat.party != null && seat.party.equals(told.to()))
                .findFirst()
                .orElse(null);
        boolean asked = to != null && to.answered != null && to.answered.isBefore(told.at());
        facts.add(new Transferred(
                from.leg,
                told.at(),
                asked ? TransferKind.ATTENDED : TransferKind.BLIND,
                call.id,
                to == null ? null : to.leg,
                told.to()));
    }

    private void recording(List<Seat> seats) {
        String file = call.last(Said::recording);
        Seat spoke =
                seats.stream().filter(seat -> seat.answered != null).findFirst().orElse(null);
        if (file != null && spoke != null) {
            facts.add(new RecordingStarted(spoke.leg, spoke.answered, file));
        }
    }

    private void end(List<Seat> seats) {
        Instant over = over(seats);
        if (over == null) {
            return;
        }
        Ending result = call.last(Said::result);
        boolean spoken = seats.stream().anyMatch(seat -> seat.answered != null);
        for (Seat seat : seats) {
            if (seat.ended == null) {
                if (seat.answered == null) {
                    facts.add(new DialEnded(seat.leg, over, unended(seat, seats, result), null));
                }
                facts.add(new LegEnded(seat.leg, over, Outcome.OTHER));
            }
        }
        facts.add(new LegEnded(call.id, over, spoken || result == null ? Outcome.OTHER : result.outcome));
        EndedBy by = call.last(Said::endedBy);
        if (by != null || result == Ending.ABANDONED) {
            boolean callers = by != EndedBy.AGENT == (direction == Direction.INBOUND) || result == Ending.ABANDONED;
            String other = seats.stream()
                    .filter(seat -> seat.answered != null)
                    .map(seat -> seat.leg)
                    .reduce((a, b) -> b)
                    .orElse(null);
            String leg = callers ? call.id : other;
            if (leg != null) {
                facts.add(new HungUp(leg, over));
            }
        }
        if (call.quiet == ToldCall.Quiet.LOST) {
            facts.add(new Healed(call.id, over, HealedFrom.ESTIMATE));
        } else if (call.said(Meaning.BEGAN, Meaning.RINGS, Meaning.ANSWERED).isEmpty()) {
            facts.add(new Healed(call.id, over, HealedFrom.CALLS));
        }
    }

    private static Outcome unended(Seat seat, List<Seat> seats, Ending result) {
        boolean another = seats.stream().anyMatch(other -> other != seat && other.answered != null);
        if (another) {
            return Outcome.ELSEWHERE;
        }
        Ending why = seat.result != null ? seat.result : result;
        return why == null || why == Ending.ANSWERED ? Outcome.NO_ANSWER : why.outcome;
    }

    /** When it was over; null while it goes on. */
    private Instant over(List<Seat> seats) {
        List<Said> told = call.said(Meaning.OVER, Meaning.CALL);
        if (!told.isEmpty()) {
            Said last = told.get(told.size() - 1);
            boolean lasted = last.start() != null && (last.talked() != null || last.waited() != null);
            Instant counted = lasted
                    ? began.plusSeconds(
                            (last.waited() == null ? 0 : last.waited()) + (last.talked() == null ? 0 : last.talked()))
                    : null;
            Instant end = last.timed() && last.meaning() == Meaning.OVER || counted == null ? last.at() : counted;
            Instant latest = seats.stream()
                    .map(seat -> seat.ended)
                    .filter(java.util.Objects::nonNull)
                    .max(Instant::compareTo)
                    .orElse(end);
            return latest.isAfter(end) ? latest : end;
        }
        return call.quiet == null ? null : call.lastAt();
    }
}
