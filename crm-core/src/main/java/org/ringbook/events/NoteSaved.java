package org.ringbook.events;

import java.util.UUID;

/** Somebody saves what they wrote of a call, or what came of it. Announced in the transaction that keeps it. */
public record NoteSaved(UUID author, UUID call) {}
