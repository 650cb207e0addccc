package org.ringbook.lab;

import static org.ringbook.calls.Call.EndedBy;
import static org.ringbook.calls.Call.LegKind;
import static org.ringbook.calls.Call.LegOutcome;
import static org.ringbook.lab.Cast.*;
import static org.ringbook.lab.Stories.*;

import java.util.List;

/** More than two on the line: a conference, a supervisor who listens, an agent's line over many calls. */
final class TogetherStories {

    private TogetherStories() {}

    static void tell() {
        story("in_conference_of_three", s -> {
            // Anna and Ivan are moved to the meeting room, where Boris waits.
            CallingPhone boris = s.phoneDials(BORIS, "800").start();
            boris.awaitAnswered();
            CalledPhone anna = s.phone(ANNA).answersAfter(ms(800)).start();
            CallingPhone ivan = s.carrierCalls(ANNAS_LINE, IVAN.national())
                    .hangsUpAfter(ms(4500))
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
                            "800",
                            "Priority",
                            "1",
                            "ExtraChannel",
                            s.channelOf(ANNA),
                            "ExtraContext",
                            "internal",
                            "ExtraExten",
                            "800",
                            "ExtraPriority",
                            "1");
            ivan.awaitEnded();
            pause(ms(1000));
            s.commands().send("Hangup", "Channel", s.channelOf(ANNA), "Cause", "16");
            s.commands().send("Hangup", "Channel", s.channelOf(BORIS), "Cause", "16");
            s.awaitEnd();
            return List.of(
                    Stories.internal(boris)
                            .agent(BORIS)
                            .answered(boris.call().answeredAt())
                            .endedBy(EndedBy.SYSTEM)
                            .leg("meeting", LegKind.CONFERENCE, LegOutcome.ANSWERED)
                            .build(),
                    inbound(ANNAS_LINE, IVAN, ivan)
                            .answered(anna.call().answeredAt())
                            .endedBy(EndedBy.EXTERNAL)
                            .agent(ANNA)
                            .answeredBy(List.of(ANNA))
                            .rang(List.of(ANNA))
                            .leg(ANNA, LegKind.AGENT, LegOutcome.ANSWERED)
                            .leg("meeting", LegKind.CONFERENCE, LegOutcome.ANSWERED)
                            .build());
        });

        story("in_supervisor_listens", s -> {
            CalledPhone anna = s.phone(ANNA).answersAfter(ms(800)).start();
            CallingPhone ivan = s.carrierCalls(ANNAS_LINE, IVAN.national())
                    .hangsUpAfter(ms(4500))
                    .start();
            anna.awaitAnswered();
            pause(ms(500));
            CallingPhone vera =
                    s.phoneDials(VERA, "*3" + ANNA).hangsUpAfter(ms(2000)).start();
            s.awaitEnd();
            if (!vera.call().answered()) {
                throw new IllegalStateException("Vera heard nothing");
            }
            return call(inbound(ANNAS_LINE, IVAN, ivan)
                    .answered(anna.call().answeredAt())
                    .endedBy(EndedBy.EXTERNAL)
                    .agent(ANNA)
                    .answeredBy(List.of(ANNA))
                    .rang(List.of(ANNA))
                    .leg(ANNA, LegKind.AGENT, LegOutcome.ANSWERED));
        });

        story("in_supervisor_listens_by_command", s -> {
            // The PBX calls Vera's phone, so that she may listen: no click-to-call.
            CalledPhone anna = s.phone(ANNA).answersAfter(ms(800)).start();
            CalledPhone vera =
                    s.phone(VERA).answersAfter(ms(800)).hangsUpAfter(ms(1500)).start();
            CallingPhone ivan = s.carrierCalls(ANNAS_LINE, IVAN.national())
                    .hangsUpAfter(ms(4500))
                    .start();
            anna.awaitAnswered();
            s.commands()
                    .send(
                            "Originate",
                            "Channel",
                            "PJSIP/" + VERA,
                            "Application",
                            "ChanSpy",
                            "Data",
                            "PJSIP/" + ANNA + ",q",
                            "CallerID",
                            ANNA,
                            "Async",
                            "true");
            s.awaitEnd();
            if (!vera.call().answered()) {
                throw new IllegalStateException("Vera heard nothing");
            }
            return call(inbound(ANNAS_LINE, IVAN, ivan)
                    .answered(anna.call().answeredAt())
                    .endedBy(EndedBy.EXTERNAL)
                    .agent(ANNA)
                    .answeredBy(List.of(ANNA))
                    .rang(List.of(ANNA))
                    .leg(ANNA, LegKind.AGENT, LegOutcome.ANSWERED));
        });

        story("in_two_calls_over_one_open_line", s -> {
            CallingPhone vera =
                    s.phoneDials(VERA, "*90").hangsUpAfter(ms(14000)).start();
            vera.awaitAnswered();
            s.watch().await("the agent", ms(10000), m -> "AgentLogin".equals(m.get("Event")));
            // Asterisk gives a new line nobody for its first five seconds.
            pause(ms(6000));
            CallingPhone ivan = s.carrierCalls(OPEN_LINE, IVAN.national())
                    .hangsUpAfter(ms(2500))
                    .start();
            ivan.awaitEnded();
            pause(ms(1000));
            CallingPhone olga = s.carrierCalls(OPEN_LINE, OLGA.national())
                    .hangsUpAfter(ms(2500))
                    .start();
            s.awaitEnd();
            if (between(ivan.call().answeredAt(), ivan.call().endedAt()).compareTo(ms(2000)) < 0) {
                throw new IllegalStateException("Vera's line did not take Ivan");
            }
            return List.of(served(ivan, IVAN), served(olga, OLGA));
        });
    }

    private static TruthCall served(CallingPhone caller, Outside party) {
        return inbound(OPEN_LINE, party, caller)
                // Vera's telephone says nothing when her line is joined to a caller's: it is at once.
                .answered(caller.call().answeredAt())
                .endedBy(EndedBy.EXTERNAL)
                .agent(VERA)
                .answeredBy(List.of(VERA))
                .leg(VERA, LegKind.AGENT, LegOutcome.ANSWERED)
                .build();
    }
}
