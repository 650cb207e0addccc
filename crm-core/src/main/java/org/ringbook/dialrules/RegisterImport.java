package org.ringbook.dialrules;

import java.time.Instant;

/**
 * When a national do-not-call register was read in.
 *
 * @param register short word of it: {@code tps}, {@code ftc}
 * @param country ISO 3166 code, whose numbers must be held against it
 */
public record RegisterImport(String register, String country, Instant at) {}
