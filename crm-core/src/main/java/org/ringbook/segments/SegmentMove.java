package org.ringbook.segments;

import java.time.Instant;
import java.util.UUID;

/** Somebody came or went. @param by who chose them or asked for the count; null for the night */
public record SegmentMove(long id, UUID partyId, String name, boolean person, Instant at, boolean entered, UUID by) {}
