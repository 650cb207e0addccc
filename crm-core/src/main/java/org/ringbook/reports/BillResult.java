package org.ringbook.reports;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What came of checking an operator's bill.
 *
 * @param rows of the bill
 * @param billed their seconds
 * @param calls of the log in the time of the bill
 * @param counted their seconds, rounded as the operator rounds
 * @param tied rows that are calls
 * @param differences each row and each call that does not tie out, by its time
 */
public record BillResult(int rows, long billed, int calls, long counted, int tied, List<Difference> differences) {

    public BillResult {
        differences = List.copyOf(differences);
    }

    /** What is wrong. */
    public enum Kind {
        /** The bill has another time than the log. */
        TIME_DIFFERS,
        /** No call of the log is this row. */
        ONLY_BILL,
        /** No row of the bill is this call. */
        ONLY_LOG
    }

    /**
     * @param line of the file; null for a call without a row
     * @param billed seconds; null for a call without a row
     * @param counted seconds by the log, rounded as the operator rounds; null for a row without a call
     * @param call null for a row without one
     */
    public record Difference(
            Kind kind, Integer line, Instant start, String number, Long billed, Long counted, UUID call) {}

    /** Rows and calls that do not tie out. */
    public boolean tiesOut() {
        return differences.isEmpty();
    }
}
