package org.ringbook.orders;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How far a document is. But for what is approved, any may follow any: people correct themselves, and each move is kept. */
public enum DocumentState {
    @JsonProperty("draft")
    DRAFT,
    /** By all who were asked; see {@link Approvals}: nobody takes it there by hand. */
    @JsonProperty("approved")
    APPROVED,
    @JsonProperty("sent")
    SENT,
    @JsonProperty("accepted")
    ACCEPTED,
    @JsonProperty("refused")
    REFUSED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<DocumentState> of(String word) {
        return Arrays.stream(values())
                .filter(state -> state.word().equals(word))
                .findFirst();
    }
}
