package org.ringbook.tasks;

import java.util.Set;
import java.util.UUID;

/** Something became of a task. Announced when it is kept. @param people whom it concerns */
public record TasksChanged(Set<UUID> people) {}
