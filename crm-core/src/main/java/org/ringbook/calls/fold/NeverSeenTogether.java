package org.ringbook.calls.fold;

import java.time.Instant;
import org.ringbook.calls.CallFact.Outcome;
import org.ringbook.calls.CallFact.RoomKind;

/**
 * Some sources never say who heard whom, and of others that part may have been lost. When a call is over and no room was
 * ever heard of, who was dialled and answered is taken to have spoken with who was calling.
 */
final class NeverSeenTogether {

    private NeverSeenTogether() {}

    static void fill(LegStories stories, Parties parties) {
        boolean seen = stories.legs.values().stream().anyMatch(leg -> !leg.stays.isEmpty());
        if (seen) {
            return;
        }
        for (LegStory called : parties.others()) {
            LegStory from = called.dialledFrom == null ? null : stories.get(called.dialledFrom);
            boolean answered = called.dialOutcome == Outcome.ANSWERED && called.gone() != null;
            if (answered && from != null && from.person() && from.gone() != null) {
                together(called, from);
            }
        }
    }

    private static void together(LegStory called, LegStory from) {
        Instant in = called.upAt != null ? called.upAt : called.dialEndedAt;
        Instant out = called.gone().isBefore(from.gone()) ? called.gone() : from.gone();
        if (!in.isBefore(out)) {
            return;
        }
        String room = "dialled " + called.id;
        for (LegStory leg : new LegStory[] {called, from}) {
            leg.join(room, RoomKind.TALK, in);
            leg.leave(room, out);
        }
    }
}
