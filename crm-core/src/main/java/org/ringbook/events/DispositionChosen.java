package org.ringbook.events;

import java.util.UUID;

/** Somebody said what came of a call, said otherwise, or took it back; told in the transaction in which that is written. */
public record DispositionChosen(UUID callId, UUID by) {}
