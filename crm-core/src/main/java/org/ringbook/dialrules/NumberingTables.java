package org.ringbook.dialrules;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.ringbook.audit.AuditEntry;
import org.ringbook.audit.AuditKind;
import org.ringbook.contacts.NewId;
import org.ringbook.dialrules.NumberingRanges.Range;
import org.ringbook.refusals.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The official tables of which numbers were given out in which region. An administrator reads them in; the newest file takes the place of
 * the one of its name, and of what others say of the same codes: a file that was taken a second time may be called otherwise. Any thread; looking a number up is memory alone, once they were read.
 */
@Component
public class NumberingTables {

    private static final int AT_ONCE = 10_000;
    /** What is left of a number without its last seven digits is the country and the code. */
    private static final long CODE = 10_000_000L;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private volatile NumberingRanges known;
    /** Counts what was read in: who read the table before that keeps nothing of it. */
    private final AtomicInteger generation = new AtomicInteger();

    NumberingTables(JdbcClient jdbc, PlatformTransactionManager transactions, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.events = events;
    }

    /** A table that was read in. */
    public record Table(String name, Instant at, int rows) {}

    /**
     * What a file brought.
     *
     * @param unknownRegions texts of regions whose zone nobody knows: numbers of them have the zones of the whole country
     */
    public record Imported(int rows, List<String> unknownRegions) {}

    public List<Table> tables() {
        return jdbc.sql("select name, at, rows from numbering_file order by name")
                .query((row, n) ->
                        new Table(row.getString("name"), row.getTimestamp("at").toInstant(), row.getInt("rows")))
                .list();
    }

    /**
     * @param name of the file: it takes the place of the one of the same name, and of other rows of its codes
     * @param text in UTF-8; read to its end, not closed
     * @throws Refused in words; nothing was changed then
     */
    public Imported read(String name, InputStream text, UUID by) throws IOException {
        String tidied = name == null ? "" : name.replaceAll("\\p{Cntrl}", " ").strip();
        if (tidied.isEmpty() || tidied.length() > 100) {
            throw Refused.because("file", "dialrules.numbering.name");
        }
        List<Range> ranges = ranges(text);
        transaction.executeWithoutResult(status -> write(tidied, ranges, by));
        generation.incrementAndGet();
        known = null;
        List<String> unknown = ranges.stream()
                .map(Range::region)
                .distinct()
                .filter(region -> ZoneTable.shipped().ofRegion(region).isEmpty())
                .sorted()
                .toList();
        return new Imported(ranges.size(), unknown);
    }

    private static List<Range> ranges(InputStream text) throws IOException {
        var decoder = StandardCharsets.UTF_8.newDecoder();
        try {
            return NumberingFile.read(new BufferedReader(new InputStreamReader(text, decoder)));
        } catch (CharacterCodingException another) {
            throw Refused.because("file", "dialrules.numbering.utf8");
        }
    }

    private void write(String name, List<Range> ranges, UUID by) {
        UUID id = NewId.next();
        jdbc.sql("delete from numbering_file where name = ?").param(name).update();
        clear(ranges);
        jdbc.sql("insert into numbering_file (id, name, by, rows) values (?, ?, ?, ?)")
                .params(id, name, by, ranges.size())
                .update();
        for (int from = 0; from < ranges.size(); from += AT_ONCE) {
            List<Range> some = ranges.subList(from, Math.min(from + AT_ONCE, ranges.size()));
            jdbc.sql("insert into numbering_range (file_id, from_number, to_number, region)"
                            + " select ?, f, t, r from unnest(?, ?, ?) as rows (f, t, r)")
                    .params(
                            id,
                            some.stream().map(Range::from).toArray(Long[]::new),
                            some.stream().map(Range::to).toArray(Long[]::new),
                            some.stream().map(Range::region).toArray(String[]::new))
                    .update();
        }
        events.publishEvent(AuditEntry.of(AuditKind.LIMIT, "numbering")
                .on(name, name)
                .with("rows", null, ranges.size())
                .by(by));
    }

    /** Of the codes of a new table nothing else stands; a file of which nothing is left goes. */
    private void clear(List<Range> ranges) {
        Long[] codes =
                ranges.stream().map(range -> range.from() / CODE).distinct().toArray(Long[]::new);
        jdbc.sql("""
                        with gone as (
                            delete from numbering_range where from_number / :code = any(:codes) returning file_id)
                        update numbering_file f set rows = f.rows - g.n
                        from (select file_id, count(*) as n from gone group by file_id) g where f.id = g.file_id""").param("code", CODE).param("codes", codes).update();
        jdbc.sql("delete from numbering_file where rows <= 0").update();
    }

    NumberingRanges ranges() {
        int before = generation.get();
        NumberingRanges now = known;
        if (now == null) {
            now = new NumberingRanges(jdbc.sql("select from_number, to_number, region from numbering_range")
                    .query((row, n) -> new Range(row.getLong(1), row.getLong(2), row.getString(3)))
                    .list());
            keep(now, before);
        }
        return now;
    }

    private void keep(NumberingRanges read, int before) {
        known = read;
        if (generation.get() != before) {
            known = null;
        }
    }
}
