package org.ringbook.imports;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.bulk.BulkSubject;
import org.ringbook.fields.FieldSubject;

/**
 * A file of deals or leads. Names of file and columns are untrusted.
 *
 * @param columns what each of {@code headers} holds: a {@link FileColumn#field}, {@code field:KEY} for a field of the company's own; empty for
 *     one that is left out
 * @param workbook whether its numbers are numbers, and not texts
 * @param slashes how 01/02/2026 is read; null where nobody said
 * @param source of which program external ids are, where no column says it
 * @param bulkId the change by which its rows were looked through last, and are written and taken back; null while no column says what they
 *     are called
 */
public record FileImport(
        UUID id,
        Kind kind,
        UUID owner,
        String fileName,
        Instant at,
        List<String> headers,
        List<String> columns,
        boolean workbook,
        Slashes slashes,
        String source,
        UUID bulkId) {

    /** What the rows become. */
    public enum Kind {
        DEAL(BulkSubject.DEAL_ROW, FieldSubject.DEAL),
        LEAD(BulkSubject.LEAD_ROW, FieldSubject.LEAD);

        private final BulkSubject subject;
        private final FieldSubject fields;

        Kind(BulkSubject subject, FieldSubject fields) {
            this.subject = subject;
            this.fields = fields;
        }

        BulkSubject subject() {
            return subject;
        }

        FieldSubject fields() {
            return fields;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Kind> of(String word) {
            return Arrays.stream(values())
                    .filter(one -> one.word().equals(word))
                    .findFirst();
        }
    }

    /** How a day with slashes is read that could be either. */
    public enum Slashes {
        DAY_FIRST,
        MONTH_FIRST;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Empty for none. */
        public static Optional<Slashes> of(String word) {
            return Arrays.stream(values())
                    .filter(one -> one.word().equals(word))
                    .findFirst();
        }
    }
}
