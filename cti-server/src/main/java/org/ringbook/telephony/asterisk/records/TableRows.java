package org.ringbook.telephony.asterisk.records;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Rows of a table in PostgreSQL, MySQL or MariaDB. An account that may only select is enough. Columns are taken by their
 * names, whichever there are: Asterisk's modules and FreePBX differ in them.
 */
final class TableRows implements RowReader {

    private static final int PATIENCE_SECONDS = 15;
    /** A host that vanishes says nothing at all. Longer than the database is given for an answer. */
    private static final int SILENT_SECONDS = 30;

    private static final int MOST = 2_000_000;
    private static final int FETCHED_AT_ONCE = 1_000;
    private static final int IDS_AT_ONCE = 10_000;

    private final String url;
    private final String user;
    private final String password;
    private final String table;
    private final List<String> timeColumns;
    private final ZoneId zone;

    /** @param timeColumns names that the column of the time may have */
    TableRows(String url, String user, String password, String table, List<String> timeColumns, ZoneId zone) {
        this.url = url;
        this.user = user;
        this.password = password;
        this.table = table;
        this.timeColumns = timeColumns;
        this.zone = zone;
    }

    @Override
    public List<Row> between(Instant from, Instant to) throws IOException {
        return asking((database, columns) -> between(database, columns, from, to, null));
    }

    @Override
    public List<Row> ofCalls(Instant back, Instant from, Instant to) throws IOException {
        return asking((database, columns) -> {
            List<Row> within = between(database, columns, from, to, null);
            List<String> ids = within.stream()
                    .flatMap(row -> RowsOfCalls.idsOf(row).stream())
                    .filter(id -> !id.isEmpty())
                    .distinct()
                    .toList();
            var all = new ArrayList<Row>();
            for (int i = 0; i < ids.size(); i += IDS_AT_ONCE) {
                List<String> some = ids.subList(i, Math.min(ids.size(), i + IDS_AT_ONCE));
                all.addAll(between(database, columns, back, from.minusNanos(1000), some));
            }
            // A row may be of two calls whose ids were asked for apart.
            Stream<Row> earlier = ids.size() <= IDS_AT_ONCE
                    ? all.stream()
                    : all.stream().distinct().sorted(Comparator.comparing(Row::at));
            return Stream.concat(earlier, within.stream()).toList();
        });
    }

    private interface Question {
        List<Row> ask(Connection database, Map<String, Integer> columns) throws SQLException, IOException;
    }

    private List<Row> asking(Question question) throws IOException {
        try (Connection database = connect()) {
            // Only so a driver hands out rows a few at a time.
            database.setAutoCommit(false);
            return question.ask(database, columns(database));
        } catch (SQLException refused) {
            throw new IOException(withoutPassword(refused.getMessage()), refused);
        }
    }

    /** @param calls ids of channels or calls, one of which a row must have; null for all rows */
    private List<Row> between(
            Connection database, Map<String, Integer> columns, Instant from, Instant to, List<String> calls)
            throws SQLException, IOException {
        String time = timeColumns.stream()
                .filter(columns::containsKey)
                .findFirst()
                .orElseThrow(() -> new IOException(
                        "The table " + table + " has none of the columns " + String.join(", ", timeColumns) + "."));
        String order = columns.containsKey("id") ? "id" : columns.containsKey("sequence") ? time + ", sequence" : time;
        String marks = calls == null ? "" : String.join(", ", Collections.nCopies(calls.size(), "?"));
        String ofCalls = calls == null ? "" : " and (uniqueid in (" + marks + ") or linkedid in (" + marks + "))";
        String sql = "select * from " + table + " where " + time + " between ? and ?" + ofCalls + " order by " + order;
        try (PreparedStatement select = database.prepareStatement(sql)) {
            select.setQueryTimeout(PATIENCE_SECONDS);
            select.setMaxRows(MOST);
            select.setFetchSize(FETCHED_AT_ONCE);
            // Of a call the table may have the start alone: what ended within began before.
            Instant back = time.equals("calldate") || time.equals("start") ? longBefore(from) : from;
            bind(select, 1, columns.get(time), back, earliest(back, to));
            bind(select, 2, columns.get(time), to, latest(back, to));
            for (int i = 0; calls != null && i < calls.size(); i++) {
                select.setString(3 + i, calls.get(i));
                select.setString(3 + calls.size() + i, calls.get(i));
            }
            return read(select, from, to);
        }
    }

    private static Instant longBefore(Instant from) {
        return from.minusSeconds(12 * 3600);
    }

