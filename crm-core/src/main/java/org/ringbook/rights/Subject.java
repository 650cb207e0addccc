package org.ringbook.rights;

import java.util.Collection;
import java.util.UUID;

/**
 * What somebody may do something with: a call, a lead, a task. Rights know no more of it than whose it is.
 *
 * @param owners the people whose it is; may be empty
 * @param team whose it is when it is a team's, as it is written; null for none
 */
public record Subject(Collection<UUID> owners, String team) {

    /** What belongs to people alone. */
    public static Subject of(Collection<UUID> owners) {
        return new Subject(owners, null);
    }
}
