package org.ringbook.calls.fold;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.ringbook.calls.Call.TransferKind;
import org.ringbook.calls.CallFact;
import org.ringbook.calls.CallFact.*;

/** An hour of a small company, made up from a seed: calls of all kinds, some at the same time. */
final class GeneratedHour {

    private final Random random;
    private final Tape tape = new Tape();
    private int legs;

    GeneratedHour(Random random) {
        this.random = random;
    }

    List<CallFact> facts() {
        int calls = 3 + random.nextInt(5);
        for (int i = 0; i < calls; i++) {
            call(random.nextDouble() * 600);
        }
        tape.facts.sort(Comparator.comparing(CallFact::at));
        return tape.facts;
    }

    /** The same facts in the order in which they would arrive if each were held up for a while. */
    static List<CallFact> delayed(List<CallFact> facts, Random random, double mostSeconds) {
        record Arrival(CallFact fact, long millis) {}
        var arrivals = new ArrayList<Arrival>();
        for (CallFact fact : facts) {
            long delay = random.nextInt(3) == 0 ? random.nextLong(Math.round(mostSeconds * 1000)) : 0;
            arrivals.add(new Arrival(fact, fact.at().toEpochMilli() + delay));
        }
        arrivals.sort(Comparator.comparingLong(Arrival::millis));
        return arrivals.stream().map(Arrival::fact).toList();
    }

    private String leg() {
        return "leg" + ++legs;
    }

    private double after(double from, double most) {
        return from + 0.001 + random.nextDouble() * most;
    }

    private void call(double start) {
        String outside = leg();
        tape.at(start).outsideCalls(outside, "8916111" + (1000 + random.nextInt(9000)), "74957770001");
        double now = start;
        if (random.nextBoolean()) {
            now = after(now, 3);
            tape.at(now).queue(outside, "sales");
            now = after(now, 10);
            tape.at(now).leavesQueue(outside, "sales", false);
        }
        for (int attempt = random.nextInt(3); attempt > 0; attempt--) {
            now = unansweredAttempt(outside, now);
        }
        if (random.nextInt(4) == 0) {
            now = after(now, 5);
            tape.at(now).hangsUp(outside).gone(outside, Outcome.OTHER);
            return;
        }
        conversation(outside, now);
    }

    private double unansweredAttempt(String outside, double now) {
        String phone = leg();
        double begins = after(now, 1);
        tape.at(begins).dials(outside, phone, extension()).rings(phone);
        double ends = after(begins, 15);
        Outcome outcome = random.nextBoolean() ? Outcome.NO_ANSWER : Outcome.BUSY;
        tape.at(ends).attemptEnds(phone, outcome).gone(phone, Outcome.OTHER);
        return ends;
    }

    private void conversation(String outside, double from) {
        String phone = leg();
        String extension = extension();
        double now = after(from, 1);
        tape.at(now).dials(outside, phone, extension);
        now = after(now, 0.2);
        tape.at(now).rings(phone);
        now = after(now, 10);
        tape.at(now).answers(phone);
        String bridge = tape.meet(phone, outside);
        for (int holds = random.nextInt(3); holds > 0; holds--) {
            now = after(now, 20);
            tape.at(now).holds(phone);
            now = after(now, 20);
            tape.at(now).resumes(phone);
        }
        now = after(now, 60);
        if (random.nextInt(3) == 0) {
            tape.at(now).tell(new Transferred(phone, tape.time(), TransferKind.BLIND, outside, null, "104"));
            tape.leaves(phone, bridge).leaves(outside, bridge).gone(phone, Outcome.ANSWERED);
            conversation(outside, now);
            return;
        }
        tape.at(now).hangsUp(random.nextBoolean() ? outside : phone);
        tape.leaves(phone, bridge).leaves(outside, bridge);
        now = after(now, 0.1);
        tape.at(now).gone(phone, Outcome.ANSWERED).gone(outside, Outcome.ANSWERED);
    }

    private String extension() {
        return "10" + (1 + random.nextInt(4));
    }
}
