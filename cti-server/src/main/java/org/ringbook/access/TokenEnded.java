package org.ringbook.access;

import java.util.UUID;

/** Published as a Spring event when a token is revoked: what was opened with it is to be closed at once. */
public record TokenEnded(UUID token) {}
