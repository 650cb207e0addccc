package org.ringbook.lab;

import static org.ringbook.calls.Call.EndedBy;
import static org.ringbook.calls.Call.LegKind;
import static org.ringbook.calls.Call.LegOutcome;
import static org.ringbook.calls.Call.Reason;
import static org.ringbook.calls.Call.Result;
import static org.ringbook.calls.Call.TransferKind;
import static org.ringbook.lab.Cast.*;
import static org.ringbook.lab.Stories.*;

import java.util.List;

/** The call reaches its person by a detour: forwards, pickup, Local channels, a second device. */
final class DetourStories {

    private DetourStories() {}

    static void tell() {
        forwards();
        groups();
    }

    private static void forwards() {
        story("in_forwarded_to_mobile", s -> {
            CalledPhone mobile = s.outside().answersAfter(ms(1200)).start();
            CallingPhone ivan = s.carrierCalls(FORWARDED, IVAN.national())
                    .hangsUpAfter(ms(2000))
                    .start();
            s.awaitEnd();
            return call(inbound(FORWARDED, IVAN, ivan)
                    .answered(mobile.call().answeredAt())
                    .endedBy(EndedBy.EXTERNAL)
                    .answeredBy(List.of(VERAS_MOBILE.e164()))
                    .rang(null)
                    .leg(VERAS_MOBILE.e164(), LegKind.OUTSIDE, LegOutcome.ANSWERED));
        });

        story("in_redirected_by_phone", s -> {
            s.phone(ANNA).redirects302(BORIS).start();
            CalledPhone boris = s.phone(BORIS).answersAfter(ms(1000)).start();
            CallingPhone ivan = s.carrierCalls(ANNAS_LINE, IVAN.national())
                    .hangsUpAfter(ms(1500))
                    .start();
            s.awaitEnd();
            return call(inbound(ANNAS_LINE, IVAN, ivan)
                    .answered(boris.call().answeredAt())
                    .endedBy(EndedBy.EXTERNAL)
                    .agent(BORIS)
                    .answeredBy(List.of(BORIS))
                    .rang(List.of(BORIS))
                    .leg(ANNA, LegKind.AGENT, LegOutcome.CANCELLED)
                    .leg(BORIS, LegKind.AGENT, LegOutcome.ANSWERED));
        });

        story("in_picked_up_by_colleague", s -> {
            CalledPhone anna = s.phone(ANNA).ignores().start();
            CallingPhone ivan = s.carrierCalls(ANNAS_LINE, IVAN.national())
                    .hangsUpAfter(ms(2000))
                    .start();
            anna.awaitRinging();
            pause(ms(1000));
            CallingPhone boris = s.phoneDials(BORIS, "*8").start();
            s.awaitEnd();
            return call(inbound(ANNAS_LINE, IVAN, ivan)
                    .answered(boris.call().answeredAt())
                    .endedBy(EndedBy.EXTERNAL)
                    .agent(BORIS)
                    .answeredBy(List.of(BORIS))
                    .rang(List.of(ANNA))
                    .leg(ANNA, LegKind.AGENT, LegOutcome.ANSWERED_ELSEWHERE)
                    .leg(BORIS, LegKind.AGENT, LegOutcome.ANSWERED));
        });

        story("in_redirected_by_command", s -> {
            // Somebody takes the call away from Anna, on a screen of the PBX.
            CalledPhone anna = s.phone(ANNA).answersAfter(ms(800)).start();
            CalledPhone boris = s.phone(BORIS).answersAfter(ms(1000)).start();
            CallingPhone ivan = s.carrierCalls(ANNAS_LINE, IVAN.national())
                    .hangsUpAfter(ms(4000))
                    .start();
            anna.awaitAnswered();
            pause(ms(1000));
            s.commands()
                    .send(
                            "Redirect",
                            "Channel",
                            s.channelOf("carrier"),
                            "Context",
                            "internal",
                            "Exten",
                            BORIS,
                            "Priority",
                            "1");
            s.awaitEnd();
            return call(transferred(ivan, anna, boris, TransferKind.BLIND)
                    .talk(
                            between(anna.call().answeredAt(), anna.call().endedAt()),
                            between(boris.call().answeredAt(), ivan.call().endedAt())));
        });

        story("in_redirected_by_phone_to_mobile", s -> {
            s.phone(ANNA).redirects302(VERAS_MOBILE.national()).start();
            CalledPhone mobile = s.outside().answersAfter(ms(1000)).start();
            CallingPhone ivan = s.carrierCalls(ANNAS_LINE, IVAN.national())
                    .hangsUpAfter(ms(2000))
                    .start();
            s.awaitEnd();
            return call(inbound(ANNAS_LINE, IVAN, ivan)
                    .answered(mobile.call().answeredAt())
                    .endedBy(EndedBy.EXTERNAL)
                    .answeredBy(List.of(VERAS_MOBILE.e164()))
                    .rang(List.of(VERAS_MOBILE.e164()))
                    .leg(ANNA, LegKind.AGENT, LegOutcome.CANCELLED)
                    .leg(VERAS_MOBILE.e164(), LegKind.OUTSIDE, LegOutcome.ANSWERED));
        });

        story("in_follow_me_to_mobile", s -> followMe(s, FOLLOW_ME));

        story("in_follow_me_to_mobile_behind_local", s -> followMe(s, FOLLOW_ME_ON_THE_WIRE));
    }

