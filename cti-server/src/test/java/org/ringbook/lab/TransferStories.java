package org.ringbook.lab;

import static org.ringbook.calls.Call.EndedBy;
import static org.ringbook.calls.Call.LegKind;
import static org.ringbook.calls.Call.LegOutcome;
import static org.ringbook.calls.Call.TransferKind;
import static org.ringbook.lab.Cast.*;
import static org.ringbook.lab.Stories.*;

import java.time.Instant;
import java.util.List;

/** A call is handed on: by the phone, by feature code, by command, blind or attended. */
final class TransferStories {

    private TransferStories() {}

    static void tell() {
        blind();
        toNobody();
        attended();
    }

    private static void blind() {
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
    }

    private static void toNobody() {
        story("in_blind_transfer_to_an_announcement", s -> {
            CalledPhone anna = s.phone(ANNA)
                    .answersAfter(ms(800))
                    .refersAfter(ms(1500), ANNOUNCEMENT)
                    .start();
            CallingPhone ivan = s.carrierCalls(ANNAS_LINE, IVAN.national()).start();
            s.awaitEnd();
            return call(sentToNobody(ivan, anna).transfer(ANNA, ANNOUNCEMENT, TransferKind.BLIND));
        });

        story("in_blind_transfer_to_an_empty_desk", s -> {
            CalledPhone anna = s.phone(ANNA)
                    .answersAfter(ms(800))
                    .refersAfter(ms(1500), EMPTY_DESK)
                    .start();
            CallingPhone ivan = s.carrierCalls(ANNAS_LINE, IVAN.national()).start();
            s.awaitEnd();
            return call(sentToNobody(ivan, anna));
        });
    }

    private static TruthCall.Builder sentToNobody(CallingPhone ivan, CalledPhone anna) {
        return inbound(ANNAS_LINE, IVAN, ivan)
                .answered(anna.call().answeredAt())
                .talk(between(anna.call().answeredAt(), anna.call().sentAt("REFER")))
                .endedBy(EndedBy.SYSTEM)
                .agent(ANNA)
                .answeredBy(List.of(ANNA))
                .rang(List.of(ANNA))
                .leg(ANNA, LegKind.AGENT, LegOutcome.ANSWERED);
    }

    private static void attended() {
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
    }
}
