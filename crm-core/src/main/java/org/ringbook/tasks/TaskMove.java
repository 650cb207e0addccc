package org.ringbook.tasks;

import java.time.Instant;
import java.util.UUID;

/** What became of a task. @param from null when it was made @param by null for the program @param note why, where that was said */
public record TaskMove(Instant at, UUID by, Task.State from, Task.State to, String note) {}
