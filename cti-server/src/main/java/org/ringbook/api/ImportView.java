package org.ringbook.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.ringbook.contacts.Contact.ContactNumber;
import org.ringbook.contacts.ImportRun;
import org.ringbook.contacts.RefusedRow;
import org.ringbook.contacts.StartedImport;

/**
 * How an import goes on and what came of it, in the language of the one who asks.
 *
 * @param state waiting, running, done, cancelled, failed
 * @param refusedRows the first thousand
 */
@Schema(name = "ContactImport")
record ImportView(
        UUID id,

        @Schema(allowableValues = {"waiting", "running", "done", "cancelled", "failed"})
        String state,

        boolean dryRun,
        long bytesRead,
        long bytesTotal,

        @Schema(description = "Read so far, without the row that names the columns")
        long rows,

        long added,

        @Schema(description = "Known before; new numbers or empty fields were filled in")
        long changed,

        @Schema(description = "Known before, and nothing new in the row")
        long known,

        long refused,
        long companiesAdded,
        List<Refusal> refusedRows,

        @Schema(description = "Rows that were taken, and of which something was left out")
        long partly,

        @Schema(description = "What was left out of them, the first thousand")
        List<Refusal> leftOut,

        @Schema(description = "Rows whose people are likely known under another name")
        long likelyRows,

        @Schema(description = "What became of these, the first thousand")
        List<Refusal> likely,

        @Schema(description = "The first hundred rows that were not refused")
        List<Taken> lines,

        List<String> ignoredColumns,

        @Schema(
                description =
                        "The columns of the file, and what each was taken to hold; empty for one that is left out")
        List<ImportRun.Column> columns,

        @Schema(nullable = true) String encoding,
        @Schema(nullable = true) String separator,

        @Schema(description = "Why the state is failed; else null", nullable = true)
        Failure failure) {

    /** @param row as a spreadsheet numbers it; column and value are null when the whole row is at fault */
    @Schema(name = "RefusedRow")
    record Refusal(long row, String column, String value, String code, String detail) {

        static Refusal of(RefusedRow row, Locale locale) {
            return new Refusal(
                    row.row(),
                    row.column(),
                    row.value(),
                    row.why().key(),
                    row.why().words(locale));
        }
    }

    /** @param numbers as they were understood, with an extension behind a semicolon: {@code +74951234567;ext=12} */
    @Schema(name = "ImportedRow")
    record Taken(
            long row,
            String name,
            @Schema(nullable = true) String company,
            List<String> numbers,

            @Schema(allowableValues = {"added", "changed", "known"})
            String outcome,

            List<Refusal> leftOut) {

        static Taken of(ImportRun.Line line, Locale locale) {
            return new Taken(
                    line.row(),
                    line.name(),
                    line.company(),
                    line.numbers().stream().map(Taken::number).toList(),
                    line.outcome().name().toLowerCase(Locale.ROOT),
                    refusals(line.leftOut(), locale));
        }

        private static String number(ContactNumber number) {
            return number.number() + (number.extension() == null ? "" : ";ext=" + number.extension());
        }
    }

    private static List<Refusal> refusals(List<RefusedRow> rows, Locale locale) {
        return rows.stream().map(row -> Refusal.of(row, locale)).toList();
    }

    @Schema(name = "ImportFailure")
    record Failure(String code, String detail) {}

    static ImportView of(StartedImport started, Locale locale) {
        ImportRun.Status run = started.status();
        return new ImportView(
                started.id(),
                run.state().name().toLowerCase(Locale.ROOT),
                run.dryRun(),
                run.bytesRead(),
                run.bytesTotal(),
                run.rows(),
                run.added(),
                run.changed(),
                run.known(),
                run.refused(),
                run.companiesAdded(),
                refusals(run.refusedRows(), locale),
                run.partly(),
                refusals(run.leftOut(), locale),
                run.likelyRows(),
                refusals(run.likely(), locale),
                run.lines().stream().map(line -> Taken.of(line, locale)).toList(),
                run.ignoredColumns(),
                run.columns(),
                run.encoding(),
                run.separator(),
                run.failure() == null
                        ? null
                        : new Failure(run.failure().key(), run.failure().words(locale)));
    }
}
