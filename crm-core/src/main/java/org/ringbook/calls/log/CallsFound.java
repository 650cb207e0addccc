package org.ringbook.calls.log;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallPermissions;
import org.ringbook.calls.log.CallLog.CallFilter;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds a page of calls. Digits, or the numbers of many people, may fit every other call or three of a million, and nobody knows
 * before: the newest ones are asked first, and only when they do not fill the page all that fit are looked up by their numbers.
 */
final class CallsFound {

    private static final int NEWEST = 20_000;
    /** So many numbers are looked up one by one. */
    private static final int FEW = 50;

    private final JdbcClient jdbc;
    private final CallCursor after;
    private final Map<String, Object> parameters = new HashMap<>();

    /** @param after where the page before ended; null for the first */
    CallsFound(JdbcClient jdbc, CallCursor after) {
        this.jdbc = jdbc;
        this.after = after;
    }

    /** A parameter of the columns that are selected. */
    CallsFound with(String name, Object value) {
        parameters.put(name, value);
        return this;
    }

    /** @param select the columns that {@code row} reads */
    List<Call> of(CallFilter filter, CallPermissions who, int limit, String select, RowMapper<Call> row) {
        var query = new CallQuery(filter, who, after, select);
        if (filter.part() == null
                && (filter.numbers() == null || filter.numbers().size() <= FEW)) {
            return asked(query.sql(), query, limit).query(row).list();
        }
        Optional<OffsetDateTime> since = startOfNewest(filter);
        if (since.isPresent()) {
            List<Call> newest = asked(query.sqlOfNewest(), query, limit)
                    .param("sinceStart", since.get())
                    .query(row)
                    .list();
            if (newest.size() == limit) {
                return newest;
            }
        }
        return asked(query.sqlByIndex(), query, limit).query(row).list();
    }

    /** Empty when there are no more than the newest ones at all. */
    private Optional<OffsetDateTime> startOfNewest(CallFilter filter) {
        OffsetDateTime before = after != null
                ? after.startedAt().atOffset(ZoneOffset.UTC)
                : filter.to() == null ? null : filter.to().atOffset(ZoneOffset.UTC);
        String where = before == null ? "" : " where started_at <= :before";
        JdbcClient.StatementSpec asked = jdbc.sql("select started_at from call" + where
                + " order by started_at desc, id desc offset " + NEWEST + " limit 1");
        return (before == null ? asked : asked.param("before", before))
                .query(OffsetDateTime.class)
                .optional();
    }

    private JdbcClient.StatementSpec asked(String sql, CallQuery query, int limit) {
        return jdbc.sql(sql).params(query.parameters()).params(parameters).param("limit", limit);
    }
}
