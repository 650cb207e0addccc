package org.ringbook.agent.phone;

/** What was asked for cannot be done now; the message is a stable word: no_such_call, not_now, not_registered, not_a_number, too_many_calls. */
public final class NotPossible extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotPossible(String word) {
        super(word);
    }
}
