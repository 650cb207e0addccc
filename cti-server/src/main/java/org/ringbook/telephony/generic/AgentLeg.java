package org.ringbook.telephony.generic;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was told of one telephone in a call. */
final class AgentLeg {

    final String leg;
    /** Our extension, or what the telephone system calls them; null for the customer whom we call, and for whoever is not named. */
    final String party;

    /** Whether a time of it is that of a receipt, because the message did not say when it was. */
    private boolean byReceipt;

    Instant rang;
    Instant answered;
    Instant ended;
    Ending result;
    /** Whom they handed the call on to, and when. */
    Said handedOn;

    final List<Said> holds = new ArrayList<>();

    private AgentLeg(String leg, String party) {
        this.leg = leg;
        this.party = party;
    }

    /** Whose telephones rang or spoke in a call that came to us, in the order of their first sign. */
    static List<AgentLeg> ofInbound(ReportedCall call) {
        Map<String, AgentLeg> agentLegs = new LinkedHashMap<>();
        Said whole = whole(call);
        for (Said one : call.said(
                Meaning.RINGS,
                Meaning.ANSWERED,
                Meaning.HELD,
                Meaning.RESUMED,
                Meaning.TRANSFERRED,
                Meaning.LEG_ENDED)) {
            if (one.employee() != null) {
                agentLegs
                        .computeIfAbsent(one.employee(), who -> new AgentLeg(call.id + "/" + who, who))
                        .take(one);
            }
        }
        ofNobodyNamed(call, agentLegs);
        Said over = call.said(Meaning.OVER).stream().findFirst().orElse(null);
        if (whole != null && (whole.employee() != null || isOfSomebody(whole, agentLegs))) {
            of(call, whole.employee(), agentLegs).takeWhole(whole, call.began());
        } else if (whole == null
                && over != null
                && (over.employee() != null && over.result() == Ending.ANSWERED || isOfSomebody(over, agentLegs))) {
            of(call, over.employee(), agentLegs).takeWhole(over, call.began());
        }
        return List.copyOf(agentLegs.values());
    }

    /** That somebody answered counts, also when it is not told who. */
    private static void ofNobodyNamed(ReportedCall call, Map<String, AgentLeg> agentLegs) {
        for (Said one : call.said(Meaning.ANSWERED, Meaning.LEG_ENDED)) {
            boolean first = one.meaning() == Meaning.ANSWERED
                    && agentLegs.values().stream().noneMatch(agentLeg -> agentLeg.answered != null);
            if (one.employee() == null && (first || agentLegs.containsKey(""))) {
                of(call, null, agentLegs).take(one);
            }
        }
    }

    /** Somebody spoke, and nothing says who. */
    private static boolean isOfSomebody(Said all, Map<String, AgentLeg> agentLegs) {
        return all.spoken() && agentLegs.values().stream().noneMatch(agentLeg -> agentLeg.answered != null);
    }

    /** Of one who is not named, the only telephone that rang is taken. */
    private static AgentLeg of(ReportedCall call, String employee, Map<String, AgentLeg> agentLegs) {
        if (employee == null && agentLegs.size() == 1 && !agentLegs.containsKey("")) {
            return agentLegs.values().iterator().next();
        }
        String who = employee == null ? "" : employee;
        return agentLegs.computeIfAbsent(who, key -> new AgentLeg(call.id + "/" + key, employee));
    }

    /** The one whom we called; what is told of the call is told of them. */
    static AgentLeg ofOutbound(ReportedCall call) {
        var agentLeg = new AgentLeg(call.id + "/out", null);
        for (Said one : call.said(Meaning.RINGS, Meaning.ANSWERED, Meaning.HELD, Meaning.RESUMED, Meaning.LEG_ENDED)) {
            agentLeg.take(one);
        }
        Said whole = whole(call);
        if (whole != null) {
            agentLeg.takeWhole(whole, call.began());
        }
        return agentLeg;
    }

    private static Said whole(ReportedCall call) {
        return call.said(Meaning.CALL).stream().findFirst().orElse(null);
    }

    private void take(Said one) {
        byReceipt |= !one.timed();
        switch (one.meaning()) {
            case RINGS -> rang = earlier(rang, one.at());
            case ANSWERED -> answered = earlier(answered, one.at());
            case HELD, RESUMED -> holds.add(one);
            case TRANSFERRED -> {
                handedOn = one;
                ended = later(ended, one.at());
            }
            case LEG_ENDED -> {
                ended = later(ended, one.at());
                result = one.result() == null ? result : one.result();
            }
            default -> throw new IllegalArgumentException(one.meaning() + " is told of no telephone");
        }
    }

    /** One message tells of all: what was told as it happened is more exact. */
    private void takeWhole(Said all, Instant began) {
        boolean fromItsBeginning = all.start() != null || all.meaning() == Meaning.CALL;
        if (byReceipt && fromItsBeginning && all.hasLasted() && handedOn == null) {
            // When messages came is not when it happened: they may all have come late, and together.
            rang = began;
            answered = null;
            ended = null;
        }
        if (all.spoken() && answered == null) {
            answered = answered(all, began);
        }
        if (ended == null && fromItsBeginning && all.hasLasted()) {
            ended = began.plus(all.lasted());
        }
        rang = rang == null ? began : rang;
        result = result == null ? all.result() : result;
    }

    private static Instant answered(Said all, Instant began) {
        boolean fromItsEnd =
                all.meaning() == Meaning.OVER && all.timed() && all.waited() == null && all.talked() != null;
        Instant counted = fromItsEnd
                ? all.at().minus(all.talked())
                : began.plus(all.waited() == null ? Duration.ZERO : all.waited());
        return counted.isBefore(began) ? began : counted;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one == null || other.isBefore(one) ? other : one;
    }

    private static Instant later(Instant one, Instant other) {
        return one == null || other.isAfter(one) ? other : one;
    }

    /** First sign of it. */
    Instant began(Instant otherwise) {
        return rang != null ? rang : answered != null ? answered : otherwise;
    }
}
