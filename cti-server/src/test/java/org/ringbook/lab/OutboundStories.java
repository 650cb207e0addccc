package org.ringbook.lab;

import static org.ringbook.calls.Call.Direction.OUTBOUND;
import static org.ringbook.calls.Call.EndedBy;
import static org.ringbook.calls.Call.LegKind;
import static org.ringbook.calls.Call.LegOutcome;
import static org.ringbook.calls.Call.Reason;
import static org.ringbook.calls.Call.Result;
import static org.ringbook.lab.Cast.*;
import static org.ringbook.lab.Stories.*;

import java.util.List;

/** Our people call: outside, each other, or by a click. */
final class OutboundStories {

    private OutboundStories() {}

    static void tell() {
        outside();
        inside();
        byClick();
    }

    private static void outside() {
        story("out_answered", s -> {
            CalledPhone olga = s.outside().answersAfter(ms(1000)).start();
            CallingPhone anna =
                    s.phoneDials(ANNA, OLGA.national()).hangsUpAfter(ms(2000)).start();
            s.awaitEnd();
            return call(outbound(OLGA, anna)
                    .answered(olga.call().answeredAt())
                    .endedBy(EndedBy.AGENT)
                    .leg(OLGA.e164(), LegKind.OUTSIDE, LegOutcome.ANSWERED));
        });

        story("out_answered_customer_hangs_up", s -> {
            CalledPhone ivan =
                    s.outside().answersAfter(ms(800)).hangsUpAfter(ms(1500)).start();
            CallingPhone anna = s.phoneDials(ANNA, "+" + IVAN.digits()).start();
            s.awaitEnd();
            return call(outbound(IVAN, anna)
                    .answered(ivan.call().answeredAt())
                    .endedBy(EndedBy.EXTERNAL)
                    .leg(IVAN.e164(), LegKind.OUTSIDE, LegOutcome.ANSWERED));
        });

        story("out_busy", s -> {
            s.outside().busy().start();
            CallingPhone anna = s.phoneDials(ANNA, OLGA.national()).start();
            s.awaitEnd();
            return call(outbound(OLGA, anna)
                    .outcome(Result.BUSY, null)
                    .endedBy(EndedBy.EXTERNAL)
                    .leg(OLGA.e164(), LegKind.OUTSIDE, LegOutcome.BUSY));
        });

        story("out_cancelled", s -> {
            s.outside().ignores().start();
            CallingPhone anna =
                    s.phoneDials(ANNA, OLGA.national()).givesUpAfter(ms(2000)).start();
            s.awaitEnd();
            return call(outbound(OLGA, anna)
                    .outcome(Result.NO_ANSWER, Reason.CANCELLED)
                    .endedBy(EndedBy.AGENT)
                    .leg(OLGA.e164(), LegKind.OUTSIDE, LegOutcome.CANCELLED));
        });

        story("out_no_answer", s -> {
            s.outside().ringsThenRefuses(ms(2000), 480).start();
            CallingPhone anna = s.phoneDials(ANNA, OLGA.digits()).start();
            s.awaitEnd();
            return call(outbound(OLGA, anna)
                    .outcome(Result.NO_ANSWER, Reason.RANG_OUT)
                    .endedBy(EndedBy.SYSTEM)
                    .leg(OLGA.e164(), LegKind.OUTSIDE, LegOutcome.NO_ANSWER));
        });

        story("out_invalid_number", s -> {
            s.outside().refuses(404).start();
            CallingPhone anna = s.phoneDials(ANNA, OLGA.national()).start();
            s.awaitEnd();
            return call(outbound(OLGA, anna)
                    .outcome(Result.FAILED, Reason.INVALID_NUMBER)
                    .endedBy(EndedBy.SYSTEM)
                    .leg(OLGA.e164(), LegKind.OUTSIDE, LegOutcome.UNREACHABLE));
        });
    }

