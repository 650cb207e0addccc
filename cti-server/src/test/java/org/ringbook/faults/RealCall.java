package org.ringbook.faults;

import java.time.Instant;

/**
 * What the telephones know of one call.
 *
 * @param number of the outside party, E.164; null for an internal call
 * @param beganAt when the PBX first answered the caller's INVITE
 * @param answered whether a person of ours and the other side spoke
 * @param endedAt the end, or when the PBX died under it
 * @param unsure why nobody can tell how it must stand in the log; null when somebody can
 */
record RealCall(CallKind kind, String number, Instant beganAt, boolean answered, Instant endedAt, String unsure) {}
