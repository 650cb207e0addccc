package org.ringbook.contacts;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.ringbook.refusals.Refusal;

/**
 * One import: how far it is, what came of it, and the way to stop it. {@link ContactImport} works on one thread; any other
 * may look or cancel.
 */
public final class ImportRun {

    /** Of more refused rows only the count is kept. */
    public static final int REFUSED_ROWS_KEPT = 1_000;
    /** So many first rows are told one by one. */
    public static final int LINES_KEPT = 100;

    private final boolean dryRun;
    private final List<RefusedRow> refusedRows = new ArrayList<>();
    private final List<Line> lines = new ArrayList<>();
    private final Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
    private List<String> ignoredColumns = List.of();
    private State state = State.WAITING;
    private long bytesRead;
    private long bytesTotal;
    private long refused;
    private long companiesAdded;
    private String encoding;
    private String separator;
    private Refusal failure;
    private volatile boolean cancelled;

    /** @param dryRun true to learn what would happen; nothing is written */
    public ImportRun(boolean dryRun) {
        this.dryRun = dryRun;
    }

    public enum State {
        WAITING,
        RUNNING,
        DONE,
        /** What was counted until then is written (unless it is a dry run). */
        CANCELLED,
        /** The rest of the file was not read; what was counted until then is written. */
        FAILED
    }

    /** What a row did, or would do in a dry run. */
    public enum Outcome {
        ADDED,
        /** New numbers were added to somebody we know, or empty fields filled. */
        CHANGED,
        /** We know all that the row says. */
        KNOWN
    }

    /** @param company null when the row has none */
    public record Line(long row, String name, String company, Outcome outcome) {}

    /**
     * @param bytesRead of {@code bytesTotal}
     * @param rows read so far, the one with the names of columns not counted: added, changed, known and refused
     * @param companiesAdded among them, and for people of companies that were not known
     * @param refusedRows the first {@link #REFUSED_ROWS_KEPT}
     * @param lines the first {@link #LINES_KEPT} rows that were not refused
     * @param ignoredColumns names of columns that nothing is known of
     * @param encoding of the file, as found; null before
     * @param separator of the cells, as found; null before
     * @param failure why the state is FAILED; else null
     */
    public record Status(
            State state,
            boolean dryRun,
            long bytesRead,
            long bytesTotal,
            long rows,
            long added,
            long changed,
            long known,
            long refused,
            long companiesAdded,
            List<RefusedRow> refusedRows,
            List<Line> lines,
            List<String> ignoredColumns,
            String encoding,
            String separator,
            Refusal failure) {}

    /** The import stops before its next thousand rows. */
    public void cancel() {
        cancelled = true;
    }

    public synchronized Status status() {
        long added = counts.getOrDefault(Outcome.ADDED, 0L);
        long changed = counts.getOrDefault(Outcome.CHANGED, 0L);
        long known = counts.getOrDefault(Outcome.KNOWN, 0L);
        return new Status(
                state,
                dryRun,
                bytesRead,
                bytesTotal,
                added + changed + known + refused,
                added,
                changed,
                known,
                refused,
                companiesAdded,
                List.copyOf(refusedRows),
                List.copyOf(lines),
                ignoredColumns,
                encoding,
                separator,
                failure);
    }

    boolean cancelled() {
        return cancelled;
    }

    boolean dryRun() {
        return dryRun;
    }

    synchronized void began(long bytes, String fileEncoding, char fileSeparator, List<String> ignored) {
        state = State.RUNNING;
        bytesTotal = bytes;
        encoding = fileEncoding;
        separator = String.valueOf(fileSeparator);
        ignoredColumns = List.copyOf(ignored);
    }

    synchronized void read(double share) {
        bytesRead = (long) (share * bytesTotal);
    }

    synchronized void refused(RefusedRow row) {
        refused++;
        if (refusedRows.size() < REFUSED_ROWS_KEPT) {
            refusedRows.add(row);
        }
    }

    synchronized void written(List<Line> some, long newCompanies) {
        companiesAdded += newCompanies;
        for (Line line : some) {
            counts.merge(line.outcome(), 1L, Long::sum);
            if (lines.size() < LINES_KEPT) {
                lines.add(line);
            }
        }
    }

    synchronized void ended(State end, Refusal why) {
        state = end;
        failure = why;
    }
}