    private static List<TruthCall> followMe(Scene s, Line line) {
        s.phone(ANNA).ignores().start();
        CalledPhone mobile = s.outside().answersAfter(ms(1000)).start();
        CallingPhone ivan =
                s.carrierCalls(line, IVAN.national()).hangsUpAfter(ms(2500)).start();
        s.awaitEnd();
        return call(inbound(line, IVAN, ivan)
                .answered(mobile.call().answeredAt())
                .endedBy(EndedBy.EXTERNAL)
                .answeredBy(List.of(VERAS_MOBILE.e164()))
                .rang(List.of(ANNA, VERAS_MOBILE.e164()))
                .leg(ANNA, LegKind.AGENT, LegOutcome.NO_ANSWER)
                .leg(VERAS_MOBILE.e164(), LegKind.OUTSIDE, LegOutcome.ANSWERED));
    }

    private static void groups() {
        story("in_nested_ring_groups", s -> {
            s.phone(ANNA).ignores().start();
            CalledPhone boris = s.phone(BORIS).answersAfter(ms(1200)).start();
            s.phone(VERA).ignores().start();
            CallingPhone ivan = s.carrierCalls(NESTED_GROUPS, IVAN.national())
                    .hangsUpAfter(ms(2000))
                    .start();
            s.awaitEnd();
            return call(inbound(NESTED_GROUPS, IVAN, ivan)
                    .answered(boris.call().answeredAt())
                    .endedBy(EndedBy.EXTERNAL)
                    .agent(BORIS)
                    .answeredBy(List.of(BORIS))
                    .rang(List.of(ANNA, BORIS, VERA))
                    .leg(ANNA, LegKind.AGENT, LegOutcome.ANSWERED_ELSEWHERE)
                    .leg(BORIS, LegKind.AGENT, LegOutcome.ANSWERED)
                    .leg(VERA, LegKind.AGENT, LegOutcome.ANSWERED_ELSEWHERE));
        });

        story("in_queue_member_over_local", s -> fieldQueue(s, FIELD_QUEUE, "field"));

        story("in_queue_member_behind_local", s -> fieldQueue(s, FIELD_QUEUE_ON_THE_WIRE, "field-n"));

        story("in_queue_then_mailbox", s -> {
            s.phone(ANNA).ignores().start();
            s.phone(BORIS).ignores().start();
            CallingPhone ivan = s.carrierCalls(QUEUE_THEN_MAILBOX, IVAN.national())
                    .hangsUpAfter(ms(7000))
                    .start();
            s.awaitEnd();
            return call(inbound(QUEUE_THEN_MAILBOX, IVAN, ivan)
                    .queue("sales")
                    .outcome(Result.MISSED, Reason.RANG_OUT)
                    .endedBy(EndedBy.EXTERNAL)
                    .rang(List.of(ANNA, BORIS))
                    .leg("sales", LegKind.QUEUE, LegOutcome.NO_ANSWER)
                    .leg(ANNA, LegKind.AGENT, LegOutcome.NO_ANSWER)
                    .leg(BORIS, LegKind.AGENT, LegOutcome.NO_ANSWER));
        });

        story("in_second_device_answers", s -> {
            s.phone(DINA).ignores().start();
            CalledPhone second = s.secondDevice(DINA).answersAfter(ms(1200)).start();
            CallingPhone ivan = s.carrierCalls(DINAS_LINE, IVAN.national())
                    .hangsUpAfter(ms(2000))
                    .start();
            s.awaitEnd();
            return call(inbound(DINAS_LINE, IVAN, ivan)
                    .answered(second.call().answeredAt())
                    .endedBy(EndedBy.EXTERNAL)
                    .agent(DINA)
                    .answeredBy(List.of(DINA))
                    .rang(List.of(DINA))
                    .leg(DINA, LegKind.AGENT, LegOutcome.ANSWERED_ELSEWHERE)
                    .leg(DINA, LegKind.AGENT, LegOutcome.ANSWERED));
        });
    }

    private static List<TruthCall> fieldQueue(Scene s, Line line, String queue) {
        CalledPhone anna = s.phone(ANNA).answersAfter(ms(1200)).start();
        s.phone(BORIS).ignores().start();
        CallingPhone ivan =
                s.carrierCalls(line, IVAN.national()).hangsUpAfter(ms(3500)).start();
        s.awaitEnd();
        return call(inbound(line, IVAN, ivan)
                .queue(queue)
                .answered(anna.call().answeredAt())
                .endedBy(EndedBy.EXTERNAL)
                .agent(ANNA)
                .answeredBy(List.of(ANNA))
                .rang(List.of(ANNA, BORIS))
                .leg(queue, LegKind.QUEUE, LegOutcome.ANSWERED)
                .leg(ANNA, LegKind.AGENT, LegOutcome.ANSWERED)
                .leg(BORIS, LegKind.AGENT, LegOutcome.ANSWERED_ELSEWHERE));
    }
}
