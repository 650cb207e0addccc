package org.ringbook.orders;

import java.time.Instant;
import java.util.UUID;

/** A part went from one state to another. @param by id of our person. @param before null as it was made */
public record PartMove(Instant at, UUID by, String before, String after) {}
