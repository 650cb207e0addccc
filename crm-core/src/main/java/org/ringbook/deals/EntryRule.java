package org.ringbook.deals;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import java.util.Optional;

/**
 * One thing that a stage asks of a deal that comes in.
 *
 * @param name of {@link Kind#FIELD} the field as in JSON, or {@code fields.KEY} for one of the company's own; of {@link Kind#DOCUMENT} its
 *     kind (offer, contract, invoice, act, supplier_order, other); of {@link Kind#TASK} what was done (call, meeting, mail, other), null
 *     for anything; else null
 * @param state of {@link Kind#DOCUMENT}: draft, approved, sent, accepted, refused; null for any that is not refused
 */
public record EntryRule(Kind rule, String name, String state) {

    public enum Kind {
        /** Something stands in it. */
        @JsonProperty("field")
        FIELD,
        /** There is an amount, and it is more than nothing. */
        @JsonProperty("amount")
        AMOUNT,
        @JsonProperty("document")
        DOCUMENT,
        /** A task of the deal is done. */
        @JsonProperty("task")
        TASK,
        /** No order or shipment is open. */
        @JsonProperty("parts")
        PARTS;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Kind> of(String word) {
            return DealTexts.constant(Kind.class, word);
        }
    }

    public static EntryRule amount() {
        return new EntryRule(Kind.AMOUNT, null, null);
    }

    public static EntryRule field(String name) {
        return new EntryRule(Kind.FIELD, name, null);
    }

    public static EntryRule document(String kind, String state) {
        return new EntryRule(Kind.DOCUMENT, kind, state);
    }

    public static EntryRule task(String what) {
        return new EntryRule(Kind.TASK, what, null);
    }

    public static EntryRule partsFinished() {
        return new EntryRule(Kind.PARTS, null, null);
    }
}
