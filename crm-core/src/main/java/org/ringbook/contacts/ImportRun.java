package org.ringbook.contacts;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.ringbook.contacts.Contact.ContactNumber;
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

    private static final int SAMPLED_ROWS = 50;
    private static final int LONGEST_SAMPLE = 60;

    private final boolean dryRun;
    private final List<RefusedRow> refusedRows = new ArrayList<>();
    private final List<Line> lines = new ArrayList<>();
    private final List<RefusedRow> leftOut = new ArrayList<>();
    private final List<RefusedRow> likely = new ArrayList<>();
    private long likelyRows;
    private final Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
    private List<String> ignoredColumns = List.of();
    private List<Column> columns = List.of();
    private String[] samples = {};
    private int sampled;
    private State state = State.WAITING;
    private long bytesRead;
    private long bytesTotal;
    private long refused;
    private long companiesAdded;
    private long partly;
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

    /**
     * @param company null when the row has none
     * @param numbers as they were understood
     * @param leftOut what of the row could not be understood, and is not in the record
     */
    public record Line(
            long row,
            String name,
            String company,
            List<ContactNumber> numbers,
            Outcome outcome,
            List<RefusedRow> leftOut) {}

    /**
     * A column of the file.
     *
     * @param header its name in the file, at most about 100 characters of it
     * @param field one of {@link ContactImport#FIELDS}; empty when it is left out
     * @param sample the first thing that stands in it; empty when nothing does
     */
    public record Column(String header, String field, String sample) {}

    /**
     * @param bytesRead of {@code bytesTotal}
     * @param rows read so far, the one with the names of columns not counted: added, changed, known and refused
     * @param companiesAdded among them, and for people of companies that were not known
     * @param refusedRows the first {@link #REFUSED_ROWS_KEPT}
     * @param lines the first {@link #LINES_KEPT} rows that were not refused
     * @param partly rows that were not refused, and of which something was left out
     * @param leftOut what was left out of them, the first {@link #REFUSED_ROWS_KEPT}
     * @param likely rows whose people are likely known under another name, with what became of them, the first {@link #REFUSED_ROWS_KEPT}
     * @param likelyRows how many there are
     * @param ignoredColumns names of columns that nothing is known of
     * @param columns all of them, as they were read
     * @param encoding of the file, as found; null before, and of a workbook
     * @param separator of the cells, as found; null before, and where there is none
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
            long partly,
            List<RefusedRow> leftOut,
            List<RefusedRow> likely,
            long likelyRows,
            List<String> ignoredColumns,
            List<Column> columns,
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
                partly,
                List.copyOf(leftOut),
                List.copyOf(likely),
                likelyRows,
                ignoredColumns,
                sampled(),
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

    synchronized void began(long bytes, ImportFile file, ImportedRows reader) {
        state = State.RUNNING;
        bytesTotal = bytes;
        encoding = file.encoding() == null ? null : file.encoding().name();
        separator = file.sign() == null ? null : String.valueOf(file.sign());
        ignoredColumns = List.copyOf(reader.ignored());
        columns = reader.columns();
        samples = new String[columns.size()];
    }

    /** Takes what stands in columns of which nothing is shown yet, of the first rows. */
    synchronized void sample(List<String> cells) {
        if (cells != null && sampled < SAMPLED_ROWS) {
            sampled++;
            for (int i = 0; i < Math.min(cells.size(), samples.length); i++) {
                String cell = cells.get(i).strip();
                samples[i] = samples[i] != null || cell.isEmpty()
                        ? samples[i]
                        : cell.substring(0, Math.min(cell.length(), LONGEST_SAMPLE));
            }
        }
    }

    private List<Column> sampled() {
        List<Column> shown = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            shown.add(new Column(column.header, column.field, samples[i] == null ? "" : samples[i]));
        }
        return shown;
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
            partly += line.leftOut().isEmpty() ? 0 : 1;
            line.leftOut().stream()
                    .limit(REFUSED_ROWS_KEPT - (long) leftOut.size())
                    .forEach(leftOut::add);
        }
    }

    synchronized void likely(List<RefusedRow> some) {
        likelyRows += some.size();
        some.stream().limit(REFUSED_ROWS_KEPT - (long) likely.size()).forEach(likely::add);
    }

    synchronized void ended(State end, Refusal why) {
        state = end;
        failure = why;
    }
}
