package org.ringbook.deals;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Who else is in a deal, and as what: a company or a person. */
public record Participant(UUID partyId, Role role) {

    public enum Role {
        @JsonProperty("decides")
        DECIDES,
        @JsonProperty("influences")
        INFLUENCES,
        @JsonProperty("pays")
        PAYS,
        @JsonProperty("receives")
        RECEIVES,
        @JsonProperty("competitor")
        COMPETITOR,
        @JsonProperty("subcontractor")
        SUBCONTRACTOR,
        @JsonProperty("introduced")
        INTRODUCED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Role> of(String word) {
            return DealTexts.constant(Role.class, word);
        }
    }
}
