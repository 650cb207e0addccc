package org.ringbook.lab;

import static org.ringbook.calls.Call.EndedBy;
import static org.ringbook.calls.Call.LegKind;
import static org.ringbook.calls.Call.LegOutcome;
import static org.ringbook.calls.Call.Reason;
import static org.ringbook.calls.Call.Result;
import static org.ringbook.lab.Cast.*;
import static org.ringbook.lab.Stories.*;

import java.util.List;

/** Several telephones are called for one caller: ring groups, hunting, queues. */
final class GroupStories {

    private GroupStories() {}

    static void tell() {
        groups();
        queues();
    }

    private static void groups() {
        story("in_ring_group_one_answers", s -> {
            s.phone(ANNA).ignores().start();
            CalledPhone boris = s.phone(BORIS).answersAfter(ms(1200)).start();
            s.phone(VERA).ignores().start();
            CallingPhone ivan = s.carrierCalls(RING_GROUP, IVAN.national())
                    .hangsUpAfter(ms(2000))
                    .start();
            s.awaitEnd();
            return call(inbound(RING_GROUP, IVAN, ivan)
                    .answered(boris.call().answeredAt())
                    .endedBy(EndedBy.EXTERNAL)
                    .agent(BORIS)
                    .answeredBy(List.of(BORIS))
                    .rang(List.of(ANNA, BORIS, VERA))
                    .leg(ANNA, LegKind.AGENT, LegOutcome.ANSWERED_ELSEWHERE)
                    .leg(BORIS, LegKind.AGENT, LegOutcome.ANSWERED)
                    .leg(VERA, LegKind.AGENT, LegOutcome.ANSWERED_ELSEWHERE));
        });

        story("in_local_group_one_answers", s -> {
            CalledPhone anna = s.phone(ANNA).answersAfter(ms(1200)).start();
            s.phone(BORIS).ignores().start();
            CallingPhone ivan = s.carrierCalls(LOCAL_GROUP, IVAN.national())
                    .hangsUpAfter(ms(2000))
                    .start();
            s.awaitEnd();
            return call(inbound(LOCAL_GROUP, IVAN, ivan)
                    .answered(anna.call().answeredAt())
                    .endedBy(EndedBy.EXTERNAL)
                    .agent(ANNA)
                    .answeredBy(List.of(ANNA))
                    .rang(List.of(ANNA, BORIS))
                    .leg(ANNA, LegKind.AGENT, LegOutcome.ANSWERED)
                    .leg(BORIS, LegKind.AGENT, LegOutcome.ANSWERED_ELSEWHERE));
        });

        story("in_hunt_second_answers", s -> {
            s.phone(ANNA).ignores().start();
            CalledPhone boris = s.phone(BORIS).answersAfter(ms(1000)).start();
            CallingPhone ivan =
                    s.carrierCalls(HUNT, IVAN.national()).hangsUpAfter(ms(1500)).start();
            s.awaitEnd();
            return call(inbound(HUNT, IVAN, ivan)
                    .answered(boris.call().answeredAt())
                    .endedBy(EndedBy.EXTERNAL)
                    .agent(BORIS)
                    .answeredBy(List.of(BORIS))
                    .rang(List.of(ANNA, BORIS))
                    .leg(ANNA, LegKind.AGENT, LegOutcome.NO_ANSWER)
                    .leg(BORIS, LegKind.AGENT, LegOutcome.ANSWERED));
        });
    }

    private static void queues() {
        storyWithDialplan("in_queue_ringall_second_answers", s -> {
            s.phone(ANNA).ignores().start();
            CalledPhone boris =
                    s.phone(BORIS).answersAfter(ms(1200)).hangsUpAfter(ms(2000)).start();
            CallingPhone ivan = s.carrierCalls(SALES_QUEUE, IVAN.national()).start();
            s.awaitEnd();
            return call(inbound(SALES_QUEUE, IVAN, ivan)
                    .queue("sales")
                    .answered(boris.call().answeredAt())
                    .endedBy(EndedBy.AGENT)
                    .agent(BORIS)
                    .answeredBy(List.of(BORIS))
                    .rang(List.of(ANNA, BORIS))
                    .leg("sales", LegKind.QUEUE, LegOutcome.ANSWERED)
                    .leg(ANNA, LegKind.AGENT, LegOutcome.ANSWERED_ELSEWHERE)
                    .leg(BORIS, LegKind.AGENT, LegOutcome.ANSWERED));
        });

        story("in_queue_one_after_another", s -> {
            s.phone(VERA).ignores().start();
            CalledPhone boris = s.phone(BORIS).answersAfter(ms(1000)).start();
            CallingPhone ivan = s.carrierCalls(SUPPORT_QUEUE, IVAN.national())
                    .hangsUpAfter(ms(6500))
                    .start();
            s.awaitEnd();
            return call(inbound(SUPPORT_QUEUE, IVAN, ivan)
                    .queue("support")
                    .answered(boris.call().answeredAt())
                    .endedBy(EndedBy.EXTERNAL)
                    .agent(BORIS)
                    .answeredBy(List.of(BORIS))
                    .rang(List.of(VERA, BORIS))
                    .leg("support", LegKind.QUEUE, LegOutcome.ANSWERED)
                    .leg(VERA, LegKind.AGENT, LegOutcome.NO_ANSWER)
                    .leg(BORIS, LegKind.AGENT, LegOutcome.ANSWERED));
        });

        story("in_queue_abandoned", s -> {
            s.phone(ANNA).ignores().start();
            s.phone(BORIS).ignores().start();
            CallingPhone ivan = s.carrierCalls(SALES_QUEUE, IVAN.national())
                    .hangsUpAfter(ms(2000))
                    .start();
            s.awaitEnd();
            return call(inbound(SALES_QUEUE, IVAN, ivan)
                    .queue("sales")
                    .outcome(Result.MISSED, Reason.ABANDONED)
                    .endedBy(EndedBy.EXTERNAL)
                    .rang(List.of(ANNA, BORIS))
                    .leg("sales", LegKind.QUEUE, LegOutcome.CANCELLED)
                    .leg(ANNA, LegKind.AGENT, LegOutcome.CANCELLED)
                    .leg(BORIS, LegKind.AGENT, LegOutcome.CANCELLED));
        });

        story("in_queue_nobody_answers", s -> {
            s.phone(ANNA).ignores().start();
            s.phone(BORIS).ignores().start();
            CallingPhone ivan = s.carrierCalls(SHORT_QUEUE, IVAN.national()).start();
            s.awaitEnd();
            return call(inbound(SHORT_QUEUE, IVAN, ivan)
                    .queue("sales")
                    .outcome(Result.MISSED, Reason.RANG_OUT)
                    .endedBy(EndedBy.SYSTEM)
                    .rang(List.of(ANNA, BORIS))
                    .leg("sales", LegKind.QUEUE, LegOutcome.NO_ANSWER)
                    .leg(ANNA, LegKind.AGENT, LegOutcome.NO_ANSWER)
                    .leg(BORIS, LegKind.AGENT, LegOutcome.NO_ANSWER));
        });
    }
}
