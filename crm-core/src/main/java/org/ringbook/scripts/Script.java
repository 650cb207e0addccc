package org.ringbook.scripts;

import java.time.Instant;
import java.util.UUID;

/**
 * A script as it is now, or as one of its versions was.
 *
 * @param version rises with each change
 * @param archived whether it is offered to call lists no more
 * @param changedAt when this version was written
 * @param changedBy by whom; null for the program
 */
public record Script(
        UUID id,
        String name,
        int version,
        boolean archived,
        ScriptContent content,
        Instant changedAt,
        UUID changedBy) {}
