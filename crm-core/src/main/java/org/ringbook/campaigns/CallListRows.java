package org.ringbook.campaigns;

import static org.ringbook.campaigns.CampaignRows.word;
import static org.ringbook.campaigns.EntryRows.JSON;
import static org.ringbook.campaigns.EntryRows.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.refusals.Refusal;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;

/** The table of loads. */
final class CallListRows {

    private static final String UNDONE = "('new', 'waiting', 'sleeping', 'callback', 'reserved')";

    private static final String WITHOUT_FILE =
            "select id, campaign_id, name, source, origin, file_name, options, state, rows_done, counts, failure, created_at,"
                    + " created_by, ended_at from call_list";
    private static final TypeReference<Map<String, Long>> COUNTS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JdbcTemplate template;

    CallListRows(JdbcTemplate template) {
        this.template = template;
        this.jdbc = JdbcClient.create(template);
    }

    /** @param file null where there is none */
    void insert(CallList list, byte[] file, String hash) {
        jdbc.sql(
                        "insert into call_list (id, campaign_id, name, source, origin, file_name, file_hash, file, options, state,"
                                + " counts, created_by, ended_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?::jsonb, ?,"
                                + " case when ? then now() end)")
                .params(
                        list.id(),
                        list.campaignId(),
                        list.name(),
                        list.source().word(),
                        list.origin(),
                        list.fileName(),
                        hash,
                        file,
                        JSON.writeValueAsString(list.options()),
                        list.state().word(),
                        JSON.writeValueAsString(list.counts()),
                        list.createdBy(),
                        !list.state().goesOn())
                .update();
    }

    Optional<CallList> find(UUID id) {
        return jdbc.sql(WITHOUT_FILE + " where id = ?")
                .param(id)
                .query(CallListRows::read)
                .optional();
    }

    /** Newest first. */
    List<CallList> ofCampaign(UUID campaign) {
        return jdbc.sql(WITHOUT_FILE + " where campaign_id = ? order by created_at desc, id desc limit 200")
                .param(campaign)
                .query(CallListRows::read)
                .list();
    }

    /** Those that a restart interrupted, the oldest first. */
    List<CallList> open() {
        return jdbc.sql(WITHOUT_FILE + " where state in ('checking', 'loading') order by created_at")
                .query(CallListRows::read)
                .list();
    }

    /** The load of the same file that is written already. */
    Optional<CallList> loadedBefore(UUID campaign, String hash) {
        return jdbc.sql(
                        WITHOUT_FILE
                                + " where campaign_id = ? and file_hash = ? and state = 'loaded' order by created_at desc limit 1")
                .params(campaign, hash)
                .query(CallListRows::read)
                .optional();
    }

    byte[] file(UUID id) {
        return jdbc.sql("select file from call_list where id = ?")
                .param(id)
                .query(byte[].class)
                .optional()
                .orElse(new byte[0]);
    }

    void begins(UUID id, CallList.State state, ListOptions options) {
        jdbc.sql("delete from call_list_refused where list_id = ?").param(id).update();
        jdbc.sql(
                        "update call_list set state = ?, options = ?::jsonb, rows_done = 0, counts = '{}', failure = null, ended_at = null"
                                + " where id = ?")
                .params(state.word(), JSON.writeValueAsString(options), id)
                .update();
    }

    void progress(UUID id, long rows, Map<String, Long> counts) {
        jdbc.sql("update call_list set rows_done = ?, counts = ?::jsonb where id = ?")
                .params(rows, JSON.writeValueAsString(counts), id)
                .update();
    }

    /** When it is over the file is not needed any more, unless it is only looked through. */
    void ended(UUID id, CallList.State state, Refusal failure) {
        jdbc.sql("update call_list set state = ?, failure = ?::jsonb, ended_at = now(),"
                        + " file = case when ? then file end where id = ?")
                .params(
                        state.word(),
                        failure == null ? null : why(failure),
                        state == CallList.State.CHECKED || state == CallList.State.FAILED,
                        id)
                .update();
    }

    /** Whose file nobody loaded since then: they go, and of those that were loaded in part the file. */
    void forget(Instant before) {
        jdbc.sql("delete from call_list l where state in ('checked', 'failed') and created_at < ?"
                        + " and not exists (select from campaign_entry e where e.list_id = l.id)")
                .param(CampaignRows.time(before))
                .update();
        jdbc.sql("update call_list set file = '' where state in ('checked', 'failed') and created_at < ?"
                        + " and length(file) > 0")
                .param(CampaignRows.time(before))
                .update();
    }

