package org.ringbook.telephony.generic;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was told of one telephone in a call. */
final class AgentLeg {

    final String leg;
    /** Our extension, or what the telephone system calls them; null for the customer whom we call. */
    final String party;

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
        Said over = call.said(Meaning.OVER).stream().findFirst().orElse(null);
        if (whole != null && whole.employee() != null) {
            agentLegs
                    .computeIfAbsent(whole.employee(), who -> new AgentLeg(call.id + "/" + who, who))
                    .takeWhole(whole, call.began());
        } else if (over != null && over.employee() != null && over.result() == Ending.ANSWERED) {
            agentLegs
                    .computeIfAbsent(over.employee(), who -> new AgentLeg(call.id + "/" + who, who))
                    .takeWhole(over, call.began());
        }
        return List.copyOf(agentLegs.values());
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
        boolean spoke =
                all.result() == Ending.ANSWERED || all.result() == null && all.talked() != null && all.talked() > 0;
        int wait = all.waited() == null ? 0 : all.waited();
        if (spoke && answered == null) {
            answered = began.plusSeconds(wait);
        }
        if (ended == null && all.start() != null && (all.waited() != null || all.talked() != null)) {
            ended = began.plusSeconds(wait + (all.talked() == null ? 0 : all.talked()));
        }
        rang = rang == null ? began : rang;
        result = result == null ? all.result() : result;
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
