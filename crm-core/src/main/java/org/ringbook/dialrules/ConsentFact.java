package org.ringbook.dialrules;

import java.time.Instant;
import java.util.UUID;

/**
 * What somebody allowed or refused. The newest word of a purpose counts.
 *
 * @param purpose {@code ads} for advertising, else {@link Purpose#code}; {@code calls} is for automatic calls of any purpose
 * @param how it was said
 * @param textVersion which text was agreed to; null when none
 * @param other who said it, where that is somebody else whom the number reaches: their refusal counts, their permission does not; null
 *     for the person who is called
 */
public record ConsentFact(String purpose, boolean allowed, Instant at, String how, String textVersion, UUID other) {

    /** Of the person who is called. */
    public ConsentFact(String purpose, boolean allowed, Instant at, String how, String textVersion) {
        this(purpose, allowed, at, how, textVersion, null);
    }

    ConsentFact ofAnother(UUID who) {
        return new ConsentFact(purpose, allowed, at, how, textVersion, who);
    }
}