    void delete(UUID id) {
        jdbc.sql("delete from call_list where id = ? and state in ('checking', 'checked', 'failed')")
                .param(id)
                .update();
    }

    private static String why(Refusal refusal) {
        return JSON.writeValueAsString(Map.of(
                "key",
                refusal.key(),
                "args",
                refusal.args().stream().map(String::valueOf).toList()));
    }

    static Refusal refusal(String json) {
        if (json == null) {
            return null;
        }
        var node = JSON.readTree(json);
        var args = new ArrayList<Object>();
        node.path("args").forEach(arg -> args.add(arg.asString()));
        return new Refusal(node.path("key").asString(), args);
    }

    void refused(UUID list, List<CallLists.RefusedRow> rows) {
        template.batchUpdate(
                "insert into call_list_refused (list_id, row, \"column\", value, why) values (?, ?, ?, ?, ?::jsonb)",
                rows,
                500,
                (statement, row) -> {
                    statement.setObject(1, list);
                    statement.setLong(2, row.row());
                    statement.setString(3, row.column());
                    statement.setString(4, row.value());
                    statement.setString(5, why(row.why()));
                });
    }

    /** @param after number of the last one before; 0 for the first */
    List<CallLists.RefusedRow> refused(UUID list, long after, int most) {
        return jdbc.sql("select * from call_list_refused where list_id = ? and row > ? order by row limit ?")
                .params(list, after, most)
                .query((row, n) -> new CallLists.RefusedRow(
                        row.getLong("row"),
                        row.getString("column"),
                        row.getString("value"),
                        refusal(row.getString("why"))))
                .list();
    }

    /** Tasks of what was promised to those who would be called still. They are locked. */
    List<UUID> promised(UUID list) {
        return jdbc.sql("select callback_task from campaign_entry where list_id = ? and callback_task is not null"
                        + " and state in " + UNDONE + " order by id for update")
                .param(list)
                .query(UUID.class)
                .list();
    }

    /** Those that nobody has tried go; the others are tried no more. @return how many went */
    int undo(UUID list) {
        int gone = jdbc.sql("delete from campaign_entry where list_id = ? and attempts = 0"
                        + " and state in ('new', 'waiting', 'sleeping') and not exists"
                        + " (select from call_attempt a where a.entry_id = campaign_entry.id)")
                .param(list)
                .update();
        jdbc.sql("update campaign_entry set state = 'withdrawn', ended_at = now(), sleeps = null,"
                        + " reserved_by = null, lease_until = null, callback_by = null, callback_task = null where list_id = ?"
                        + " and state in " + UNDONE)
                .param(list)
                .update();
        jdbc.sql("update call_list set state = 'undone', ended_at = now() where id = ?")
                .param(list)
                .update();
        return gone;
    }

    /** Tasks of what was promised to a client of a campaign who would be called still. They are locked. */
    List<UUID> promisedTo(UUID campaign, UUID party) {
        return jdbc.sql("select callback_task from campaign_entry where campaign_id = ? and party_id = ?"
                        + " and callback_task is not null and state in " + UNDONE + " order by id for update")
                .params(campaign, party)
                .query(UUID.class)
                .list();
    }

    /** Whom nobody has before them now is called no more. @return how many */
    int takeOff(UUID campaign, UUID party) {
        return jdbc.sql("update campaign_entry set state = 'withdrawn', ended_at = now(), sleeps = null,"
                        + " reserved_by = null, lease_until = null, callback_by = null, callback_task = null"
                        + " where campaign_id = ? and party_id = ? and state in " + UNDONE)
                .params(campaign, party)
                .update();
    }

    private static CallList read(ResultSet row, int number) throws SQLException {
        return new CallList(
                row.getObject("id", UUID.class),
                row.getObject("campaign_id", UUID.class),
                row.getString("name"),
                word(CallList.Source.class, row.getString("source")),
                row.getString("origin"),
                row.getString("file_name"),
                JSON.readValue(row.getString("options"), ListOptions.class),
                word(CallList.State.class, row.getString("state")),
                row.getLong("rows_done"),
                JSON.readValue(row.getString("counts"), COUNTS),
                refusal(row.getString("failure")),
                instant(row, "created_at"),
                row.getObject("created_by", UUID.class),
                instant(row, "ended_at"));
    }
}
