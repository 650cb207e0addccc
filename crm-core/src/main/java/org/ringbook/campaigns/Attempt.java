package org.ringbook.campaigns;

import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.ringbook.dialrules.DialAnswer;
import org.ringbook.numbers.PhoneNumber;

/**
 * One try to reach an entry, written before a line is dialled. What it came to is told by the call of the log.
 *
 * @param staffId who calls; null while a line that is dialled ahead is nobody's
 * @param telephone of ours that rings first, or, of a line that is dialled ahead, when they have picked up; null before
 * @param gate what the gate said in that moment, as JSON
 * @param requestId by which call control knows it; null until it was asked
 * @param callId the call of the log; null while there is none
 * @param pickedUpAt when whoever was called picked up; null before, and where nobody knows
 * @param answeredAt since when they talk with one of ours
 * @param technical null while it goes on, or nobody knows
 * @param dispositionId what a person chose; null before
 * @param noResult whether the time to choose was over
 * @param wrapUpUntil when the time to choose is over; null while they talk, and where nothing is to be chosen
 * @param moreTime how often more time was asked for
 */
public record Attempt(
        UUID id,
        UUID campaignId,
        UUID entryId,
        UUID numberId,
        PhoneNumber number,
        UUID staffId,
        String telephone,
        Campaign.Mode mode,
        String gate,
        State state,
        UUID requestId,
        UUID callId,
        Instant createdAt,
        Instant rangAt,
        Instant pickedUpAt,
        Instant answeredAt,
        Instant endedAt,
        BigDecimal talkSeconds,
        TechnicalResult technical,
        UUID dispositionId,
        String reason,
        boolean noResult,
        Instant wrapUpUntil,
        int moreTime,
        Instant resultedAt,
        UUID resultedBy) {

    public enum State {
        /** Written; the telephone system is not told yet. */
        PREPARED,
        PLACED,
        ENDED,
        /** Nobody was called: our telephone was not picked up, or the request was refused. */
        NOT_PLACED,
        /** Nobody knows; it is settled by the log. */
        UNKNOWN,
        WITHDRAWN;

        public boolean isOver() {
            return this == ENDED || this == NOT_PLACED || this == WITHDRAWN;
        }

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public boolean waitsForResult() {
        return state == State.ENDED && technical == TechnicalResult.ANSWERED && resultedAt == null;
    }

    /** One that is to be dialled at once. */
    static Attempt prepared(
            Campaign campaign,
            Entry entry,
            Entry.Number number,
            String telephone,
            UUID person,
            DialAnswer answer,
            Instant now) {
        // By this very id call control and the telephone system know it: whatever dies, the log tells what became of
        // it.
        UUID id = UUID.randomUUID();
        return new Attempt(
                id,
                campaign.id(),
                entry.id(),
                number.id(),
                number.number(),
                person,
                telephone,
                campaign.mode(),
                EntryGate.json(answer),
                Attempt.State.PREPARED,
                id,
                null,
                now,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                false,
                null,
                0,
                null,
                null);
    }
}
