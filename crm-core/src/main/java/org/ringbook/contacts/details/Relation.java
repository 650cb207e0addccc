package org.ringbook.contacts.details;

import java.time.LocalDate;
import java.util.UUID;

/**
 * What one person or company is to another.
 *
 * @param id null for one that is not saved yet
 * @param position as what, "accountant"; may be null, as may all that follow
 */
public record Relation(
        UUID id, UUID fromId, UUID toId, Type type, String position, String note, LocalDate since, LocalDate until) {

    /** Read from the first to the second: Maria works at Romashka. */
    public enum Type {
        WORKS_AT,
        HEAD_OF,
        SUBSIDIARY_OF,
        RECOMMENDED_BY,
        RELATIVE_OF,
        PAYS_FOR,
        ACQUAINTED_WITH
    }
}
