package org.ringbook.dialrules;

import java.time.Instant;
import java.util.List;

/**
 * The gate's answer.
 *
 * @param allowed whether it may be dialled at that moment
 * @param reasons all that refuse it, the ones that somebody has to do something about first; empty when it is allowed
 * @param notices what is told and stops nothing: of a call by hand windows and caps are here
 * @param next when it is allowed: the moment that was asked for. Else the next one at which nothing refuses it any more, as far as known now;
 *     null when that does not come by itself within a year
 * @param openUntil when it is allowed: until when the hours stay open; null without limit of hours
 * @param zones in which the called person may be, and why
 * @param attemptsLeft how often this number may still be tried today by the caps; null without a cap
 */
public record DialAnswer(
        boolean allowed,
        List<DialReason> reasons,
        List<DialReason> notices,
        Instant next,
        Instant openUntil,
        PossibleZones zones,
        Integer attemptsLeft) {

    public DialAnswer {
        reasons = List.copyOf(reasons);
        notices = List.copyOf(notices);
    }

    /** Whether somebody is refused here by a do-not-call list alone, which a right and a reason override by hand. */
    public boolean onlyDoNotCall() {
        return !allowed
                && reasons.stream()
                        .allMatch(reason -> reason.code() == DialReason.Code.DO_NOT_CALL
                                || reason.code() == DialReason.Code.IN_REGISTER);
    }
}
