package org.ringbook.claims;

import java.util.EnumSet;
import java.util.Set;
import org.ringbook.claims.Claim.State;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.Role;
import org.ringbook.staff.StaffMember;

/**
 * Where a claim may go: onwards, over what was not needed; back to be looked into once more; and closed ones are opened again by
 * supervisors alone. Pure.
 */
public final class ClaimStates {

    private ClaimStates() {}

    /** Where somebody may take it now. */
    public static Set<State> next(Claim claim, StaffMember who) {
        if (!mayWorkOn(claim, who)) {
            return EnumSet.noneOf(State.class);
        }
        Set<State> next = after(claim.state());
        if (!isSupervisor(who)) {
            next.remove(State.REOPENED);
        }
        return next;
    }

    /** Whoever looks after it, took it, or is a supervisor; anybody while nobody looks after it. */
    public static boolean mayWorkOn(Claim claim, StaffMember who) {
        return isSupervisor(who)
                || claim.responsibleId() == null
                || who.id().equals(claim.responsibleId())
                || who.id().equals(claim.takenById());
    }

    static boolean isSupervisor(StaffMember who) {
        return who.role().compareTo(Role.SUPERVISOR) >= 0;
    }

    /** @throws Refused if it cannot go there, or not by them */
    static void check(Claim claim, State to, StaffMember who) {
        refuseUnlessTheirs(claim, who);
        if (to == null || !after(claim.state()).contains(to)) {
            throw Refused.because("state", "claims.state");
        }
        if (to == State.REOPENED && !isSupervisor(who)) {
            throw Refused.because("state", "claims.reopen.supervisor");
        }
    }

    static void refuseUnlessTheirs(Claim claim, StaffMember who) {
        if (!mayWorkOn(claim, who)) {
            throw Refused.because("id", "claims.not-yours");
        }
    }

    private static Set<State> after(State state) {
        return switch (state) {
            case REGISTERED, REOPENED -> EnumSet.of(State.INVESTIGATING, State.DECIDED, State.ANSWERED, State.CLOSED);
            case INVESTIGATING -> EnumSet.of(State.DECIDED, State.ANSWERED, State.CLOSED);
            case DECIDED -> EnumSet.of(State.INVESTIGATING, State.ANSWERED, State.CLOSED);
            case ANSWERED -> EnumSet.of(State.INVESTIGATING, State.CLOSED);
            case CLOSED -> EnumSet.of(State.REOPENED);
        };
    }
}
