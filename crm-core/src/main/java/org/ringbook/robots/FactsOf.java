package org.ringbook.robots;

import java.util.Optional;
import java.util.UUID;

/** Reads records of one kind as robots see them. Any thread; waits for the database. */
interface FactsOf {

    RecordKind kind();

    /** Empty when it is gone. */
    Optional<RecordFacts> read(UUID id);
}
