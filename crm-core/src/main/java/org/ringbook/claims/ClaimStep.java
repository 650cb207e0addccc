package org.ringbook.claims;

import java.math.BigDecimal;
import org.ringbook.claims.Claim.Result;
import org.ringbook.claims.Claim.State;

/**
 * A step that is asked for.
 *
 * @param decision what was found and decided; null for what stands there, as all that follows
 * @param granted null for what stands there
 * @param note why; needed to open it again, and to close it where the plan of its cause was never made
 */
public record ClaimStep(
        State to, Result result, String decision, String answer, BigDecimal granted, Integer score, String note) {

    public static ClaimStep to(State state) {
        return new ClaimStep(state, null, null, null, null, null, null);
    }

    public static ClaimStep closed(Result result) {
        return closed(result, null);
    }

    /** @param note why without the plan of its cause, where that was never made */
    public static ClaimStep closed(Result result, String note) {
        return new ClaimStep(State.CLOSED, result, null, null, null, null, note);
    }
}
