package org.ringbook.orders;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a document of a deal is. */
public enum DocumentKind {
    @JsonProperty("offer")
    OFFER,
    @JsonProperty("contract")
    CONTRACT,
    @JsonProperty("invoice")
    INVOICE,
    @JsonProperty("act")
    ACT,
    @JsonProperty("supplier_order")
    SUPPLIER_ORDER,
    @JsonProperty("other")
    OTHER;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<DocumentKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }
}
