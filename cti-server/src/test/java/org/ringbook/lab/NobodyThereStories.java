package org.ringbook.lab;

import static org.ringbook.calls.Call.EndedBy;
import static org.ringbook.calls.Call.LegKind;
import static org.ringbook.calls.Call.LegOutcome;
import static org.ringbook.calls.Call.Reason;
import static org.ringbook.calls.Call.Result;
import static org.ringbook.lab.Cast.*;
import static org.ringbook.lab.Stories.*;

/** The call reaches nobody: phones and people who are not to be disturbed, a trunk that fails. */
final class NobodyThereStories {

    private NobodyThereStories() {}

    static void tell() {
        story("in_phone_does_not_want_to_be_disturbed", s -> {
            s.phone(ANNA).declinesAtOnce().start();
            CallingPhone ivan = s.carrierCalls(ANNAS_LINE, IVAN.national()).start();
            s.awaitEnd();
            return call(inbound(ANNAS_LINE, IVAN, ivan)
                    .outcome(Result.MISSED, Reason.REJECTED)
                    .endedBy(EndedBy.AGENT)
                    .leg(ANNA, LegKind.AGENT, LegOutcome.REJECTED));
        });

        story("in_phone_is_unavailable", s -> {
            s.phone(ANNA).refuses(480).start();
            CallingPhone ivan = s.carrierCalls(ANNAS_LINE, IVAN.national()).start();
            s.awaitEnd();
            return call(inbound(ANNAS_LINE, IVAN, ivan)
                    .outcome(Result.MISSED, Reason.NOBODY_AVAILABLE)
                    .endedBy(EndedBy.SYSTEM)
                    .leg(ANNA, LegKind.AGENT, LegOutcome.UNREACHABLE));
        });

        story("in_pbx_knows_not_to_disturb", s -> {
            CallingPhone ivan =
                    s.carrierCalls(NOT_TO_BE_DISTURBED, IVAN.national()).start();
            s.awaitEnd();
            // The caller hears "busy", though no telephone was asked.
            return call(inbound(NOT_TO_BE_DISTURBED, IVAN, ivan)
                    .outcome(Result.BUSY, null)
                    .endedBy(EndedBy.SYSTEM));
        });

        story("out_congestion", s -> {
            s.outside().refuses(503).start();
            CallingPhone anna = s.phoneDials(ANNA, OLGA.national()).start();
            s.awaitEnd();
            return call(outbound(OLGA, anna)
                    .outcome(Result.FAILED, Reason.CONGESTION)
                    .endedBy(EndedBy.SYSTEM)
                    .leg(OLGA.e164(), LegKind.OUTSIDE, LegOutcome.UNREACHABLE));
        });
    }
}
