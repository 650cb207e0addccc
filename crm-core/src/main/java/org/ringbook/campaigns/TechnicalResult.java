package org.ringbook.campaigns;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.ringbook.calls.Call;

/** What an attempt came to by the call of the log, whatever a person says of it. */
public enum TechnicalResult {
    ANSWERED,
    NO_ANSWER,
    BUSY,
    REJECTED,
    /** Off, or out of reach. */
    UNREACHABLE,
    /** Neither their fault nor the number's: the line or the carrier is full. */
    CONGESTION,
    BAD_NUMBER,
    /** We hung up while it rang. */
    CANCELLED,
    /** They answered, and none of us was there. */
    DROPPED,
    /** Our own telephone was not picked up: nobody was called. */
    AGENT_UNREACHABLE;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<TechnicalResult> of(String word) {
        return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
    }

    /** Whether a line to them was placed, so that caps count it. */
    public boolean countsForThePerson() {
        return this != CONGESTION && this != AGENT_UNREACHABLE;
    }

    /** @param call outbound and over */
    static TechnicalResult of(Call call) {
        if (call.reason() == Call.Reason.AGENT_UNREACHABLE) {
            return AGENT_UNREACHABLE;
        }
        if (call.result() == null) {
            return UNREACHABLE;
        }
        return switch (call.result()) {
            case ANSWERED -> ANSWERED;
            case BUSY -> BUSY;
            case NO_ANSWER, MISSED -> ofUnanswered(call.reason());
            case FAILED -> ofFailed(call.reason());
        };
    }

    private static TechnicalResult ofUnanswered(Call.Reason reason) {
        if (reason == null) {
            return NO_ANSWER;
        }
        return switch (reason) {
            case REJECTED -> REJECTED;
            case CANCELLED -> CANCELLED;
            case NOBODY_AVAILABLE -> DROPPED;
            default -> NO_ANSWER;
        };
    }

    private static TechnicalResult ofFailed(Call.Reason reason) {
        return reason == Call.Reason.CONGESTION
                ? CONGESTION
                : reason == Call.Reason.INVALID_NUMBER ? BAD_NUMBER : UNREACHABLE;
    }
}
