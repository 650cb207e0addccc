package org.ringbook.recordings;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.ringbook.calls.Call;

/**
 * What is known of one recording.
 *
 * @param callId the call that it is of
 * @param seconds length; null until it is stored
 * @param reason stable word for why it is not here, or not yet: {@code recording.reason.REASON} in both languages; null when it is,
 *     "cut" when it is here and its end is missing
 * @param tries how often it was tried to get it
 * @param nextTry when it is tried again; null when it is not
 * @param format media type; null until it is stored
 * @param channels 1, or 2 when each side has its own; null until it is stored
 * @param sha256 of the sound, by which it is kept; null until it is stored
 */
public record Recording(
        UUID id,
        UUID callId,
        String source,
        Instant startedAt,
        BigDecimal seconds,
        Call.RecordingStatus status,
        String reason,
        int tries,
        Instant nextTry,
        String format,
        Integer channels,
        @JsonIgnore String sha256) {

    public boolean stored() {
        return status == Call.RecordingStatus.STORED;
    }

    /** With other sound of the same length. */
    Recording as(String otherFormat, String otherSha256) {
        return new Recording(
                id,
                callId,
                source,
                startedAt,
                seconds,
                status,
                reason,
                tries,
                nextTry,
                otherFormat,
                channels,
                otherSha256);
    }
}
