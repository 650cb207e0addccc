package org.ringbook.lab;

import static org.ringbook.calls.Call.Direction.INBOUND;
import static org.ringbook.calls.Call.EndedBy;
import static org.ringbook.calls.Call.LegKind;
import static org.ringbook.calls.Call.LegOutcome;
import static org.ringbook.calls.Call.Reason;
import static org.ringbook.calls.Call.Result;
import static org.ringbook.lab.Cast.*;
import static org.ringbook.lab.Stories.*;

import java.util.List;

/** One telephone is called from outside. */
final class DirectStories {

    private DirectStories() {}

    static void tell() {
        storyWithDialplan("in_direct_answered_caller_hangs_up", s -> {
            CalledPhone anna = s.phone(ANNA).answersAfter(ms(1000)).start();
            CallingPhone ivan = s.carrierCalls(ANNAS_LINE, IVAN.national())
                    .hangsUpAfter(ms(2000))
                    .start();
            s.awaitEnd();
            return call(inbound(ANNAS_LINE, IVAN, ivan)
                    .answered(anna.call().answeredAt())
                    .endedBy(EndedBy.EXTERNAL)
                    .agent(ANNA)
                    .answeredBy(List.of(ANNA))
                    .rang(List.of(ANNA))
                    .leg(ANNA, LegKind.AGENT, LegOutcome.ANSWERED));
        });

        story("in_direct_answered_agent_hangs_up", s -> {
            CalledPhone anna =
                    s.phone(ANNA).answersAfter(ms(1000)).hangsUpAfter(ms(2000)).start();
            CallingPhone olga = s.carrierCalls(ANNAS_LINE, "+" + OLGA.digits()).start();
            s.awaitEnd();
            return call(inbound(ANNAS_LINE, OLGA, olga)
                    .answered(anna.call().answeredAt())
                    .endedBy(EndedBy.AGENT)
                    .agent(ANNA)
                    .answeredBy(List.of(ANNA))
                    .rang(List.of(ANNA))
                    .leg(ANNA, LegKind.AGENT, LegOutcome.ANSWERED));
        });

        story("in_direct_abandoned", s -> {
            s.phone(ANNA).ignores().start();
            CallingPhone ivan = s.carrierCalls(ANNAS_LINE, IVAN.digits())
                    .givesUpAfter(ms(2000))
                    .start();
            s.awaitEnd();
            return call(inbound(ANNAS_LINE, IVAN, ivan)
                    .outcome(Result.MISSED, Reason.ABANDONED)
                    .endedBy(EndedBy.EXTERNAL)
                    .rang(List.of(ANNA))
                    .leg(ANNA, LegKind.AGENT, LegOutcome.CANCELLED));
        });

        story("in_direct_rejected", s -> {
            s.phone(ANNA).rejectsAfter(ms(1000)).start();
            CallingPhone ivan = s.carrierCalls(ANNAS_LINE, IVAN.national()).start();
            s.awaitEnd();
            return call(inbound(ANNAS_LINE, IVAN, ivan)
                    .outcome(Result.MISSED, Reason.REJECTED)
                    .endedBy(EndedBy.AGENT)
                    .rang(List.of(ANNA))
                    .leg(ANNA, LegKind.AGENT, LegOutcome.REJECTED));
        });

        story("in_direct_busy", s -> {
            s.phone(ANNA).busy().start();
            CallingPhone ivan = s.carrierCalls(ANNAS_LINE, IVAN.national()).start();
            s.awaitEnd();
            return call(inbound(ANNAS_LINE, IVAN, ivan)
                    .outcome(Result.BUSY, null)
                    .endedBy(EndedBy.SYSTEM)
                    .leg(ANNA, LegKind.AGENT, LegOutcome.BUSY));
        });

        story("in_direct_rings_out", s -> {
            s.phone(ANNA).ignores().start();
            CallingPhone ivan = s.carrierCalls(RINGS_SHORTLY, IVAN.bare()).start();
            s.awaitEnd();
            return call(inbound(RINGS_SHORTLY, IVAN, ivan)
                    .outcome(Result.MISSED, Reason.RANG_OUT)
                    .endedBy(EndedBy.SYSTEM)
                    .rang(List.of(ANNA))
                    .leg(ANNA, LegKind.AGENT, LegOutcome.NO_ANSWER));
        });

        story("in_direct_unregistered", s -> {
            CallingPhone ivan = s.carrierCalls(EMPTY_DESK_LINE, IVAN.national()).start();
            s.awaitEnd();
            return call(inbound(EMPTY_DESK_LINE, IVAN, ivan)
                    .outcome(Result.MISSED, Reason.NOBODY_AVAILABLE)
                    .endedBy(EndedBy.SYSTEM));
        });

        story("in_withheld_number", s -> {
            CalledPhone anna = s.phone(ANNA).answersAfter(ms(800)).start();
            CallingPhone somebody = s.carrierCalls(ANNAS_LINE, "anonymous")
                    .withheld()
                    .hangsUpAfter(ms(1500))
                    .start();
            s.awaitEnd();
            return call(TruthCall.of(INBOUND)
                    .line(ANNAS_LINE)
                    .from(somebody.call().invitedAt())
                    .until(somebody.call().endedAt())
                    .answered(anna.call().answeredAt())
                    .endedBy(EndedBy.EXTERNAL)
                    .agent(ANNA)
                    .answeredBy(List.of(ANNA))
                    .rang(List.of(ANNA))
                    .leg(ANNA, LegKind.AGENT, LegOutcome.ANSWERED));
        });

        story("in_two_calls_of_one_number", s -> {
            CalledPhone anna = s.phone(ANNA).answersAfter(ms(1200)).start();
            CalledPhone boris = s.phone(BORIS).answersAfter(ms(1000)).start();
            CallingPhone first = s.carrierCalls(ANNAS_LINE, OFFICE.national())
                    .hangsUpAfter(ms(3000))
                    .start()
                    .awaitRinging();
            CallingPhone second = s.carrierCalls(BORIS_LINE, OFFICE.national())
                    .hangsUpAfter(ms(1500))
                    .start();
            s.awaitEnd();
            return List.of(
                    inbound(ANNAS_LINE, OFFICE, first)
                            .answered(anna.call().answeredAt())
                            .endedBy(EndedBy.EXTERNAL)
                            .agent(ANNA)
                            .answeredBy(List.of(ANNA))
                            .rang(List.of(ANNA))
                            .leg(ANNA, LegKind.AGENT, LegOutcome.ANSWERED)
                            .build(),
                    inbound(BORIS_LINE, OFFICE, second)
                            .answered(boris.call().answeredAt())
                            .endedBy(EndedBy.EXTERNAL)
                            .agent(BORIS)
                            .answeredBy(List.of(BORIS))
                            .rang(List.of(BORIS))
                            .leg(BORIS, LegKind.AGENT, LegOutcome.ANSWERED)
                            .build());
        });

        story("in_hold", s -> {
            CalledPhone anna = s.phone(ANNA)
                    .answersAfter(ms(800))
                    .holdsAfter(ms(1000), ms(2000))
                    .hangsUpAfter(ms(1000))
                    .start();
            CallingPhone ivan = s.carrierCalls(ANNAS_LINE, IVAN.national()).start();
            s.awaitEnd();
            return call(inbound(ANNAS_LINE, IVAN, ivan)
                    .answered(anna.call().answeredAt())
                    .hold(anna.call().held())
                    .endedBy(EndedBy.AGENT)
                    .agent(ANNA)
                    .answeredBy(List.of(ANNA))
                    .rang(List.of(ANNA))
                    .leg(ANNA, LegKind.AGENT, LegOutcome.ANSWERED));
        });
    }
}
