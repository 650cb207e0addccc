package org.ringbook.robots;

import java.util.Map;
import java.util.UUID;

/** Other programs that may be told something. Their addresses, their guards and how it is sent are the server's. */
public interface HookReceivers {

    /** Names by id, of those that are on. */
    Map<UUID, String> known();

    /**
     * Sends once and waits for the answer.
     *
     * @param id the same whenever it is sent again
     * @param document written as JSON
     * @return why it did not arrive, a short word; null when it did
     */
    String send(UUID receiver, String id, Object document);
}
