package org.ringbook.recordings;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.ringbook.calls.Call;

/**
 * What is known of one recording.
 *
 * @param callId the call that it is of
 * @param seconds length; null until the file is stored
 */
public record Recording(UUID id, UUID callId, Instant startedAt, BigDecimal seconds, Call.RecordingStatus status) {}
