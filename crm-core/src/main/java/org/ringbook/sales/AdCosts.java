package org.ringbook.sales;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.ringbook.audit.AuditEntry;
import org.ringbook.audit.AuditKind;
import org.ringbook.calendar.WorkingCalendar;
import org.ringbook.refusals.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What advertising cost, by day, channel and campaign, in the company's currency. Each stands once: the same day, channel and campaign with
 * another amount is told, and replaces only where that was asked for; what is replaced stays in the table, marked. All of what is sent is
 * taken, or nothing. Any thread; every method waits for the database and throws {@link DataAccessException} without it.
 */
@Component
public class AdCosts {

    /** Of one file or request. */
    public static final int MOST_ROWS = 10_000;

    private static final int MOST_BYTES = 5 << 20;
    private static final int LONGEST_NAME = 200;
    private static final int SHOWN = 20;
    private static final BigDecimal MOST = new BigDecimal("1000000000000");
    private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);
    private static final Map<String, String> HEADINGS = Map.ofEntries(
            Map.entry("day", "day"),
            Map.entry("date", "day"),
            Map.entry("день", "day"),
            Map.entry("дата", "day"),
            Map.entry("channel", "channel"),
            Map.entry("канал", "channel"),
            Map.entry("источник", "channel"),
            Map.entry("campaign", "campaign"),
            Map.entry("кампания", "campaign"),
            Map.entry("amount", "amount"),
            Map.entry("cost", "amount"),
            Map.entry("сумма", "amount"),
            Map.entry("расход", "amount"));

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ZoneId zone;
    private final ApplicationEventPublisher events;

    AdCosts(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            WorkingCalendar calendar,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.zone = calendar.zone();
        this.events = events;
    }

    /** @param campaign empty for all of the channel */
    public record Row(LocalDate day, String channel, String campaign, BigDecimal amount) {}

    /** What is kept. @param entered form, file, api */
    public record Kept(UUID id, LocalDate day, String channel, String campaign, BigDecimal amount, String entered) {}

    /**
     * Who enters, and how.
     *
     * @param entered form, file, api
     * @param by null for a program
     * @param replace whether another amount of the same day, channel and campaign gives way
     * @param dryRun whether it is only told what would happen
     */
    public record Entry(String entered, UUID by, boolean replace, boolean dryRun) {}

    /** One that stands already with another amount. */
    public record Twice(LocalDate day, String channel, String campaign, BigDecimal stands, BigDecimal sent) {}

    /**
     * What became of rows, or would.
     *
     * @param added not there before
     * @param known there already with the same amount: nothing to do
     * @param replaced with another amount, which gave way
     * @param twice some of those with another amount
     * @param done whether it was written
     */
    public record Outcome(int added, int known, int replaced, List<Twice> twice, boolean done) {

        public Outcome {
            twice = List.copyOf(twice);
        }
    }

    /** Newest days first. @param after the last one that was seen; null for the first page */
    public List<Kept> list(LocalDate first, LocalDate last, UUID after, int limit) {
        return jdbc.sql("select * from ad_cost c where replaced_at is null and day between :first and :last"
                        + " and (cast(:after as uuid) is null or (day, id) < (select a.day, a.id from ad_cost a where a.id = :after))"
                        + " order by day desc, id desc limit :limit")
                .param("first", Date.valueOf(first))
                .param("last", Date.valueOf(last))
                .param("after", after)
                .param("limit", limit)
                .query(AdCosts::kept)
                .list();
    }

    private static Kept kept(ResultSet row, int number) throws SQLException {
        return new Kept(
                row.getObject("id", UUID.class),
                row.getDate("day").toLocalDate(),
                row.getString("channel"),
                row.getString("campaign"),
                row.getBigDecimal("amount"),
                row.getString("entered"));
    }

    /** @throws Refused in words that name the row; nothing was changed then */
    public Outcome enter(List<Row> rows, Entry entry) {
        if (rows.isEmpty() || rows.size() > MOST_ROWS) {
            throw Refused.because("items", "sales.cost.rows", MOST_ROWS);
        }
        var fitting = new ArrayList<Row>();
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            Row row = fitting(rows.get(i), i + 1);
            Integer before = seen.put(key(row.day(), row.channel(), row.campaign()), i + 1);
            if (before != null) {
                throw Refused.because("items", "sales.cost.doubled", before, i + 1, told(row));
            }
            fitting.add(row);
        }
        return transaction.execute(status -> {
            // Two who enter the same at once: the second is told.
            jdbc.sql("lock table ad_cost in share row exclusive mode").update();
            return write(fitting, entry);
        });
    }

    private static String key(LocalDate day, String channel, String campaign) {
        return day + "\n" + channel.toLowerCase(Locale.ROOT) + "\n" + campaign.toLowerCase(Locale.ROOT);
    }

    private static String told(Row row) {
        return row.day() + ", " + row.channel() + (row.campaign().isEmpty() ? "" : ", " + row.campaign());
    }

    private Row fitting(Row row, int number) {
        if (row == null
                || row.day() == null
                || row.day().isBefore(EARLIEST)
                || row.day().isAfter(LocalDate.now(zone).plusYears(1))) {
            throw Refused.because("day", "sales.cost.day", number);
        }
        String channel = row.channel() == null ? "" : row.channel().strip();
        String campaign = row.campaign() == null ? "" : row.campaign().strip();
        if (channel.isEmpty() || channel.length() > LONGEST_NAME || channel.indexOf('\0') >= 0) {
            throw Refused.because("channel", "sales.cost.channel", number, LONGEST_NAME);
        }
        if (campaign.length() > LONGEST_NAME || campaign.indexOf('\0') >= 0) {
            throw Refused.because("campaign", "sales.cost.campaign", number, LONGEST_NAME);
        }
        boolean fits = row.amount() != null
                && row.amount().signum() >= 0
                && row.amount().compareTo(MOST) < 0
                && row.amount().stripTrailingZeros().scale() <= 2;
        if (!fits) {
            throw Refused.because("amount", "sales.cost.amount", number);
        }
        return new Row(row.day(), channel, campaign, row.amount().setScale(2, RoundingMode.UNNECESSARY));
    }

    private Outcome write(List<Row> rows, Entry entry) {
        Map<String, Kept> standing = standing(rows);
        var fresh = new ArrayList<Row>();
        var others = new ArrayList<Row>();
        int known = 0;
        for (Row row : rows) {
            Kept stands = standing.get(key(row.day(), row.channel(), row.campaign()));
            if (stands == null) {
                fresh.add(row);
            } else if (stands.amount().compareTo(row.amount()) == 0) {
                known++;
            } else {
                others.add(row);
            }
        }
        List<Twice> twice = others.stream()
                .map(row -> new Twice(
                        row.day(),
                        row.channel(),
                        row.campaign(),
                        standing.get(key(row.day(), row.channel(), row.campaign()))
                                .amount(),
                        row.amount()))
                .limit(SHOWN)
                .toList();
        if (!entry.dryRun() && !others.isEmpty() && !entry.replace()) {
            Twice first = twice.get(0);
            throw Refused.because(
                    "replace",
                    "sales.cost.twice",
                    others.size(),
                    told(others.get(0)),
                    first.stands().toPlainString(),
                    first.sent().toPlainString());
        }
        if (!entry.dryRun()) {
            replace(others, standing, entry);
            insert(fresh, entry);
            insert(others, entry);
            note(fresh.size(), others, standing, entry);
        }
        return new Outcome(fresh.size(), known, others.size(), twice, !entry.dryRun());
    }

    private Map<String, Kept> standing(List<Row> rows) {
        LocalDate first = rows.stream().map(Row::day).min(LocalDate::compareTo).orElseThrow();
        LocalDate last = rows.stream().map(Row::day).max(LocalDate::compareTo).orElseThrow();
        Map<String, Kept> standing = new HashMap<>();
        jdbc.sql("select * from ad_cost where replaced_at is null and day between ? and ?")
                .params(Date.valueOf(first), Date.valueOf(last))
                .query(AdCosts::kept)
                .list()
                .forEach(kept -> standing.put(key(kept.day(), kept.channel(), kept.campaign()), kept));
        return standing;
    }

    private void replace(List<Row> rows, Map<String, Kept> standing, Entry entry) {
        UUID[] ids = rows.stream()
                .map(row -> standing.get(key(row.day(), row.channel(), row.campaign()))
                        .id())
                .toArray(UUID[]::new);
        jdbc.sql("update ad_cost set replaced_at = now(), replaced_by = :by where id = any(:ids)")
                .param("by", entry.by())
                .param("ids", ids)
                .update();
    }

    private void insert(List<Row> rows, Entry entry) {
        for (Row row : rows) {
            jdbc.sql("insert into ad_cost (id, day, channel, campaign, amount, entered, entered_by, entered_at)"
                            + " values (gen_random_uuid(), :day, :channel, :campaign, :amount, :entered, :by, now())")
                    .param("day", Date.valueOf(row.day()))
                    .param("channel", row.channel())
                    .param("campaign", row.campaign())
                    .param("amount", row.amount())
                    .param("entered", entry.entered())
                    .param("by", entry.by())
                    .update();
        }
    }

    private void note(int added, List<Row> others, Map<String, Kept> standing, Entry entry) {
        if (added > 0 || !others.isEmpty()) {
            AuditEntry noted = AuditEntry.of(AuditKind.PLAN, others.isEmpty() ? "added" : "changed")
                    .on(entry.entered(), null)
                    .with("rows", null, added + others.size());
            for (Row row : others.subList(0, Math.min(SHOWN, others.size()))) {
                noted = noted.with(
                        told(row),
                        standing.get(key(row.day(), row.channel(), row.campaign()))
                                .amount()
                                .toPlainString(),
                        row.amount().toPlainString());
            }
            events.publishEvent(noted);
        }
    }

    /** It counts no more, and stays marked. @throws Refused if it is not there */
    public void remove(UUID id, UUID by) {
        transaction.executeWithoutResult(status -> {
            List<Kept> gone = jdbc.sql(
                            "update ad_cost set replaced_at = now(), replaced_by = :by where id = :id and replaced_at is null returning *")
                    .param("by", by)
                    .param("id", id)
                    .query(AdCosts::kept)
                    .list();
            if (gone.isEmpty()) {
                throw Refused.because("id", "sales.cost.none");
            }
            Kept kept = gone.get(0);
            events.publishEvent(AuditEntry.of(AuditKind.PLAN, "removed")
                    .on(id, told(new Row(kept.day(), kept.channel(), kept.campaign(), kept.amount())))
                    .with("amount", kept.amount().toPlainString(), null));
        });
    }

    /**
     * Rows of a CSV file: the first line names its columns, day, channel, campaign, amount, in English or Russian, parted by a semicolon,
     * a comma or a tab. Days as 2026-03-01 or 01.03.2026, amounts with a comma or a point.
     *
     * @param file in UTF-8
     * @throws Refused in words that name the line
     */
    public static List<Row> read(byte[] file) {
        if (file.length == 0 || file.length > MOST_BYTES) {
            throw Refused.because("file", "sales.cost.size", MOST_BYTES >> 20);
        }
        String text = text(file);
        int end = text.indexOf('\n');
        String head = end < 0 ? text : text.substring(0, end);
        char delimiter = head.indexOf(';') >= 0 ? ';' : head.indexOf('\t') >= 0 ? '\t' : ',';
        var rows = new ArrayList<Row>();
        try (CSVParser csv = CSVParser.parse(
                new StringReader(text),
                CSVFormat.DEFAULT
                        .builder()
                        .setDelimiter(delimiter)
                        .setIgnoreEmptyLines(true)
                        .get())) {
            Map<String, Integer> columns = null;
            for (CSVRecord record : csv) {
                if (columns == null) {
                    columns = columns(record);
                } else if (rows.size() >= MOST_ROWS) {
                    throw Refused.because("file", "sales.cost.rows", MOST_ROWS);
                } else {
                    rows.add(row(record, columns));
                }
            }
        } catch (IOException | IllegalStateException | UncheckedIOException broken) {
            throw Refused.because("file", "sales.cost.broken");
        }
        if (rows.isEmpty()) {
            throw Refused.because("file", "sales.cost.empty");
        }
        return rows;
    }

    private static String text(byte[] file) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException other) {
            throw Refused.because("file", "sales.cost.encoding");
        }
    }

    private static Map<String, Integer> columns(CSVRecord head) {
        Map<String, Integer> columns = new HashMap<>();
        for (int i = 0; i < head.size(); i++) {
            String name = HEADINGS.get(head.get(i).strip().toLowerCase(Locale.ROOT));
            if (name != null) {
                columns.putIfAbsent(name, i);
            }
        }
        for (String needed : List.of("day", "channel", "amount")) {
            if (!columns.containsKey(needed)) {
                throw Refused.because("file", "sales.cost.column", needed);
            }
        }
        return columns;
    }

    private static Row row(CSVRecord record, Map<String, Integer> columns) {
        long line = record.getParser().getCurrentLineNumber();
        return new Row(
                day(cell(record, columns.get("day")), line),
                cell(record, columns.get("channel")),
                cell(record, columns.get("campaign")),
                amount(cell(record, columns.get("amount")), line));
    }

    private static String cell(CSVRecord record, Integer column) {
        return column == null || column >= record.size()
                ? ""
                : record.get(column).strip();
    }

    private static LocalDate day(String text, long line) {
        try {
            return text.indexOf('.') >= 0
                    ? LocalDate.parse(text, DateTimeFormatter.ofPattern("dd.MM.yyyy"))
                    : LocalDate.parse(text);
        } catch (DateTimeException unreadable) {
            throw Refused.because("file", "sales.cost.line.day", line, cut(text));
        }
    }

    /** As people write sums: {@code 12 500,50}. Null for no sum. */
    public static BigDecimal amount(String text) {
        try {
            String plain = text.replaceAll("[\\s\\u00a0\\u202f]", "").replace(',', '.');
            return plain.length() > 20 ? null : new BigDecimal(plain);
        } catch (NumberFormatException unreadable) {
            return null;
        }
    }

    private static BigDecimal amount(String text, long line) {
        BigDecimal amount = amount(text);
        if (amount == null) {
            throw Refused.because("file", "sales.cost.line.amount", line, cut(text));
        }
        return amount;
    }

    private static String cut(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }
}
