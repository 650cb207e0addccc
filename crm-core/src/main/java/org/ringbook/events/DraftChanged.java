package org.ringbook.events;

import java.util.UUID;

/** Somebody types a note of a call. Announced when it is kept. */
public record DraftChanged(UUID author, UUID call) {}
