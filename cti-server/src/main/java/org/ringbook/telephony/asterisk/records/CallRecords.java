package org.ringbook.telephony.asterisk.records;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The second source of one PBX. CEL is read where there is one, because it says more; else CDR. Waits for disks and networks. */
public final class CallRecords {

    private static final Logger LOG = LoggerFactory.getLogger(CallRecords.class);

    /** Clocks and the ways of Asterisk's threads: what a record and AMI say of one moment differs by less. */
    private static final Duration MARGIN = Duration.ofSeconds(2);

    private static final Duration LATER_ROWS = Duration.ofMinutes(2);

    private static final Duration LONGEST_CALL = Duration.ofHours(4);

    private final RowReader cel;
    private final RowReader cdr;

    private CallRecords(RowReader cel, RowReader cdr) {
        this.cel = cel;
        this.cdr = cdr;
    }

    /** @return null when the settings name no second source */
    public static CallRecords of(RecordsSettings settings) {
        RowReader cel = null;
        RowReader cdr = null;
        if (!settings.database().isBlank()) {
            cel = table(settings, settings.celTable(), List.of("eventtime"));
            cdr = table(settings, settings.cdrTable(), List.of("end", "start", "calldate"));
        }
        if (!settings.cel().isBlank()) {
            cel = new FileRows(file(settings.cel(), settings), Columns.CEL_FILE, settings.zone());
        }
        if (!settings.cdr().isBlank()) {
            cdr = new FileRows(file(settings.cdr(), settings), Columns.CDR_FILE, settings.zone());
        }
        return cel == null && cdr == null ? null : new CallRecords(cel, cdr);
    }

    private static RowReader table(RecordsSettings settings, String table, List<String> times) {
        return table.isBlank()
                ? null
                : new TableRows(
                        settings.database().replaceFirst("^jdbc:mysql:", "jdbc:mariadb:"),
                        settings.user(),
                        settings.password(),
                        table,
                        times,
                        settings.zone());
    }

    private static RecordFile file(String place, RecordsSettings settings) {
        return RecordFile.at(place, settings.user(), settings.password(), settings.hostKey());
    }

    /**
     * What was read.
     *
     * @param from "cel" or "cdr", as {@link RecordedEvent#message} wants it
     * @param reported what the PBX would have said over AMI, in the order of time
     * @param calls how many calls it is about
     */
    public record Found(String from, List<RecordedEvent> reported, int calls) {

        /** Whether of a call nothing is recorded before its end. */
        public boolean onlyAtTheEnd() {
            return from.equals("cdr");
        }
    }

    /**
     * What happened in a gap. Calls that are heard of for the first time are told from their beginning, however long
     * before the gap that was; of the others what was surely heard is left out.
     *
     * @param from the last moment that was heard, by the clock of the PBX
     * @param to when it was heard again
     * @param now until when rows have been written that may tell of the gap
     * @param known channels whose beginning was heard
     * @param legByName id of a channel that was heard, by its name and when it lived; null when it was not
     * @throws IOException when neither can be read, in words for the administrator
     */
    public Found between(
            Instant from,
            Instant to,
            Instant now,
            Predicate<String> known,
            BiFunction<String, Instant, String> legByName)
            throws IOException {
        if (cel != null) {
            try {
                List<Row> rows = concerning(celOf(from, to, now), from, known);
                if (!rows.isEmpty() || cdr == null) {
                    List<RecordedEvent> reported = CelMessages.of(rows, known).stream()
                            .filter(one -> !one.at().isAfter(to.plus(MARGIN)))
                            .toList();
                    return found("cel", rows, reported, from, known);
                }
            } catch (IOException unreadable) {
                if (cdr == null) {
                    throw unreadable;
                }
                LOG.warn("CEL cannot be read, CDR is tried: {}", unreadable.getMessage());
            }
        }
        Instant until = to.plus(MARGIN);
        List<Row> rows = ofTheGap(cdr.between(from.minus(LONGEST_CALL), now.plus(MARGIN)), from.minus(MARGIN), until);
        List<RecordedEvent> reported = CdrMessages.of(rows, known, legByName).stream()
                .filter(one -> !one.at().isAfter(until))
                .toList();
        return found("cdr", rows, reported, from, known);
    }

    /** What was written a little later of calls that had begun by then says more of them: whom a Dial called is in later rows. */
    private List<Row> celOf(Instant from, Instant to, Instant now) throws IOException {
        Instant written = now.isBefore(to) ? to : now;
        Instant last = written.isAfter(to.plus(LATER_ROWS)) ? to.plus(LATER_ROWS) : written;
        List<Row> rows = cel.ofCalls(from.minus(LONGEST_CALL), from.minus(MARGIN), last.plus(MARGIN));
        Set<String> begun = rows.stream()
                .filter(row -> !row.at().isAfter(to.plus(MARGIN)))
                .map(CallRecords::call)
                .collect(Collectors.toSet());
        return rows.stream().filter(row -> begun.contains(call(row))).toList();
    }

    /** Of calls that one row shows to have gone on then, all rows: half a call would look like another one. */
    private static List<Row> ofTheGap(List<Row> rows, Instant from, Instant until) {
        List<Row> begun = rows.stream()
                .filter(row -> !Instant.parse(row.get("start")).isAfter(until))
                .toList();
        Set<String> calls = begun.stream()
                .filter(row -> !row.at().isBefore(from))
                .map(CallRecords::call)
                .collect(Collectors.toSet());
        return begun.stream().filter(row -> calls.contains(call(row))).toList();
    }

    private static String call(Row row) {
        return row.get(row.get("linkedid").isEmpty() ? "uniqueid" : "linkedid");
    }

    /** The rows of calls in which something happened since, and those of the last moment before. */
    private static List<Row> concerning(List<Row> rows, Instant from, Predicate<String> known) {
        Set<String> late = new HashSet<>();
        for (Row row : rows) {
            if (row.at().isAfter(from)) {
                late.add(row.get("linkedid"));
                late.add(row.get("uniqueid"));
            }
        }
        Instant moment = from.minus(MARGIN);
        return rows.stream()
                .filter(row -> late.contains(row.get("linkedid"))
                        || late.contains(row.get("uniqueid"))
                        || known.test(row.get("uniqueid")) && row.at().isAfter(moment))
                .toList();
    }

    private static Found found(
            String from, List<Row> rows, List<RecordedEvent> reported, Instant since, Predicate<String> known) {
        Instant moment = since.minus(MARGIN);
        List<RecordedEvent> news = reported.stream()
                .filter(one -> one.at().isAfter(moment) || !known.test(one.leg()))
                .toList();
        long calls = rows.stream()
                .filter(row -> row.at().isAfter(since))
                .map(CallRecords::call)
                .distinct()
                .count();
        return new Found(from, news, (int) calls);
    }
}
