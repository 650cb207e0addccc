package org.ringbook.audit;

import java.time.Instant;
import java.util.UUID;

/**
 * Which entries are wanted; null for any.
 *
 * @param staffId who did it
 * @param from inclusive
 * @param to exclusive
 * @param before only those with a smaller id: the page that follows
 */
public record AuditFilter(UUID staffId, AuditKind kind, Instant from, Instant to, Long before) {

    public static final AuditFilter ALL = new AuditFilter(null, null, null, null, null);
}
