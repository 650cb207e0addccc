package org.ringbook.dialrules;

import java.time.Instant;

/**
 * What somebody allowed or refused. The newest word of a purpose counts.
 *
 * @param purpose {@code ads} for advertising, else {@link Purpose#code}; {@code calls} is for automatic calls of any purpose
 * @param how it was said
 * @param textVersion which text was agreed to; null when none
 */
public record ConsentFact(String purpose, boolean allowed, Instant at, String how, String textVersion) {}
