package org.ringbook.lab;

import static org.ringbook.calls.Call.EndedBy;
import static org.ringbook.calls.Call.LegKind;
import static org.ringbook.calls.Call.LegOutcome;
import static org.ringbook.calls.Call.TransferKind;
import static org.ringbook.lab.Cast.*;
import static org.ringbook.lab.Stories.*;

import java.time.Instant;
import java.util.List;

/** A telephone with two calls joins them, by its own key: two linked ids become one call. */
final class HandOverStories {

    private HandOverStories() {}

    static void tell() {
        story("in_attended_transfer_by_refer", s -> {
            CalledPhone anna = s.phone(ANNA)
                    .answersAfter(ms(800))
                    .holdsAfter(ms(1000), ms(30000))
                    .start();
            CalledPhone boris = s.phone(BORIS).answersAfter(ms(800)).start();
            CallingPhone ivan = s.carrierCalls(ANNAS_LINE, IVAN.national())
                    .hangsUpAfter(ms(6500))
                    .start();
            Instant joined = consultsAndHandsOver(s, anna, boris);
            s.awaitEnd();
            return call(transferred(ivan, anna, boris, TransferKind.ATTENDED)
                    .hold(between(anna.call().sentAt("INVITE"), joined)));
        });

        story("in_attended_transfer_by_refer_behind_local", s -> {
            // The Local channel stays, and with it the linked id of the consultation.
            CalledPhone anna = s.phone(ANNA)
                    .answersAfter(ms(800))
                    .holdsAfter(ms(1000), ms(30000))
                    .start();
            CalledPhone boris = s.phone(BORIS).answersAfter(ms(800)).start();
            CallingPhone ivan = s.carrierCalls(ANNA_BEHIND_A_WIRE, IVAN.national())
                    .hangsUpAfter(ms(6500))
                    .start();
            Instant joined = consultsAndHandsOver(s, anna, boris);
            s.awaitEnd();
            return call(transferred(ivan, anna, boris, TransferKind.ATTENDED)
                    .line(ANNA_BEHIND_A_WIRE)
                    .hold(between(anna.call().sentAt("INVITE"), joined)));
        });

        story("in_attended_transfer_by_refer_before_answer", s -> {
            // Anna joins the two while Boris still rings.
            CalledPhone anna = s.phone(ANNA)
                    .answersAfter(ms(800))
                    .holdsAfter(ms(1000), ms(30000))
                    .start();
            CalledPhone boris = s.phone(BORIS).answersAfter(ms(3000)).start();
            CallingPhone ivan = s.carrierCalls(ANNAS_LINE, IVAN.national())
                    .hangsUpAfter(ms(7000))
                    .start();
            CallingPhone consultation = consults(s, anna, BORIS).awaitRinging();
            pause(ms(1000));
            Instant joined = s.handsOver(ANNA, anna, consultation);
            s.awaitEnd();
            return call(transferred(ivan, anna, boris, TransferKind.ATTENDED)
                    .hold(between(anna.call().sentAt("INVITE"), joined))
                    .talk(
                            between(anna.call().answeredAt(), joined),
                            between(boris.call().answeredAt(), ivan.call().endedAt())));
        });

        story("in_attended_transfer_before_answer_by_hanging_up", s -> {
            // As by hand: *2, the number, and the handset is down while Boris rings.
            CalledPhone anna = s.phone(ANNA)
                    .answersAfter(ms(800))
                    .pressesAfter(ms(1000), "*2" + BORIS)
                    .hangsUpAfter(ms(3500))
                    .start();
            CalledPhone boris = s.phone(BORIS).answersAfter(ms(3500)).start();
            CallingPhone ivan = s.carrierCalls(ANNAS_LINE, IVAN.national())
                    .hangsUpAfter(ms(8000))
                    .start();
            s.awaitEnd();
            return call(transferred(ivan, anna, boris, TransferKind.ATTENDED)
                    .hold(null)
                    .talk(
                            between(anna.call().answeredAt(), anna.call().endedAt()),
                            between(boris.call().answeredAt(), ivan.call().endedAt())));
        });

        story("in_attended_transfer_by_refer_to_mobile", s -> {
            CalledPhone anna = s.phone(ANNA)
                    .answersAfter(ms(800))
                    .holdsAfter(ms(1000), ms(30000))
                    .start();
            CalledPhone mobile = s.outside().answersAfter(ms(800)).start();
            CallingPhone ivan = s.carrierCalls(ANNAS_LINE, IVAN.national())
                    .hangsUpAfter(ms(6500))
                    .start();
            CallingPhone consultation = consults(s, anna, VERAS_MOBILE.national());
            mobile.awaitAnswered();
            pause(ms(1000));
            Instant joined = s.handsOver(ANNA, anna, consultation);
            s.awaitEnd();
            return call(inbound(ANNAS_LINE, IVAN, ivan)
                    .answered(anna.call().answeredAt())
                    .hold(between(anna.call().sentAt("INVITE"), joined))
                    .endedBy(EndedBy.EXTERNAL)
                    .agent(ANNA)
                    .answeredBy(List.of(ANNA, VERAS_MOBILE.e164()))
                    .rang(List.of(ANNA, VERAS_MOBILE.e164()))
                    .leg(ANNA, LegKind.AGENT, LegOutcome.ANSWERED)
                    .leg(VERAS_MOBILE.e164(), LegKind.OUTSIDE, LegOutcome.ANSWERED)
                    .transfer(ANNA, VERAS_MOBILE.e164(), TransferKind.ATTENDED));
        });

        story("in_consultation_without_transfer", s -> {
            // Anna asks Boris, and goes back to Ivan.
            CalledPhone anna = s.phone(ANNA)
                    .answersAfter(ms(800))
                    .holdsAfter(ms(1000), ms(2500))
                    .start();
            CalledPhone boris =
                    s.phone(BORIS).answersAfter(ms(500)).hangsUpAfter(ms(1000)).start();
            CallingPhone ivan = s.carrierCalls(ANNAS_LINE, IVAN.national())
                    .hangsUpAfter(ms(5000))
                    .start();
            CallingPhone question = consults(s, anna, BORIS);
            s.awaitEnd();
            // No telephone says that the question was about Ivan: it is a call of its own.
            return List.of(
                    inbound(ANNAS_LINE, IVAN, ivan)
                            .answered(anna.call().answeredAt())
                            .hold(anna.call().held())
                            .endedBy(EndedBy.EXTERNAL)
                            .agent(ANNA)
                            .answeredBy(List.of(ANNA))
                            .rang(List.of(ANNA))
                            .leg(ANNA, LegKind.AGENT, LegOutcome.ANSWERED)
                            .build(),
                    Stories.internal(question)
                            .answered(boris.call().answeredAt())
                            .endedBy(EndedBy.AGENT)
                            .answeredBy(List.of(BORIS))
                            .rang(List.of(BORIS))
                            .leg(BORIS, LegKind.AGENT, LegOutcome.ANSWERED)
                            .build());
        });

        story("out_attended_transfer_by_refer", s -> {
            CalledPhone olga = s.outside().answersAfter(ms(800)).start();
            CalledPhone boris =
                    s.phone(BORIS).answersAfter(ms(800)).hangsUpAfter(ms(3000)).start();
            CallingPhone anna = s.phoneDials(ANNA, OLGA.national())
                    .holdsAfter(ms(1000), ms(30000))
                    .start();
            Instant joined = consultsAndHandsOver(s, anna, boris);
            s.awaitEnd();
            return call(outbound(OLGA, anna)
                    .until(olga.call().endedAt())
                    .answered(olga.call().answeredAt())
                    .hold(between(anna.call().lastSentAt("INVITE"), joined))
                    .endedBy(EndedBy.AGENT)
                    .agent(BORIS)
                    .leg(OLGA.e164(), LegKind.OUTSIDE, LegOutcome.ANSWERED)
                    .leg(BORIS, LegKind.AGENT, LegOutcome.ANSWERED)
                    .transfer(ANNA, BORIS, TransferKind.ATTENDED));
        });
    }

    /** A second call of Anna's, when she has put the first one on hold. */
    private static CallingPhone consults(Scene s, Telephone<?> anna, String number) throws InterruptedException {
        anna.awaitAnswered();
        pause(ms(1300));
        return s.phoneDials(ANNA, number).start();
    }

    /** @return when the two were joined */
    private static Instant consultsAndHandsOver(Scene s, Telephone<?> anna, CalledPhone boris)
            throws InterruptedException {
        CallingPhone consultation = consults(s, anna, BORIS);
        boris.awaitAnswered();
        pause(ms(1000));
        return s.handsOver(ANNA, anna, consultation);
    }
}
