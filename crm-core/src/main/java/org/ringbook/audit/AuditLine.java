package org.ringbook.audit;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An entry as it is kept.
 *
 * @param staffId who did it; null for the program itself
 * @param login of that moment
 * @param token id of the token of a program that did it for them; null for the person
 */
public record AuditLine(
        long id,
        Instant at,
        UUID staffId,
        String login,
        UUID token,
        AuditKind kind,
        String action,
        String object,
        String name,
        List<AuditEntry.Change> changes) {}
