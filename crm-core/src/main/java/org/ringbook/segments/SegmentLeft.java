package org.ringbook.segments;

import java.time.Instant;
import java.util.UUID;

/**
 * A client is in a segment no more. As {@link SegmentEntered}; of a client that was deleted or merged nothing is announced.
 *
 * @param first whether it is so because its rule was changed
 */
public record SegmentLeft(UUID segment, UUID party, Instant at, boolean first) {}