    private Connection connect() throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        // PostgreSQL's driver counts seconds, the others milliseconds.
        String thousand = url.startsWith("jdbc:postgresql") ? "" : "000";
        properties.setProperty("connectTimeout", "10" + thousand);
        properties.setProperty("socketTimeout", SILENT_SECONDS + thousand);
        properties.setProperty("tcpKeepAlive", "true");
        return DriverManager.getConnection(url, properties);
    }

    private String withoutPassword(String message) {
        return password.isEmpty() ? message : String.valueOf(message).replace(password, "***");
    }

    private Map<String, Integer> columns(Connection database) throws SQLException {
        try (PreparedStatement none = database.prepareStatement("select * from " + table + " where 1 = 0");
                ResultSet empty = none.executeQuery()) {
            var columns = new HashMap<String, Integer>();
            ResultSetMetaData about = empty.getMetaData();
            for (int i = 1; i <= about.getColumnCount(); i++) {
                columns.put(about.getColumnLabel(i).toLowerCase(Locale.ROOT), typeOf(about, i));
            }
            return columns;
        }
    }

    /** PostgreSQL's driver calls both kinds of time TIMESTAMP. */
    private static int typeOf(ResultSetMetaData about, int column) throws SQLException {
        return WITH_ZONE.contains(about.getColumnTypeName(column).toLowerCase(Locale.ROOT))
                ? java.sql.Types.TIMESTAMP_WITH_TIMEZONE
                : about.getColumnType(column);
    }

    /** A time without a zone is the PBX's own; text may be seconds since 1970 or local time. */
    private static void bind(PreparedStatement select, int index, int type, Instant time, LocalDateTime local)
            throws SQLException {
        switch (type) {
            case java.sql.Types.TIMESTAMP_WITH_TIMEZONE -> select.setObject(index, time.atOffset(ZoneOffset.UTC));
            case java.sql.Types.VARCHAR, java.sql.Types.CHAR, java.sql.Types.LONGVARCHAR ->
                select.setString(index, "" + time.getEpochSecond());
            default -> select.setObject(index, local);
        }
    }

    /** What the PBX's clock showed at the lowest in this time: when the clocks go back, less than at its beginning. */
    private LocalDateTime earliest(Instant from, Instant to) {
        return Stream.concat(
                        Stream.of(LocalDateTime.ofInstant(from, zone)),
                        changes(from, to).stream().map(ZoneOffsetTransition::getDateTimeAfter))
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private LocalDateTime latest(Instant from, Instant to) {
        return Stream.concat(
                        Stream.of(LocalDateTime.ofInstant(to, zone)),
                        changes(from, to).stream().map(ZoneOffsetTransition::getDateTimeBefore))
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private List<ZoneOffsetTransition> changes(Instant from, Instant to) {
        var changes = new ArrayList<ZoneOffsetTransition>();
        ZoneOffsetTransition next = zone.getRules().nextTransition(from);
        while (next != null && !next.getInstant().isAfter(to)) {
            changes.add(next);
            next = zone.getRules().nextTransition(next.getInstant());
        }
        return changes;
    }

    private List<Row> read(PreparedStatement select, Instant from, Instant to) throws SQLException {
        var rows = new ArrayList<Row>();
        var reading = new Columns(zone);
        try (ResultSet found = select.executeQuery()) {
            ResultSetMetaData about = found.getMetaData();
            while (found.next()) {
                var values = new HashMap<String, String>();
                for (int i = 1; i <= about.getColumnCount(); i++) {
                    String value = text(found, i, typeOf(about, i));
                    if (value != null && !value.isEmpty()) {
                        values.put(about.getColumnLabel(i).toLowerCase(Locale.ROOT), value);
                    }
                }
                Row row = reading.row(values);
                if (row != null && !row.at().isBefore(from) && !row.at().isAfter(to)) {
                    rows.add(row);
                }
            }
        }
        return rows;
    }

    private static final Set<String> WITH_ZONE = Set.of("timestamptz", "timestamp with time zone");

    private static String text(ResultSet found, int column, int type) throws SQLException {
        if (type == java.sql.Types.TIMESTAMP_WITH_TIMEZONE) {
            Timestamp time = found.getTimestamp(column);
            return time == null ? null : time.toInstant().toString();
        }
        if (type == java.sql.Types.TIMESTAMP) {
            LocalDateTime time = found.getObject(column, LocalDateTime.class);
            return time == null ? null : time.toString().length() == 16 ? time + ":00" : time.toString();
        }
        return found.getString(column);
    }
}
