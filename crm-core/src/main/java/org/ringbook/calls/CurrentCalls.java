package org.ringbook.calls;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The calls that go on now, in memory; any thread. */
public interface CurrentCalls {

    /** Calls that have not ended, oldest first. */
    List<Call> current();

    Optional<Call> find(UUID id);
}
