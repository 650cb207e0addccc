package org.ringbook.calls.fold;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallFact;
import org.ringbook.calls.CallFact.*;

/** What a source would tell of a call, said in the words of the telephone. Times are seconds after noon. */
public final class Tape {

    public static final Instant NOON = Instant.parse("2026-03-02T09:00:00Z");

    public final List<CallFact> facts = new ArrayList<>();
    private double now;
    private int bridges;

    public static Instant noonPlus(double seconds) {
        return NOON.plusMillis(Math.round(seconds * 1000));
    }

    public Tape at(double seconds) {
        now = seconds;
        return this;
    }

    public Instant time() {
        return noonPlus(now);
    }

    public Tape outsideCalls(String leg, String number, String line) {
        facts.add(new LegBegan(leg, time(), Side.CALLER, true, null, number, line));
        return this;
    }

    public Tape phoneDials(String leg, String extension, String dialled) {
        facts.add(new LegBegan(leg, time(), Side.CALLER, false, extension, extension, dialled));
        return this;
    }

    public Tape dials(String from, String leg, String extension) {
        facts.add(new LegBegan(leg, time(), Side.CALLED, false, extension, null, null));
        facts.add(new Linked(leg, time(), from));
        facts.add(new LegDialled(leg, time(), from, extension));
        return this;
    }

    public Tape dialsOut(String from, String leg, String number) {
        facts.add(new LegBegan(leg, time(), Side.CALLED, true, null, null, null));
        facts.add(new Linked(leg, time(), from));
        facts.add(new LegDialled(leg, time(), from, number));
        return this;
    }

    public Tape rings(String leg) {
        facts.add(new LegRang(leg, time()));
        return this;
    }

    public Tape answers(String leg) {
        facts.add(new LegUp(leg, time()));
        facts.add(new DialEnded(leg, time(), Outcome.ANSWERED, null));
        return this;
    }

    public Tape attemptEnds(String leg, Outcome outcome) {
        facts.add(new DialEnded(leg, time(), outcome, null));
        return this;
    }

    public String meet(String... legs) {
        String bridge = "bridge" + ++bridges;
        return enter(bridge, legs);
    }

    public String enter(String bridge, String... legs) {
        for (String leg : legs) {
            facts.add(new Joined(leg, time(), bridge, BridgeKind.TALK, null));
        }
        return bridge;
    }

    public Tape leaves(String leg, String bridge) {
        facts.add(new Left(leg, time(), bridge));
        return this;
    }

    public Tape holds(String leg) {
        facts.add(new Held(leg, time()));
        return this;
    }

    public Tape resumes(String leg) {
        facts.add(new Resumed(leg, time()));
        return this;
    }

    public Tape hangsUp(String leg) {
        facts.add(new HungUp(leg, time()));
        return this;
    }

    public Tape gone(String leg, Outcome why) {
        facts.add(new LegEnded(leg, time(), why));
        return this;
    }

    public Tape queue(String leg, String queue) {
        facts.add(new QueueJoined(leg, time(), queue));
        return this;
    }

    public Tape leavesQueue(String leg, String queue, boolean abandoned) {
        facts.add(new QueueLeft(leg, time(), queue, abandoned));
        return this;
    }

    public Tape tell(CallFact fact) {
        facts.add(fact);
        return this;
    }

    public List<Call> calls() {
        return Calls.derive("office", new org.ringbook.numbers.NumberPlan("RU"), facts);
    }

    public Call call() {
        List<Call> calls = calls();
        if (calls.size() != 1) {
            throw new AssertionError("One call was told of, " + calls.size() + " came of it: " + calls);
        }
        return calls.get(0);
    }

    /** The names of the rules that fired, in order. */
    public List<String> rules() {
        return call().rules().stream().map(Call.FiredRule::rule).toList();
    }
}