    private static void inside() {
        story("internal_answered", s -> {
            CalledPhone boris = s.phone(BORIS).answersAfter(ms(1000)).start();
            CallingPhone anna = s.phoneDials(ANNA, BORIS).hangsUpAfter(ms(2000)).start();
            s.awaitEnd();
            return call(Stories.internal(anna)
                    .answered(boris.call().answeredAt())
                    .endedBy(EndedBy.AGENT)
                    .answeredBy(List.of(BORIS))
                    .rang(List.of(BORIS))
                    .leg(BORIS, LegKind.AGENT, LegOutcome.ANSWERED));
        });

        story("internal_no_answer", s -> {
            s.phone(BORIS).ignores().start();
            CallingPhone anna = s.phoneDials(ANNA, BORIS).givesUpAfter(ms(2000)).start();
            s.awaitEnd();
            return call(Stories.internal(anna)
                    .outcome(Result.NO_ANSWER, Reason.CANCELLED)
                    .endedBy(EndedBy.AGENT)
                    .rang(List.of(BORIS))
                    .leg(BORIS, LegKind.AGENT, LegOutcome.CANCELLED));
        });
    }

    private static void byClick() {
        story("click_to_call_answered", s -> {
            CalledPhone anna =
                    s.phone(ANNA).answersAfter(ms(1000)).hangsUpAfter(ms(3500)).start();
            CalledPhone olga = s.outside().answersAfter(ms(1000)).start();
            s.clickToCall(ANNA, OLGA.national(), ms(10000));
            s.awaitEnd();
            return call(outbound(OLGA, anna)
                    .answered(olga.call().answeredAt())
                    .endedBy(EndedBy.AGENT)
                    .leg(ANNA, LegKind.AGENT, LegOutcome.ANSWERED)
                    .leg(OLGA.e164(), LegKind.OUTSIDE, LegOutcome.ANSWERED));
        });

        story("click_to_call_agent_does_not_answer", s -> {
            CalledPhone anna = s.phone(ANNA).ignores().start();
            s.clickToCall(ANNA, OLGA.national(), ms(2000));
            s.awaitEnd();
            return call(TruthCall.of(OUTBOUND)
                    .from(anna.call().invitedAt())
                    .until(anna.call().endedAt())
                    .outcome(Result.FAILED, Reason.AGENT_UNREACHABLE)
                    .agent(ANNA)
                    .rang(List.of(ANNA))
                    .endedBy(EndedBy.SYSTEM)
                    .leg(ANNA, LegKind.AGENT, LegOutcome.NO_ANSWER));
        });

        story("click_to_call_customer_does_not_answer", s -> {
            CalledPhone anna =
                    s.phone(ANNA).answersAfter(ms(1000)).hangsUpAfter(ms(2500)).start();
            s.outside().ignores().start();
            s.clickToCall(ANNA, OLGA.national(), ms(10000));
            s.awaitEnd();
            return call(outbound(OLGA, anna)
                    .outcome(Result.NO_ANSWER, Reason.CANCELLED)
                    .endedBy(EndedBy.AGENT)
                    .leg(ANNA, LegKind.AGENT, LegOutcome.ANSWERED)
                    .leg(OLGA.e164(), LegKind.OUTSIDE, LegOutcome.CANCELLED));
        });

        story("click_to_call_customer_busy", s -> {
            CalledPhone anna = s.phone(ANNA).answersAfter(ms(1000)).start();
            s.outside().busy().start();
            s.clickToCall(ANNA, OLGA.national(), ms(10000));
            s.awaitEnd();
            return call(outbound(OLGA, anna)
                    .outcome(Result.BUSY, null)
                    .endedBy(EndedBy.EXTERNAL)
                    .leg(ANNA, LegKind.AGENT, LegOutcome.ANSWERED)
                    .leg(OLGA.e164(), LegKind.OUTSIDE, LegOutcome.BUSY));
        });
    }
}
