package org.ringbook.audit;

import java.util.Optional;
import java.util.UUID;

/** The port through which the audit learns who is at work on this thread. */
@FunctionalInterface
public interface Acting {

    /**
     * @param login as they signed in
     * @param token id of the token that a program of theirs signed in with; null for a person
     */
    record Actor(UUID staffId, String login, UUID token) {}

    /** Empty for the program itself. */
    Optional<Actor> now();
}
