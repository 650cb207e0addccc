package org.ringbook.contacts.duplicates;

import java.util.List;
import java.util.UUID;

/**
 * Somebody who is known already and looks like who is being entered.
 *
 * @param person whether it is a person, else a company
 * @param responsibleId our person who looks after them; null when none
 * @param score 30 to 100
 * @param reasons what both share
 */
public record Duplicate(UUID id, boolean person, String name, UUID responsibleId, double score, List<Reason> reasons) {

    private static final int STOP = 90;
    private static final int ASK = 60;
    static final int HINT = 30;

    public enum Level {
        /** Said beside the field. */
        HINT,
        /** Asked before it is kept. */
        ASK,
        /** Kept by nobody but a supervisor who says why. */
        STOP
    }

    public Level level() {
        return score >= STOP ? Level.STOP : score >= ASK ? Level.ASK : Level.HINT;
    }
}
