package org.ringbook.segments;

import java.time.Instant;
import java.util.UUID;

/**
 * Somebody of a segment.
 *
 * @param person whether it is a person, else a company
 * @param responsibleId null for nobody
 * @param since when they came in; null of a dry run
 */
public record SegmentMember(UUID partyId, String name, boolean person, UUID responsibleId, Instant since) {}
