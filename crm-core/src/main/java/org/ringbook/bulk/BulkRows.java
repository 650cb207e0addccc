package org.ringbook.bulk;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.audit.ChangeAuthor;
import org.ringbook.refusals.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Bulk changes in the database. */
final class BulkRows {

    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private final JdbcClient jdbc;

    BulkRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(
            UUID id,
            BulkSubject subject,
            BulkChange.Action action,
            String value,
            String reason,
            UUID by,
            List<UUID> records) {
        jdbc.sql("insert into bulk_change (id, subject, action, value, reason, by) values (?, ?, ?, ?, ?, ?)")
                .params(id, subject.word(), action.word(), value, reason, by)
                .update();
        jdbc.sql(
                        "insert into bulk_row (bulk_id, place, record) select ?, n, r from unnest(?) with ordinality chosen (r, n)")
                .params(id, records.toArray(UUID[]::new))
                .update();
    }

    /** Who changes what in this transaction. */
    void says(BulkChange change, UUID by) {
        String usual = change.handOver() == null ? "bulk" : "hand_over";
        ChangeAuthor.says(jdbc, by, change.subject().isFile() ? "import" : usual);
    }

    void handsOver(UUID id, UUID handOver) {
        jdbc.sql("update bulk_change set hand_over = ? where id = ?")
                .params(handOver, id)
                .update();
    }

    /** @return false when somebody is to look at it first */
    boolean goesOnByItself(UUID id) {
        return jdbc.sql("update bulk_change set state = 'running', applied_at = now()"
                                + " where id = ? and state = 'looking' and hand_over is not null")
                        .param(id)
                        .update()
                > 0;
    }

    List<BulkChange> ofHandOver(UUID handOver) {
        return jdbc.sql("select * from bulk_change where hand_over = ? order by at, id")
                .param(handOver)
                .query(BulkRows::change)
                .list();
    }

    Optional<BulkChange> find(UUID id) {
        return jdbc.sql("select * from bulk_change where id = ?")
                .param(id)
                .query(BulkRows::change)
                .optional();
    }

    /** @param by null for everybody's */
    List<BulkChange> latest(UUID by, int most) {
        return jdbc.sql("select * from bulk_change where state not in ('looking', 'looked')"
                        + (by == null ? "" : " and by = :by") + " order by at desc limit :most")
                .param("by", by)
                .param("most", most)
                .query(BulkRows::change)
                .list();
    }

    List<BulkChange> unfinished() {
        return jdbc.sql("select * from bulk_change where state in ('looking', 'running', 'undoing') order by at")
                .query(BulkRows::change)
                .list();
    }

    /** @return false when it was not in that state */
    boolean becomes(UUID id, BulkChange.State from, BulkChange.State to) {
        return jdbc.sql("update bulk_change set state = ? where id = ? and state = ?")
                        .params(to.word(), id, from.word())
                        .update()
                > 0;
    }

    /** @return false when it is under way, or was done */
    boolean withdrawn(UUID id) {
        jdbc.sql("delete from bulk_change where id = ? and state = 'looked'")
                .param(id)
                .update();
        return find(id).isEmpty();
    }

    /** @return false when it does not wait for that */
    boolean applies(UUID id) {
        return jdbc.sql(
                                "update bulk_change set state = 'running', applied_at = now() where id = ? and state = 'looked'")
                        .param(id)
                        .update()
                > 0;
    }

    /** @return false when it is not done */
    boolean undoes(UUID id, UUID by) {
        return jdbc.sql("update bulk_change set state = 'undoing', undone_at = now(), undone_by = ?"
                                + " where id = ? and state = 'done'")
                        .params(by, id)
                        .update()
                > 0;
    }

    int forget(Instant before) {
        return jdbc.sql("delete from bulk_change where at < ?"
                        // The rows of a file are called as in the file, which is kept no longer.
                        + " or subject in ('deal_row', 'lead_row') and at < now() - interval '31 days'")
                .param(Timestamp.from(before))
                .update();
    }

    BulkCounts counts(UUID id) {
        var counts = new HashMap<String, Integer>();
        jdbc.sql("select outcome, count(*) from bulk_row where bulk_id = ? group by outcome")
                .param(id)
                .query(row -> {
                    counts.put(row.getString(1), row.getInt(2));
                });
        return new BulkCounts(counts);
    }

    /** Of many at once. */
    Map<UUID, BulkCounts> counts(List<UUID> ids) {
        var counts = new HashMap<UUID, Map<String, Integer>>();
        ids.forEach(id -> counts.put(id, new HashMap<>()));
        jdbc.sql("select bulk_id, outcome, count(*) from bulk_row where bulk_id = any(?) group by bulk_id, outcome")
                .param(ids.toArray(UUID[]::new))
                .query(row -> {
                    counts.get(row.getObject(1, UUID.class)).put(row.getString(2), row.getInt(3));
                });
        var all = new HashMap<UUID, BulkCounts>();
        counts.forEach((id, one) -> all.put(id, new BulkCounts(one)));
        return all;
    }

    /** In their order. */
    List<BulkRow> rows(UUID id, String outcome, int most) {
        return jdbc.sql("select * from bulk_row where bulk_id = ? and outcome = ? order by place limit ?")
                .params(id, outcome, most)
                .query(BulkRows::row)
                .list();
    }

    void becomes(UUID id, BulkRow row, String outcome, String name) {
        jdbc.sql("update bulk_row set outcome = ?, name = coalesce(?, name) where bulk_id = ? and place = ?")
                .params(outcome, name, id, row.place())
                .update();
    }

    void refused(UUID id, BulkRow row, Refused why) {
        jdbc.sql("update bulk_row set outcome = 'refused', why = ?, why_args = ? where bulk_id = ? and place = ?")
                .params(
                        why.refusal().key(),
                        why.refusal().args().stream().map(String::valueOf).toArray(String[]::new),
                        id,
                        row.place())
                .update();
    }

    void changed(UUID id, BulkRow row, Map<String, String> before, Map<String, String> after) {
        jdbc.sql("update bulk_row set outcome = 'changed', before = cast(? as jsonb), after = cast(? as jsonb)"
                        + " where bulk_id = ? and place = ?")
                .params(JSON.writeValueAsString(before), JSON.writeValueAsString(after), id, row.place())
                .update();
    }

    private static BulkRow row(ResultSet row, int n) throws SQLException {
        return new BulkRow(
                row.getInt("place"),
                row.getObject("record", UUID.class),
                row.getString("name"),
                row.getString("outcome"),
                BulkRow.why(row.getString("why"), List.of((String[])
                        row.getArray("why_args").getArray())),
                texts(row.getString("before")),
                texts(row.getString("after")));
    }

    private static Map<String, String> texts(String json) {
        return json == null ? null : JSON.readValue(json, TEXTS);
    }

    private static BulkChange change(ResultSet row, int n) throws SQLException {
        return new BulkChange(
                row.getObject("id", UUID.class),
                BulkSubject.of(row.getString("subject")).orElseThrow(),
                BulkChange.Action.of(row.getString("action")).orElseThrow(),
                row.getString("value"),
                row.getString("reason"),
                row.getTimestamp("at").toInstant(),
                row.getObject("by", UUID.class),
                BulkChange.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                time(row.getTimestamp("applied_at")),
                time(row.getTimestamp("undone_at")),
                row.getObject("undone_by", UUID.class),
                row.getObject("hand_over", UUID.class));
    }

    private static Instant time(Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
