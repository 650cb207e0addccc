package org.ringbook.agents;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.ringbook.telephony.CallCommands.Capability;

/** What a person can have done to a call from its card, or from the list of colleagues. */
public enum CardCommand {
    HANG_UP(Capability.HANG_UP),
    /** To somebody who is not asked. */
    TRANSFER(Capability.BLIND_TRANSFER),
    /** Calls a third one first. */
    CONSULT(Capability.ATTENDED_TRANSFER),
    /** To go on is done at the telephone. */
    HOLD(Capability.HOLD),
    /** Answers what rings at a colleague's. */
    PICK_UP(Capability.PICK_UP),
    /** Of a consultation: joins the two others. */
    COMPLETE(null),
    /** Of what was asked for and goes on: takes it back. */
    CANCEL(null);

    private final Capability needs;

    CardCommand(Capability needs) {
        this.needs = needs;
    }

    /** Of a card that is before somebody: what they may do with the call as it is. */
    static List<CardCommand> ofCard(Set<Capability> offered) {
        return Arrays.stream(values())
                .filter(command -> command != PICK_UP && command.needs != null && offered.contains(command.needs))
                .toList();
    }

    /** Whether it follows up a request, and is not one of its own. */
    public boolean isFollowUp() {
        return needs == null;
    }

    /** For programs: lower case. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
