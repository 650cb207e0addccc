package org.ringbook.orders;

import java.time.Instant;
import java.util.UUID;

/** A document went from one state to another. @param by id of our person. @param before null as it was made */
public record DocumentMove(Instant at, UUID by, DocumentState before, DocumentState after) {}
