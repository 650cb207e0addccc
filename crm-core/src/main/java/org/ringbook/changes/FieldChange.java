package org.ringbook.changes;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.fields.FieldSubject;

/**
 * One field of one card, changed once.
 *
 * @param record whose it was then: somebody who was merged into another one since keeps their own id here
 * @param field name of the field: a column of its table; {@code numbers} and {@code points} for lists, {@code fields.KEY} for a field of the
 *     company's own, {@code created} when the card itself came
 * @param was as JSON says it: a text, a number, a list; null for nothing
 * @param by id of our person; null for the program itself
 * @param cause bulk, hand_over, import, merge, restored, put_back; null when somebody changed it on its own
 */
public record FieldChange(
        long id, Instant at, Kind kind, UUID record, String field, Object was, Object became, UUID by, String cause) {

    private static final String OWN = "fields.";

    public enum Kind {
        CONTACT(FieldSubject.PERSON),
        COMPANY(FieldSubject.COMPANY),
        LEAD(FieldSubject.LEAD),
        TASK(FieldSubject.TASK),
        /** Has no fields of the company's own. */
        CLAIM(null),
        DEAL(FieldSubject.DEAL),
        /** What a deal is fulfilled by has no fields of the company's own. */
        PART(null),
        DOCUMENT(null),
        PAYMENT(null),
        TERMS(null);

        private final FieldSubject fields;

        Kind(FieldSubject fields) {
            this.fields = fields;
        }

        public FieldSubject fields() {
            return fields;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Kind> of(String word) {
            return Arrays.stream(values())
                    .filter(kind -> kind.word().equals(word))
                    .findFirst();
        }
    }

    public boolean isCreation() {
        return field.equals("created");
    }

    /** The key of the company's own field; null for any other. */
    public String ownKey() {
        return field.startsWith(OWN) ? field.substring(OWN.length()) : null;
    }
}
