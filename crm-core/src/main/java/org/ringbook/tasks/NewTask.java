package org.ringbook.tasks;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.tasks.Task.What;

/**
 * What is to be done, as somebody says it.
 *
 * @param doerId null for the author
 * @param checkerId of an assignment; null for the author
 * @param dueAt see {@link Task}; at most one of both
 * @param remindAt null for the moment when it is due
 */
public record NewTask(
        What what,
        String title,
        String text,
        UUID doerId,
        UUID checkerId,
        Instant dueAt,
        LocalDate dueOn,
        Instant remindAt,
        UUID partyId,
        PhoneNumber number,
        UUID callId) {

    /** To call somebody at a moment. */
    public static NewTask call(String title, Instant dueAt, UUID partyId, PhoneNumber number, UUID callId) {
        return new NewTask(What.CALL, title, null, null, null, dueAt, null, null, partyId, number, callId);
    }
}
