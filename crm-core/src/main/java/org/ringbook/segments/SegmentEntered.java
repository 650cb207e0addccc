package org.ringbook.segments;

import java.time.Instant;
import java.util.UUID;

/**
 * A client came into a segment. Announced after it is committed; the table {@code segment_move} has it, too.
 *
 * @param first whether the segment was made, or its rule changed, and this is who is in it from then on: nothing happened to the client
 */
public record SegmentEntered(UUID segment, UUID party, Instant at, boolean first) {}
