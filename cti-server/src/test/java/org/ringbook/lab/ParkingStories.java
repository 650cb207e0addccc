package org.ringbook.lab;

import static org.ringbook.calls.Call.EndedBy;
import static org.ringbook.calls.Call.LegKind;
import static org.ringbook.calls.Call.LegOutcome;
import static org.ringbook.lab.Cast.*;
import static org.ringbook.lab.Stories.*;

import java.time.Instant;
import java.util.List;

/** A call is put into a parking slot, and comes out of it in one way or another. */
final class ParkingStories {

    private ParkingStories() {}

    static void tell() {
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

        story("in_parked_and_gave_up", s -> {
            CalledPhone anna = s.phone(ANNA)
                    .answersAfter(ms(800))
                    .refersAfter(ms(1000), "700")
                    .start();
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
                    .rang(List.of(ANNA))
                    .leg(ANNA, LegKind.AGENT, LegOutcome.ANSWERED)
                    .leg("701", LegKind.PARKING, LegOutcome.ANSWERED));
        });

        story("in_parked_and_returned_to_parker", s -> {
            // Nobody fetches Ivan: after four seconds Anna's phone rings again, and she takes him.
            CalledPhone anna = parks(s);
            CallingPhone ivan = s.carrierCalls(ANNAS_LINE, IVAN.national())
                    .hangsUpAfter(ms(10000))
                    .start();
            anna.awaitEnded();
            anna.close();
            CalledPhone again = s.phone(ANNA).answersAfter(ms(1000)).start();
            s.awaitEnd();
            return call(inbound(ANNAS_LINE, IVAN, ivan)
                    .answered(anna.call().answeredAt())
                    .talk(
                            between(anna.call().answeredAt(), anna.call().sentAt("REFER")),
                            between(again.call().answeredAt(), ivan.call().endedAt()))
                    .endedBy(EndedBy.EXTERNAL)
                    .agent(ANNA)
                    .answeredBy(List.of(ANNA))
                    .rang(List.of(ANNA))
                    .leg(ANNA, LegKind.AGENT, LegOutcome.ANSWERED)
                    .leg("751", LegKind.PARKING, LegOutcome.ANSWERED)
                    .leg(ANNA, LegKind.AGENT, LegOutcome.ANSWERED));
        });

        story("in_parked_and_parker_does_not_answer", s -> {
            CalledPhone anna = parks(s);
            CallingPhone ivan = s.carrierCalls(ANNAS_LINE, IVAN.national())
                    .hangsUpAfter(ms(8000))
                    .start();
            anna.awaitEnded();
            anna.close();
            s.phone(ANNA).ignores().start();
            s.awaitEnd();
            return call(inbound(ANNAS_LINE, IVAN, ivan)
                    .answered(anna.call().answeredAt())
                    .talk(between(anna.call().answeredAt(), anna.call().sentAt("REFER")))
                    .endedBy(EndedBy.EXTERNAL)
                    .agent(ANNA)
                    .answeredBy(List.of(ANNA))
                    .rang(List.of(ANNA))
                    .leg(ANNA, LegKind.AGENT, LegOutcome.ANSWERED)
                    .leg("751", LegKind.PARKING, LegOutcome.ANSWERED)
                    .leg(ANNA, LegKind.AGENT, LegOutcome.CANCELLED));
        });

        story("in_parked_by_command_and_retrieved", s -> {
            CalledPhone anna = s.phone(ANNA).answersAfter(ms(800)).start();
            CallingPhone ivan = s.carrierCalls(ANNAS_LINE, IVAN.national())
                    .hangsUpAfter(ms(6000))
                    .start();
            anna.awaitAnswered();
            pause(ms(1000));
            Instant parked = Instant.now();
            s.commands()
                    .send(
                            "Park",
                            "Channel",
                            s.channelOf("carrier"),
                            "TimeoutChannel",
                            s.channelOf(ANNA),
                            "Parkinglot",
                            "default");
            s.watch().await("parking", ms(10000), m -> "ParkedCall".equals(m.get("Event")));
            pause(ms(1000));
            CallingPhone boris = s.phoneDials(BORIS, "701").start();
            s.awaitEnd();
            return call(inbound(ANNAS_LINE, IVAN, ivan)
                    .answered(anna.call().answeredAt())
                    .talk(
                            between(anna.call().answeredAt(), parked),
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

    /** Anna takes the call and puts it into a slot from which it comes back soon. */
    private static CalledPhone parks(Scene s) {
        return s.phone(ANNA)
                .answersAfter(ms(800))
                .refersAfter(ms(1000), "750")
                .hangsUpAfter(ms(1000))
                .start();
    }
}
