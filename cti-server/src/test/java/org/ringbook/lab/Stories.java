package org.ringbook.lab;

import static org.ringbook.calls.Call.Direction.INBOUND;
import static org.ringbook.calls.Call.Direction.INTERNAL;
import static org.ringbook.calls.Call.Direction.OUTBOUND;
import static org.ringbook.calls.Call.EndedBy;
import static org.ringbook.calls.Call.LegKind;
import static org.ringbook.calls.Call.LegOutcome;
import static org.ringbook.calls.Call.Reason;
import static org.ringbook.calls.Call.Result;
import static org.ringbook.calls.Call.TransferKind;
import static org.ringbook.lab.Cast.*;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** All call stories. Add one here and it is played, captured and compared everywhere. */
public final class Stories {

    private static final List<Story> ALL = new ArrayList<>();

    private Stories() {}

    public static List<Story> all() {
        return List.copyOf(ALL);
    }

    public static Story named(String name) {
        return ALL.stream()
                .filter(story -> story.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no story " + name));
    }

    static {
        inbound();
        transfers();
        moreTransfers();
        outbound();
        internal();
        clickToCall();
        HandOverStories.tell();
        DetourStories.tell();
        ParkingStories.tell();
        TogetherStories.tell();
    }

    private static void inbound() {
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

        storyWithDialplan("in_menu_then_agent", s -> {
            CalledPhone anna = s.phone(ANNA).answersAfter(ms(1000)).start();
            CallingPhone ivan =
                    s.carrierCalls(MENU, IVAN.national()).hangsUpAfter(ms(5000)).start();
            s.awaitEnd();
            return call(inbound(MENU, IVAN, ivan)
                    .answered(anna.call().answeredAt())
                    .endedBy(EndedBy.EXTERNAL)
                    .agent(ANNA)
                    .answeredBy(List.of(ANNA))
                    .rang(List.of(ANNA))
                    .leg(ANNA, LegKind.AGENT, LegOutcome.ANSWERED));
        });

        story("in_menu_abandoned", s -> {
            CallingPhone ivan =
                    s.carrierCalls(MENU, IVAN.national()).hangsUpAfter(ms(1000)).start();
            s.awaitEnd();
            return call(inbound(MENU, IVAN, ivan)
                    .outcome(Result.MISSED, Reason.ABANDONED)
                    .endedBy(EndedBy.EXTERNAL));
        });

        story("in_voicemail", s -> {
            s.phone(ANNA).ignores().start();
            CallingPhone ivan = s.carrierCalls(MAILBOX, IVAN.national())
                    .hangsUpAfter(ms(3500))
                    .start();
            s.awaitEnd();
            return call(inbound(MAILBOX, IVAN, ivan)
                    .outcome(Result.MISSED, Reason.RANG_OUT)
                    .endedBy(EndedBy.EXTERNAL)
                    .rang(List.of(ANNA))
                    .leg(ANNA, LegKind.AGENT, LegOutcome.NO_ANSWER));
        });

        story("in_out_of_hours", s -> {
            CallingPhone ivan = s.carrierCalls(OUT_OF_HOURS, IVAN.national()).start();
            s.awaitEnd();
            return call(inbound(OUT_OF_HOURS, IVAN, ivan)
                    // A closed office shows on AMI as a call for which nobody was rung.
                    .outcome(Result.MISSED, Reason.NOBODY_AVAILABLE)
                    .endedBy(EndedBy.SYSTEM));
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
    }

    private static void transfers() {
        story("in_blind_transfer_by_refer", s -> {
            CalledPhone anna = s.phone(ANNA)
                    .answersAfter(ms(800))
                    .refersAfter(ms(1500), BORIS)
                    .start();
            CalledPhone boris = s.phone(BORIS).answersAfter(ms(1000)).start();
            CallingPhone ivan = s.carrierCalls(ANNAS_LINE, IVAN.national())
                    .hangsUpAfter(ms(5000))
                    .start();
            s.awaitEnd();
            return call(transferred(ivan, anna, boris, TransferKind.BLIND)
                    .talk(
                            between(anna.call().answeredAt(), anna.call().sentAt("REFER")),
                            between(boris.call().answeredAt(), ivan.call().endedAt())));
        });

        story("in_blind_transfer_by_feature_code", s -> {
            CalledPhone anna = s.phone(ANNA)
                    .answersAfter(ms(800))
                    .pressesAfter(ms(1500), "##" + BORIS)
                    .start();
            CalledPhone boris = s.phone(BORIS).answersAfter(ms(1000)).start();
            CallingPhone ivan = s.carrierCalls(ANNAS_LINE, IVAN.national())
                    .hangsUpAfter(ms(5000))
                    .start();
            s.awaitEnd();
            return call(transferred(ivan, anna, boris, TransferKind.BLIND)
                    .hold(null)
                    .talk(
                            between(anna.call().answeredAt(), anna.call().endedAt()),
                            between(boris.call().answeredAt(), ivan.call().endedAt())));
        });

        story("in_blind_transfer_by_command", s -> {
            CalledPhone anna = s.phone(ANNA).answersAfter(ms(800)).start();
            CalledPhone boris = s.phone(BORIS).answersAfter(ms(1000)).start();
            CallingPhone ivan = s.carrierCalls(ANNAS_LINE, IVAN.national())
                    .hangsUpAfter(ms(4000))
                    .start();
            anna.awaitAnswered();
            pause(ms(1000));
            s.commands().send("BlindTransfer", "Channel", s.channelOf(ANNA), "Context", "internal", "Exten", BORIS);
            s.awaitEnd();
            return call(transferred(ivan, anna, boris, TransferKind.BLIND)
                    .talk(
                            between(anna.call().answeredAt(), anna.call().endedAt()),
                            between(boris.call().answeredAt(), ivan.call().endedAt())));
        });

        story("in_attended_transfer_by_feature_code", s -> {
            CalledPhone anna = s.phone(ANNA)
                    .answersAfter(ms(800))
                    .pressesAfter(ms(1000), "*2" + BORIS)
                    .hangsUpAfter(ms(3000))
                    .start();
            CalledPhone boris = s.phone(BORIS).answersAfter(ms(800)).start();
            CallingPhone ivan = s.carrierCalls(ANNAS_LINE, IVAN.national())
                    .hangsUpAfter(ms(6500))
                    .start();
            s.awaitEnd();
            return call(transferred(ivan, anna, boris, TransferKind.ATTENDED)
                    .hold(between(anna.call().sentAt("INFO"), anna.call().endedAt())));
        });

        story("in_attended_transfer_by_command", s -> {
            CalledPhone anna =
                    s.phone(ANNA).answersAfter(ms(800)).hangsUpAfter(ms(5500)).start();
            CalledPhone boris = s.phone(BORIS).answersAfter(ms(800)).start();
            CallingPhone ivan = s.carrierCalls(ANNAS_LINE, IVAN.national())
                    .hangsUpAfter(ms(8000))
                    .start();
            anna.awaitAnswered();
            pause(ms(1000));
            Instant asked = Instant.now();
            s.commands().send("Atxfer", "Channel", s.channelOf(ANNA), "Context", "internal", "Exten", BORIS);
            s.awaitEnd();
            return call(transferred(ivan, anna, boris, TransferKind.ATTENDED)
                    .hold(between(asked, anna.call().endedAt())));
        });

        story("in_attended_transfer_before_answer", s -> {
            // Anna hangs up while Boris still rings.
            CalledPhone anna = s.phone(ANNA)
                    .answersAfter(ms(800))
                    .pressesAfter(ms(1500), "*2" + BORIS)
                    .start();
            CalledPhone boris = s.phone(BORIS).answersAfter(ms(2500)).start();
            CallingPhone ivan = s.carrierCalls(ANNAS_LINE, IVAN.national())
                    .hangsUpAfter(ms(6500))
                    .start();
            boris.awaitRinging();
            s.commands().send("Hangup", "Channel", s.channelOf(ANNA), "Cause", "16");
            s.awaitEnd();
            return call(transferred(ivan, anna, boris, TransferKind.ATTENDED)
                    .hold(null)
                    .talk(
                            between(anna.call().answeredAt(), anna.call().endedAt()),
                            between(boris.call().answeredAt(), ivan.call().endedAt())));
        });
    }

    private static void moreTransfers() {
        story("in_attended_transfer_refused", s -> {
            // Boris does not want the call: Anna is back with Ivan.
            CalledPhone anna = s.phone(ANNA)
                    .answersAfter(ms(800))
                    .pressesAfter(ms(1000), "*2" + BORIS)
                    .start();
            s.phone(BORIS).rejectsAfter(ms(1000)).start();
            CallingPhone ivan = s.carrierCalls(ANNAS_LINE, IVAN.national())
                    .hangsUpAfter(ms(6500))
                    .start();
            s.awaitEnd();
            return call(inbound(ANNAS_LINE, IVAN, ivan)
                    .answered(anna.call().answeredAt())
                    .hold(null)
                    .endedBy(EndedBy.EXTERNAL)
                    .agent(ANNA)
                    .answeredBy(List.of(ANNA))
                    .rang(List.of(ANNA, BORIS))
                    .leg(ANNA, LegKind.AGENT, LegOutcome.ANSWERED)
                    .leg(BORIS, LegKind.AGENT, LegOutcome.REJECTED));
        });

        story("in_blind_transfer_nobody_answers", s -> {
            // Vera does not pick up, and Ivan has had enough.
            CalledPhone anna = s.phone(ANNA)
                    .answersAfter(ms(800))
                    .refersAfter(ms(1500), VERA)
                    .start();
            s.phone(VERA).ignores().start();
            CallingPhone ivan = s.carrierCalls(ANNAS_LINE, IVAN.national())
                    .hangsUpAfter(ms(4000))
                    .start();
            s.awaitEnd();
            return call(inbound(ANNAS_LINE, IVAN, ivan)
                    .answered(anna.call().answeredAt())
                    .talk(between(anna.call().answeredAt(), anna.call().sentAt("REFER")))
                    .endedBy(EndedBy.EXTERNAL)
                    .agent(ANNA)
                    .answeredBy(List.of(ANNA))
                    .rang(List.of(ANNA, VERA))
                    .leg(ANNA, LegKind.AGENT, LegOutcome.ANSWERED)
                    .leg(VERA, LegKind.AGENT, LegOutcome.CANCELLED)
                    .transfer(ANNA, VERA, TransferKind.BLIND));
        });

        story("out_attended_transfer_by_feature_code", s -> {
            // The one who called hands the customer over.
            CalledPhone olga = s.outside().answersAfter(ms(800)).start();
            CalledPhone boris =
                    s.phone(BORIS).answersAfter(ms(800)).hangsUpAfter(ms(4000)).start();
            CallingPhone anna = s.phoneDials(ANNA, OLGA.national())
                    .pressesAfter(ms(1000), "*2" + BORIS)
                    .hangsUpAfter(ms(3000))
                    .start();
            s.awaitEnd();
            return call(outbound(OLGA, anna)
                    .until(olga.call().endedAt())
                    .answered(olga.call().answeredAt())
                    .hold(between(anna.call().sentAt("INFO"), anna.call().endedAt()))
                    .endedBy(EndedBy.AGENT)
                    .agent(BORIS)
                    .leg(OLGA.e164(), LegKind.OUTSIDE, LegOutcome.ANSWERED)
                    .leg(BORIS, LegKind.AGENT, LegOutcome.ANSWERED)
                    .transfer(ANNA, BORIS, TransferKind.ATTENDED));
        });

        story("in_parked_and_retrieved", s -> {
            CalledPhone anna = s.phone(ANNA)
                    .answersAfter(ms(800))
                    .refersAfter(ms(1000), "700")
                    .start();
            CallingPhone ivan = s.carrierCalls(ANNAS_LINE, IVAN.national())
                    .hangsUpAfter(ms(7000))
                    .start();
            s.watch().await("parking", ms(10000), m -> "ParkedCall".equals(m.get("Event")));
            pause(ms(1500));
            CallingPhone boris = s.phoneDials(BORIS, "701").start();
            s.awaitEnd();
            // Neither the telephones nor the protocol say whether a retrieval is a transfer: it is not claimed.
            return call(inbound(ANNAS_LINE, IVAN, ivan)
                    .answered(anna.call().answeredAt())
                    .talk(
                            between(anna.call().answeredAt(), anna.call().sentAt("REFER")),
                            between(boris.call().answeredAt(), ivan.call().endedAt()))
                    .hold(null)
                    .transfersNotClaimed()
                    .endedBy(EndedBy.EXTERNAL)
                    .agent(BORIS)
                    .answeredBy(List.of(ANNA, BORIS))
                    .rang(List.of(ANNA))
                    .leg(ANNA, LegKind.AGENT, LegOutcome.ANSWERED)
                    .leg("701", LegKind.PARKING, LegOutcome.ANSWERED)
                    .leg(BORIS, LegKind.AGENT, LegOutcome.ANSWERED));
        });
    }

    private static void outbound() {
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

    private static void internal() {
        story("internal_answered", s -> {
            CalledPhone boris = s.phone(BORIS).answersAfter(ms(1000)).start();
            CallingPhone anna = s.phoneDials(ANNA, BORIS).hangsUpAfter(ms(2000)).start();
            s.awaitEnd();
            return call(internal(anna)
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
            return call(internal(anna)
                    .outcome(Result.NO_ANSWER, Reason.CANCELLED)
                    .endedBy(EndedBy.AGENT)
                    .rang(List.of(BORIS))
                    .leg(BORIS, LegKind.AGENT, LegOutcome.CANCELLED));
        });
    }

    private static void clickToCall() {
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

    /** A call from outside, as long as the caller's telephone had it. */
    static TruthCall.Builder inbound(Line line, Outside party, CallingPhone caller) {
        return TruthCall.of(INBOUND)
                .external(party)
                .line(line)
                .from(caller.call().invitedAt())
                .until(caller.call().endedAt());
    }

    /** Ivan called Anna, she sent him on to Boris, and in the end Ivan hung up. */
    static TruthCall.Builder transferred(CallingPhone ivan, CalledPhone anna, CalledPhone boris, TransferKind kind) {
        if (!boris.call().answered()) {
            throw new IllegalStateException("the transfer did not reach Boris");
        }
        return inbound(ANNAS_LINE, IVAN, ivan)
                .answered(anna.call().answeredAt())
                .endedBy(EndedBy.EXTERNAL)
                .agent(BORIS)
                .answeredBy(List.of(ANNA, BORIS))
                .rang(List.of(ANNA, BORIS))
                .leg(ANNA, LegKind.AGENT, LegOutcome.ANSWERED)
                .leg(BORIS, LegKind.AGENT, LegOutcome.ANSWERED)
                .transfer(ANNA, BORIS, kind);
    }

    /** A call of Anna's to the outside, as long as her telephone had it. */
    static TruthCall.Builder outbound(Outside party, Telephone<?> anna) {
        return TruthCall.of(OUTBOUND)
                .external(party)
                .line(SHOWN)
                .agent(ANNA)
                .answeredBy(null)
                .rang(null)
                .from(anna.call().invitedAt())
                .until(anna.call().endedAt());
    }

    static TruthCall.Builder internal(CallingPhone anna) {
        return TruthCall.of(INTERNAL)
                .agent(ANNA)
                .from(anna.call().invitedAt())
                .until(anna.call().endedAt());
    }

    static void story(String name, Story.Script script) {
        ALL.add(new Story(name, AsteriskLab.CAPTURE, script));
    }

    /** Captured with the dialplan's events as well (Newexten, VarSet): half of what a busy PBX sends. */
    static void storyWithDialplan(String name, Story.Script script) {
        ALL.add(new Story(name, AsteriskLab.CAPTURE_WITH_DIALPLAN, script));
    }

    static List<TruthCall> call(TruthCall.Builder call) {
        return List.of(call.build());
    }

    static Duration ms(long millis) {
        return Duration.ofMillis(millis);
    }

    static Duration between(Instant from, Instant to) {
        return Duration.between(from, to);
    }

    /** A person's pause, part of the script: nothing is awaited here. */
    static void pause(Duration time) throws InterruptedException {
        Thread.sleep(time.toMillis());
    }
}
