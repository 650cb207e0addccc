package org.ringbook.webhooks;

import java.util.Optional;
import java.util.UUID;

/** A call as the JSON API tells it. The API stands above this package and brings it. */
public interface CallDocument {

    /**
     * @return what is written as JSON; empty when the log has no such call any more
     */
    Optional<Object> of(UUID call);

    /**
     * What a call list says of a call whose result was chosen.
     *
     * @return what is written as JSON; empty where the call was made for no list
     */
    default Optional<Object> ofList(UUID call) {
        return Optional.empty();
    }
}
