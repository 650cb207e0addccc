package org.ringbook.calls;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.ringbook.calls.CallFact.*;

/** What a source would tell of a call, said in the words of the telephone. Times are seconds after noon. */
final class Tape {

    static final Instant NOON = Instant.parse("2026-03-02T09:00:00Z");

    final List<CallFact> facts = new ArrayList<>();
    private double now;
    private int rooms;

    static Instant noonPlus(double seconds) {
        return NOON.plusMillis(Math.round(seconds * 1000));
    }

    Tape at(double seconds) {
        now = seconds;
        return this;
    }

    Instant time() {
        return noonPlus(now);
    }

    Tape outsideCalls(String leg, String number, String line) {
        facts.add(new LegBegan(leg, time(), Side.CALLER, true, null, number, line));
        return this;
    }

    Tape phoneDials(String leg, String extension, String dialled) {
        facts.add(new LegBegan(leg, time(), Side.CALLER, false, extension, extension, dialled));
        return this;
    }

    Tape dials(String from, String leg, String extension) {
        facts.add(new LegBegan(leg, time(), Side.CALLED, false, extension, null, null));
        facts.add(new Linked(leg, time(), from));
        facts.add(new LegDialled(leg, time(), from, extension));
        return this;
    }

    Tape dialsOut(String from, String leg, String number) {
        facts.add(new LegBegan(leg, time(), Side.CALLED, true, null, null, null));
        facts.add(new Linked(leg, time(), from));
        facts.add(new LegDialled(leg, time(), from, number));
        return this;
    }

    Tape rings(String leg) {
        facts.add(new LegRang(leg, time()));
        return this;
    }

    Tape answers(String leg) {
        facts.add(new LegUp(leg, time()));
        facts.add(new DialEnded(leg, time(), Outcome.ANSWERED, null));
        return this;
    }

    Tape attemptEnds(String leg, Outcome outcome) {
        facts.add(new DialEnded(leg, time(), outcome, null));
        return this;
    }

    String meet(String... legs) {
        String room = "room" + ++rooms;
        return enter(room, legs);
    }

    String enter(String room, String... legs) {
        for (String leg : legs) {
            facts.add(new Joined(leg, time(), room, RoomKind.TALK, null));
        }
        return room;
    }

    Tape leaves(String leg, String room) {
        facts.add(new Left(leg, time(), room));
        return this;
    }

    Tape holds(String leg) {
        facts.add(new Held(leg, time()));
        return this;
    }

    Tape resumes(String leg) {
        facts.add(new Resumed(leg, time()));
        return this;
    }

    Tape hangsUp(String leg) {
        facts.add(new HungUp(leg, time()));
        return this;
    }

    Tape gone(String leg, Outcome why) {
        facts.add(new LegEnded(leg, time(), why));
        return this;
    }

    Tape queue(String leg, String queue) {
        facts.add(new QueueJoined(leg, time(), queue));
        return this;
    }

    Tape leavesQueue(String leg, String queue, boolean abandoned) {
        facts.add(new QueueLeft(leg, time(), queue, abandoned));
        return this;
    }

    Tape tell(CallFact fact) {
        facts.add(fact);
        return this;
    }

    List<Call> calls() {
        return Calls.derive("office", new org.ringbook.numbers.NumberPlan("RU"), facts);
    }

    Call call() {
        List<Call> calls = calls();
        if (calls.size() != 1) {
            throw new AssertionError("One call was told of, " + calls.size() + " came of it: " + calls);
        }
        return calls.get(0);
    }
}
