package org.ringbook.tasks;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be done with a task. */
public enum TaskAction {
    /** The doer takes an assignment. */
    ACCEPT,
    /** The doer has done it. */
    DONE,
    /** Whoever checks it wants it done again, and says why. */
    RETURN,
    /** Whoever checks it takes it as done. */
    CLOSE,
    /** The author does not want it done any more. */
    CANCEL,
    /** It was closed by mistake. */
    REOPEN;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<TaskAction> of(String word) {
        return Arrays.stream(values())
                .filter(action -> action.word().equals(word))
                .findFirst();
    }
}
