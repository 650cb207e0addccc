package org.ringbook.demo;

import static org.ringbook.demo.CallScript.personCalls;
import static org.ringbook.demo.CallScript.trunkCalls;
import static org.ringbook.demo.CallScript.withheldCalls;
import static org.ringbook.demo.DemoCast.ANNA;
import static org.ringbook.demo.DemoCast.BORIS;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** One call of each kind. */
public final class DemoScripts {

    static final String LINE = "+74957770001";
    static final String MARIA = "+79161112233";

    /** By what happens in them. */
    public static final Map<String, CallScript> ALL = new LinkedHashMap<>();

    static {
        ALL.put("caller ends", answered().after(seconds(20)).callerHangsUp());
        ALL.put("agent ends", answered().after(seconds(20)).calledHangsUp());
        ALL.put("abandoned", mariaCalls().rings(ANNA).after(seconds(5)).callerHangsUp());
        ALL.put(
                "rang out",
                mariaCalls().rings(ANNA).after(seconds(15)).ringsOut().endsUnanswered());
        ALL.put(
                "agent presses reject and the telephone says busy",
                mariaCalls().rings(ANNA).after(seconds(1)).isBusy());
        ALL.put(
                "group",
                mariaCalls()
                        .rings(ANNA, BORIS)
                        .after(seconds(4))
                        .answers(BORIS)
                        .after(seconds(9))
                        .callerHangsUp());
        ALL.put(
                "hunt",
                mariaCalls()
                        .rings(ANNA)
                        .after(seconds(9))
                        .ringsOut()
                        .rings(BORIS)
                        .after(seconds(3))
                        .answers()
                        .after(seconds(9))
                        .callerHangsUp());
        ALL.put(
                "queue answered",
                mariaCalls()
                        .queues()
                        .after(seconds(6))
                        .answers(BORIS)
                        .after(seconds(11))
                        .callerHangsUp());
        ALL.put("queue abandoned", mariaCalls().queues().after(seconds(6)).callerHangsUp());
        ALL.put(
                "queue rang out",
                mariaCalls().queues().after(seconds(15)).ringsOut().endsUnanswered());
        ALL.put(
                "blind transfer",
                answered()
                        .after(seconds(8))
                        .blindTransfer(ANNA, BORIS)
                        .after(seconds(4))
                        .answers()
                        .after(seconds(9))
                        .callerHangsUp());
        ALL.put(
                "blind transfer given up",
                answered()
                        .after(seconds(8))
                        .blindTransfer(ANNA, BORIS)
                        .after(seconds(4))
                        .callerHangsUp());
        ALL.put(
                "queue, then blind transfer",
                mariaCalls()
                        .queues()
                        .after(seconds(6))
                        .answers(ANNA)
                        .after(seconds(8))
                        .blindTransfer(ANNA, BORIS)
                        .after(seconds(4))
                        .answers()
                        .after(seconds(9))
                        .calledHangsUp());
        ALL.put(
                "attended transfer",
                consulted().completesTransfer().after(seconds(9)).callerHangsUp());
        ALL.put(
                "attended transfer, colleague ends",
                consulted().completesTransfer().after(seconds(9)).hangsUp(BORIS));
        ALL.put("caller leaves in consultation", consulted().callerHangsUp());
        ALL.put(
                "hold",
                answered()
                        .after(seconds(5))
                        .holds(ANNA)
                        .after(seconds(7))
                        .resumes(ANNA)
                        .after(seconds(6))
                        .callerHangsUp());
        ALL.put(
                "withheld",
                withheldCalls(LINE)
                        .rings(ANNA)
                        .after(seconds(5))
                        .answers()
                        .after(seconds(8))
                        .callerHangsUp());
        ALL.put(
                "we call",
                personCalls(ANNA, MARIA)
                        .after(seconds(5))
                        .answers()
                        .after(seconds(8))
                        .callerHangsUp());
        ALL.put(
                "we call, they end",
                personCalls(ANNA, MARIA)
                        .after(seconds(5))
                        .answers()
                        .after(seconds(8))
                        .customerHangsUp());
        ALL.put("we call, busy", personCalls(ANNA, MARIA).after(seconds(3)).isBusy());
        ALL.put(
                "we call and give up",
                personCalls(ANNA, MARIA).after(seconds(7)).callerHangsUp());
        ALL.put(
                "colleagues",
                personCalls(ANNA, BORIS)
                        .after(seconds(3))
                        .answers()
                        .after(seconds(8))
                        .callerHangsUp());
    }

    static CallScript mariaCalls() {
        return trunkCalls(LINE, MARIA);
    }

    /** Maria calls, Anna answers after four seconds. */
    static CallScript answered() {
        return mariaCalls().rings(ANNA).after(seconds(4)).answers();
    }

    private static CallScript consulted() {
        return answered()
                .after(seconds(8))
                .consults(ANNA, BORIS)
                .after(seconds(4))
                .answers(BORIS)
                .after(seconds(5));
    }

    static Duration seconds(int count) {
        return Duration.ofSeconds(count);
    }

    private DemoScripts() {}
}
