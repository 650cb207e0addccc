package org.ringbook.lab;

import static org.ringbook.calls.Call.EndedBy;
import static org.ringbook.calls.Call.LegKind;
import static org.ringbook.calls.Call.LegOutcome;
import static org.ringbook.calls.Call.Reason;
import static org.ringbook.calls.Call.Result;
import static org.ringbook.lab.Cast.*;
import static org.ringbook.lab.Stories.*;

import java.util.List;

/** The PBX itself answers: a menu, a mailbox, a word out of hours. */
final class MachineStories {

    private MachineStories() {}

    static void tell() {
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
    }
}
