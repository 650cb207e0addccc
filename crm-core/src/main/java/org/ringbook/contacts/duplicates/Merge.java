package org.ringbook.contacts.duplicates;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Two to five that were made one.
 *
 * @param masterId who they are now
 * @param names of all of them before, the master's first
 * @param by our person; null for a program
 * @param undoneAt null while it stands
 */
public record Merge(UUID id, UUID masterId, List<String> names, Instant at, UUID by, Instant undoneAt) {

    /**
     * @param restored names of those who are there again
     * @param stayed how many things came or were moved elsewhere since, and stay as they are
     */
    public record Undone(List<UUID> ids, List<String> restored, long stayed) {}
}
