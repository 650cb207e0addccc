package org.ringbook.contacts;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Who somebody out of a file may be already, by the rules by which a card is held against the others. The rules stand in a room above this
 * one: a port, so that neither uses the other in a circle. Waits for the database; any thread.
 */
public interface LikelySame {

    /**
     * A person who is known and likely the same.
     *
     * @param sure whether it is as good as certain
     */
    record Likely(UUID id, String name, boolean sure) {}

    /** Of each, in their order, the likeliest person; empty where nobody is likely. */
    List<Optional<Likely>> of(List<Contact> people);
}
