package org.ringbook.reports;

import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.ringbook.calendar.WorkingCalendar;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.refusals.Refused;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Bills of operators, held against the log. A file is read whole before anything is said of it: a row that cannot be read refuses the
 * file, by its line. Any thread; waits for the database and throws {@link DataAccessException} without it.
 */
@Component
public class Bills {

    private static final int MOST_BYTES = 20 << 20;
    private static final int MOST_ROWS = 300_000;
    private static final int MOST_DAYS = 100;

    private final JdbcClient jdbc;
    private final NumberPlan plan;
    private final ZoneId company;
    private final Map<String, BillFormat> formats;

    Bills(JdbcClient jdbc, NumberPlan plan, WorkingCalendar calendar, ReportSettings settings) {
        this.jdbc = jdbc;
        this.plan = plan;
        this.company = calendar.zone();
        this.formats = new TreeMap<>(settings.bills());
    }

    /** Names of the bills that the settings describe. */
    public List<String> names() {
        return List.copyOf(formats.keySet());
    }

    /**
     * @param file as the operator sends it
     * @throws Refused in words when the bill is not described, or something of it cannot be read
     */
    public BillResult check(String name, byte[] file) {
        BillFormat format = formats.get(name);
        if (format == null || !format.isDescribed()) {
            throw Refused.because("bill", "reports.bill.undescribed", name == null ? "" : name);
        }
        if (format.roundTo() < 1 || format.tolerance().isNegative()) {
            throw Refused.because("bill", "reports.bill.settings", "round-to < 1, tolerance < 0");
        }
        if (file.length == 0 || file.length > MOST_BYTES) {
            throw Refused.because("file", "reports.bill.size", MOST_BYTES >> 20);
        }
        List<BillCheck.Row> rows = new Reading(format).rows(file);
        if (rows.isEmpty()) {
            throw Refused.because("file", "reports.bill.empty");
        }
        return BillCheck.of(rows, calls(rows, format), format);
    }

    private List<BillCheck.Known> calls(List<BillCheck.Row> rows, BillFormat format) {
        Instant from =
                rows.stream().map(BillCheck.Row::start).min(Instant::compareTo).orElseThrow();
        Instant to =
                rows.stream().map(BillCheck.Row::start).max(Instant::compareTo).orElseThrow();
        Integer direction = switch (format.direction()) {
            case "outbound" -> 1;
            case "inbound" -> 0;
            default -> null;
        };
        if (Duration.between(from, to).toDays() > MOST_DAYS) {
            throw Refused.because(
                    "file",
                    "reports.bill.days",
                    MOST_DAYS,
                    from.atZone(company).toLocalDate().toString(),
                    to.atZone(company).toLocalDate().toString());
        }
        return jdbc.sql(
                        "select call_id, started_at, party, talk from report_call where result = 1 and party is not null"
                                + " and direction in (0, 1) and (cast(:direction as int) is null or direction = :direction)"
                                + " and started_at >= :from and started_at <= :to and ended_at is not null order by started_at")
                .param("direction", direction)
                .param("from", Timestamp.from(from.minus(format.tolerance())))
                .param("to", Timestamp.from(to.plus(format.tolerance())))
                .query((row, number) -> new BillCheck.Known(
                        row.getObject("call_id", UUID.class),
                        row.getTimestamp("started_at").toInstant(),
                        "+" + row.getLong("party"),
                        row.getLong("talk")))
                .list();
    }

    /** A file by its description. */
    private final class Reading {

        private final BillFormat format;
        private final DateTimeFormatter times;
        private final ZoneId zone;

        Reading(BillFormat format) {
            this.format = format;
            try {
                this.times = DateTimeFormatter.ofPattern(format.timeFormat());
                this.zone = format.zone().isBlank() ? company : ZoneId.of(format.zone());
            } catch (IllegalArgumentException | DateTimeException wrong) {
                throw Refused.because("bill", "reports.bill.settings", String.valueOf(wrong.getMessage()));
            }
        }

        List<BillCheck.Row> rows(byte[] file) {
            CSVFormat csv = CSVFormat.DEFAULT
                    .builder()
                    .setDelimiter(format.separator())
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .setIgnoreEmptyLines(true)
                    .setTrim(true)
                    .get();
            var rows = new ArrayList<BillCheck.Row>();
            try (CSVParser parser = CSVParser.parse(new StringReader(text(file)), csv)) {
                columns(parser.getHeaderNames());
                for (CSVRecord record : parser) {
                    if (rows.size() == MOST_ROWS) {
                        throw Refused.because("file", "reports.bill.rows", MOST_ROWS);
                    }
                    rows.add(row(record, Math.toIntExact(parser.getCurrentLineNumber())));
                }
            } catch (IOException | IllegalStateException | java.io.UncheckedIOException broken) {
                throw Refused.because("file", "reports.bill.broken");
            } catch (IllegalArgumentException twice) {
                throw twice instanceof Refused known ? known : Refused.because("file", "reports.bill.broken");
            }
            return rows;
        }

        private String text(byte[] file) throws CharacterCodingException {
            try {
                String text = Charset.forName(format.charset())
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .decode(ByteBuffer.wrap(file))
                        .toString();
                return text.startsWith("\uFEFF") ? text.substring(1) : text;
            } catch (java.nio.charset.UnsupportedCharsetException
                    | java.nio.charset.IllegalCharsetNameException unknown) {
                throw Refused.because("bill", "reports.bill.settings", format.charset());
            }
        }

        private void columns(List<String> known) {
            for (String column : List.of(format.start(), format.number(), format.seconds(), format.minutes())) {
                if (!column.isBlank() && !known.contains(column)) {
                    throw Refused.because("file", "reports.bill.column", column, String.join(", ", known));
                }
            }
        }

        private BillCheck.Row row(CSVRecord record, int line) {
            try {
                return new BillCheck.Row(line, start(record), number(record), seconds(record));
            } catch (DateTimeException | ArithmeticException | IllegalArgumentException unreadable) {
                if (unreadable instanceof Refused refused) {
                    throw refused;
                }
                throw Refused.because("file", "reports.bill.row", line, cut(String.join(" ", record.toList())));
            }
        }

        private Instant start(CSVRecord record) {
            return LocalDateTime.parse(record.get(format.start()), times)
                    .atZone(zone)
                    .toInstant();
        }

        private String number(CSVRecord record) {
            String text = record.get(format.number());
            return plan.parse(text)
                    .or(() -> plan.parse("+" + text))
                    .map(PhoneNumber::toString)
                    .orElseThrow(IllegalArgumentException::new);
        }

        private long seconds(CSVRecord record) {
            if (!format.minutes().isBlank()) {
                return decimal(record.get(format.minutes()))
                        .multiply(BigDecimal.valueOf(60))
                        .setScale(0, RoundingMode.HALF_UP)
                        .longValueExact();
            }
            String text = record.get(format.seconds());
            long seconds = 0;
            for (String part : text.split(":", 4)) {
                seconds = seconds * 60
                        + decimal(part).setScale(0, RoundingMode.HALF_UP).longValueExact();
            }
            return seconds;
        }

        private static BigDecimal decimal(String text) {
            return new BigDecimal(text.replace(',', '.').replace("\u00a0", "").replace(" ", ""));
        }

        private static String cut(String text) {
            return text.length() > 80 ? text.substring(0, 80) + "…" : text;
        }
    }
}
