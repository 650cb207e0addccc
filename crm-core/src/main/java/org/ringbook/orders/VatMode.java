package org.ringbook.orders;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How prices stand to VAT where no line says otherwise. */
public enum VatMode {
    @JsonProperty("included")
    INCLUDED,
    @JsonProperty("on_top")
    ON_TOP;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<VatMode> of(String word) {
        return Arrays.stream(values()).filter(mode -> mode.word().equals(word)).findFirst();
    }
}
