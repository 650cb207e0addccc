package org.ringbook.orders;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * One of the states that the parts of a type of deals go through.
 *
 * @param key stable, as it stands in each part: small Latin letters, digits and underscores
 * @param name as the company calls it, untrusted; null for one that is shipped and has its name in the reader's language
 * @param nameEn the same for those who read English; null for the same word
 */
public record PartState(String key, String name, String nameEn, Kind kind) {

    /** All that is reckoned with of a state. */
    public enum Kind {
        @JsonProperty("open")
        OPEN,
        /** Delivered, or whatever it is called: it counts as finished. */
        @JsonProperty("done")
        DONE,
        /** It counts nowhere, its amount neither. */
        @JsonProperty("cancelled")
        CANCELLED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Kind> of(String word) {
            return Arrays.stream(values())
                    .filter(kind -> kind.word().equals(word))
                    .findFirst();
        }
    }
}
