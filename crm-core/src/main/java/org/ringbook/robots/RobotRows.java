package org.ringbook.robots;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.ringbook.refusals.Refusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The tables of robots. Any thread; every method waits for the database. */
@Component
class RobotRows {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String SELECT = "select r.*, v.definition from robot r"
            + " join robot_version v on v.robot_id = r.id and v.version = r.version";

    private final JdbcClient jdbc;

    RobotRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Something that happened.
     *
     * @param type as a trigger is called, or {@link #MOVED}
     * @param robotId whose it is alone; null for all
     * @param detail of a move its kind, of a call its result; null else
     */
    record Event(
            long id,
            String type,
            UUID robotId,
            RecordKind kind,
            UUID recordId,
            String detail,
            UUID stageId,
            List<String> fields,
            List<UUID> chain,
            Instant at) {}

    static final String MOVED = "moved";

    /** @param chain of what it came to this, with the robot itself last */
    record Run(
            long id,
            UUID robotId,
            int version,
            RecordKind kind,
            UUID recordId,
            List<UUID> chain,
            int nextStep,
            int tries) {

        /** Of its next step: the same however often it is begun. */
        String key() {
            return RobotRows.key(id, nextStep);
        }
    }

    record Hook(
            long runId,
            int step,
            UUID receiverId,
            int tries,
            UUID robotId,
            int version,
            RecordKind kind,
            UUID recordId,
            Instant at) {

        /** The same however often it is sent. */
        String key() {
            return RobotRows.key(runId, step);
        }
    }

    private static String key(long run, int step) {
        return "robot_" + run + "_" + step;
    }

    List<Robot> all() {
        return jdbc.sql(SELECT + " order by lower(r.name), r.id")
                .query(RobotRows::robot)
                .list();
    }

    Optional<Robot> find(UUID id) {
        return jdbc.sql(SELECT + " where r.id = ?")
                .param(id)
                .query(RobotRows::robot)
                .optional();
    }

    Optional<Robot> findToChange(UUID id) {
        return jdbc.sql(SELECT + " where r.id = ? for update of r")
                .param(id)
                .query(RobotRows::robot)
                .optional();
    }

    List<Robot> active(Collection<String> triggers) {
        return jdbc.sql(SELECT + " where r.active and r.trigger = any(?) order by r.created_at, r.id")
                .param(triggers.toArray(String[]::new))
                .query(RobotRows::robot)
                .list();
    }

    boolean isWaitedFor(Collection<String> triggers) {
        return jdbc.sql("select exists (select from robot where active and trigger = any(?))")
                .param(triggers.toArray(String[]::new))
                .query(Boolean.class)
                .single();
    }

    void insert(Robot robot, UUID by) {
        jdbc.sql("insert into robot (id, name, trigger, version) values (?, ?, ?, ?)")
                .params(robot.id(), robot.name(), trigger(robot), robot.version())
                .update();
        version(robot, by);
    }

    void version(Robot robot, UUID by) {
        jdbc.sql("insert into robot_version (robot_id, version, definition, by) values (?, ?, ?::jsonb, ?)")
                .params(robot.id(), robot.version(), JSON.writeValueAsString(robot.definition()), by)
                .update();
    }

    void update(Robot robot) {
        jdbc.sql("update robot set name = :name, trigger = :trigger, version = :version,"
                        + " active_since = cast(:since as timestamptz), changed_at = now() where id = :id")
                .param("name", robot.name())
                .param("trigger", trigger(robot))
                .param("version", robot.version())
                .param(
                        "since",
                        robot.activeSince() == null ? null : Timestamp.from(robot.activeSince()),
                        Types.TIMESTAMP)
                .param("id", robot.id())
                .update();
    }

    private static String trigger(Robot robot) {
        return robot.definition().trigger().when().word();
    }

    void switched(UUID id, boolean on, Instant now) {
        jdbc.sql(
                        "update robot set active = :on, active_since = case when :on then cast(:now as timestamptz) end where id = :id and active <> :on")
                .param("on", on)
                .param("now", Timestamp.from(now))
                .param("id", id)
                .update();
        if (!on) {
            jdbc.sql("update robot_run set state = 'stopped', ended_at = :now, why_key = 'robots.why.switched-off'"
                            + " where robot_id = :id and state = 'running'")
                    .param("now", Timestamp.from(now))
                    .param("id", id)
                    .update();
        }
    }

    void delete(UUID id) {
        jdbc.sql("delete from robot where id = ?").param(id).update();
    }

    List<Robot.Version> versions(UUID id) {
        return jdbc.sql("select * from robot_version where robot_id = ? order by version desc")
                .param(id)
                .query((row, n) -> new Robot.Version(
                        row.getInt("version"),
                        read(row),
                        row.getTimestamp("at").toInstant(),
                        row.getObject("by", UUID.class)))
                .list();
    }

    Definition definition(UUID robot, int version) {
        return jdbc.sql("select definition from robot_version where robot_id = ? and version = ?")
                .params(robot, version)
                .query((row, n) -> read(row))
                .single();
    }

    private static Definition read(ResultSet row) throws SQLException {
        return JSON.readValue(row.getString("definition"), Definition.class);
    }

    private static Robot robot(ResultSet row, int n) throws SQLException {
        return new Robot(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getBoolean("active"),
                time(row, "active_since"),
                row.getInt("version"),
                read(row),
                row.getTimestamp("changed_at").toInstant());
    }

    /** Notes what happened; by whose steps, the transaction knows. Nothing happens when its key is known. @param key null for none */
    void happened(
            String type,
            UUID robot,
            RecordKind kind,
            UUID record,
            String detail,
            UUID stage,
            Collection<String> fields,
            String key) {
        jdbc.sql("""
                        insert into robot_event (type, robot_id, record_kind, record_id, detail, stage_id, fields, key, chain)
                        values (:type, :robot, :kind, :record, :detail, :stage, :fields, :key,
                            coalesce(string_to_array(nullif(current_setting('ringbook.robots', true), ''), ',')::uuid[], '{}'))
                        on conflict do nothing""")
                .param("type", type)
                .param("robot", robot, Types.OTHER)
                .param("kind", kind.word())
                .param("record", record)
                .param("detail", detail, Types.VARCHAR)
                .param("stage", stage, Types.OTHER)
                .param("fields", fields.toArray(String[]::new))
                .param("key", key, Types.VARCHAR)
                .update();
    }

    /** What this transaction noted of a deal's moves. @return whether there was anything */
    boolean takeBackMoves(UUID deal) {
        return jdbc.sql("delete from robot_event where type = ? and record_id = ? and done_at is null"
                                + " and xmin = pg_current_xact_id()::xid")
                        .params(MOVED, deal)
                        .update()
                > 0;
    }

    /** Nobody else takes it until the transaction ends. */
    Optional<Event> nextEvent() {
        return jdbc.sql("select * from robot_event where done_at is null order by id limit 1 for update skip locked")
                .query((row, n) -> new Event(
                        row.getLong("id"),
                        row.getString("type"),
                        row.getObject("robot_id", UUID.class),
                        RecordKind.of(row.getString("record_kind")),
                        row.getObject("record_id", UUID.class),
                        row.getString("detail"),
                        row.getObject("stage_id", UUID.class),
                        texts(row.getArray("fields")),
                        ids(row.getArray("chain")),
                        row.getTimestamp("at").toInstant()))
                .optional();
    }

    void done(Event event, Instant now) {
        jdbc.sql("update robot_event set done_at = ? where id = ?")
                .params(Timestamp.from(now), event.id())
                .update();
    }

    boolean isOff(UUID robot, UUID record) {
        return jdbc.sql("select exists (select from robot_off where robot_id = ? and record_id = ?)")
                .params(robot, record)
                .query(Boolean.class)
                .single();
    }

    /** @return whether it was not off before */
    boolean off(UUID robot, RecordKind kind, UUID record, Instant now, String why) {
        return jdbc.sql("insert into robot_off (robot_id, record_kind, record_id, at, why_key)"
                                + " select id, ?, ?, ?, ? from robot where id = ? on conflict do nothing")
                        .params(kind.word(), record, Timestamp.from(now), why, robot)
                        .update()
                == 1;
    }

    boolean onAgain(UUID robot, UUID record) {
        return jdbc.sql("delete from robot_off where robot_id = ? and record_id = ?")
                        .params(robot, record)
                        .update()
                == 1;
    }

    List<Robot.Off> offs(UUID robot) {
        return jdbc.sql("select * from robot_off where robot_id = ? order by at desc limit 200")
                .param(robot)
                .query((row, n) -> new Robot.Off(
                        RecordKind.of(row.getString("record_kind")),
                        row.getObject("record_id", UUID.class),
                        row.getTimestamp("at").toInstant(),
                        Refusal.of(row.getString("why_key"))))
                .list();
    }

    int runsSince(UUID robot, UUID record, Instant since) {
        return jdbc.sql("select count(*) from robot_run where robot_id = ? and record_id = ? and began_at >= ?")
                .params(robot, record, Timestamp.from(since))
                .query(Integer.class)
                .single();
    }

    /** @return empty when it ran for this event already, or was switched off meanwhile */
    Optional<Long> begin(Robot robot, Event event, Instant now) {
        UUID[] chain =
                Stream.concat(event.chain().stream(), Stream.of(robot.id())).toArray(UUID[]::new);
        return jdbc.sql("""
                        insert into robot_run (robot_id, version, record_kind, record_id, event_id, chain, due_at, began_at)
                        select r.id, :version, :kind, :record, :event, :chain, cast(:now as timestamptz), cast(:now as timestamptz)
                        from robot r where r.id = :robot and r.active for key share on conflict do nothing returning id""")
                .param("robot", robot.id())
                .param("version", robot.version())
                .param("kind", event.kind().word())
                .param("record", event.recordId())
                .param("event", event.id())
                .param("chain", chain)
                .param("now", Timestamp.from(now))
                .query(Long.class)
                .optional();
    }

    /** Nobody else takes it until the transaction ends. */
    Optional<Run> nextRun(Instant now) {
        return jdbc.sql("select * from robot_run where state = 'running' and due_at <= ? order by due_at, id limit 1"
                        + " for update skip locked")
                .param(Timestamp.from(now))
                .query((row, n) -> new Run(
                        row.getLong("id"),
                        row.getObject("robot_id", UUID.class),
                        row.getInt("version"),
                        RecordKind.of(row.getString("record_kind")),
                        row.getObject("record_id", UUID.class),
                        ids(row.getArray("chain")),
                        row.getInt("next_step"),
                        row.getInt("tries")))
                .optional();
    }

    /** What is changed in this transaction, is changed by these. */
    void says(List<UUID> chain) {
        jdbc.sql("select set_config('ringbook.robots', ?, true)")
                .param(String.join(",", chain.stream().map(UUID::toString).toList()))
                .query(String.class)
                .single();
    }

    /** @return false when the step was done before */
    boolean key(Run run, Instant now) {
        return jdbc.sql("insert into robot_step (run_id, step, at) values (?, ?, ?) on conflict do nothing")
                        .params(run.id(), run.nextStep(), Timestamp.from(now))
                        .update()
                == 1;
    }

    void goesOn(Run run, Instant due) {
        jdbc.sql("update robot_run set next_step = next_step + 1, tries = 0, due_at = ? where id = ?")
                .params(Timestamp.from(due), run.id())
                .update();
    }

    void triesAgain(Run run, Instant due) {
        jdbc.sql(
                        "update robot_run set tries = tries + 1, due_at = ? where id = ? and state = 'running' and next_step = ?")
                .params(Timestamp.from(due), run.id(), run.nextStep())
                .update();
    }

    /** @param why null for nothing to tell */
    void ends(Run run, String state, Refusal why, Instant now) {
        jdbc.sql("update robot_run set state = :state, ended_at = :now, why_key = :key, why_args = :args"
                        + " where id = :id and state = 'running'")
                .param("state", state)
                .param("now", Timestamp.from(now))
                .param("key", why == null ? null : why.key(), Types.VARCHAR)
                .param("args", args(why))
                .param("id", run.id())
                .update();
    }

    void log(Robot robot, Event event, Long run, Refusal why, Instant now) {
        jdbc.sql("""
                        insert into robot_log (robot_id, version, record_kind, record_id, at, run_id, why_key, why_args)
                        values (:robot, :version, :kind, :record, :at, :run, :key, :args)""")
                .param("robot", robot.id())
                .param("version", robot.version())
                .param("kind", event.kind().word())
                .param("record", event.recordId())
                .param("at", Timestamp.from(now))
                .param("run", run, Types.BIGINT)
                .param("key", why.key())
                .param("args", args(why))
                .update();
    }

    private static String[] args(Refusal why) {
        return why == null
                ? new String[0]
                : why.args().stream().map(Object::toString).toArray(String[]::new);
    }

    /** Newest first. @param before id of the last one of the page before; null for the first page */
    List<Robot.Line> log(UUID robot, Long before, int limit) {
        return jdbc.sql("""
                        select l.*, r.state, r.next_step, r.why_key as run_key, r.why_args as run_args from robot_log l
                        left join robot_run r on r.id = l.run_id where l.robot_id = :robot and (cast(:before as bigint) is null or l.id < :before)
                        order by l.id desc limit :limit""")
                .param("robot", robot)
                .param("before", before, Types.BIGINT)
                .param("limit", limit)
                .query((row, n) -> new Robot.Line(
                        row.getLong("id"),
                        row.getTimestamp("at").toInstant(),
                        row.getInt("version"),
                        RecordKind.of(row.getString("record_kind")),
                        row.getObject("record_id", UUID.class),
                        refusal(row, "why_key", "why_args"),
                        row.getString("state"),
                        row.getString("state") == null ? null : row.getInt("next_step"),
                        refusal(row, "run_key", "run_args")))
                .list();
    }

    private static Refusal refusal(ResultSet row, String key, String args) throws SQLException {
        return row.getString(key) == null
                ? null
                : Refusal.of(row.getString(key), texts(row.getArray(args)).toArray());
    }

    void hook(Run run, UUID receiver, Instant now) {
        jdbc.sql("insert into robot_hook (run_id, step, receiver_id, due_at) values (?, ?, ?, ?)")
                .params(run.id(), run.nextStep(), receiver, Timestamp.from(now))
                .update();
    }

    List<UUID> receiversDue(Instant now) {
        return jdbc.sql("select distinct receiver_id from robot_hook where state = 'waiting' and due_at <= ?")
                .param(Timestamp.from(now))
                .query(UUID.class)
                .list();
    }

    List<Hook> hooksDue(UUID receiver, Instant now, int most) {
        return jdbc.sql("""
                        select h.*, r.robot_id, r.version, r.record_kind, r.record_id, r.began_at from robot_hook h
                        join robot_run r on r.id = h.run_id where h.receiver_id = ? and h.state = 'waiting' and h.due_at <= ?
                        order by h.due_at limit ?""")
                .params(receiver, Timestamp.from(now), most)
                .query((row, n) -> new Hook(
                        row.getLong("run_id"),
                        row.getInt("step"),
                        row.getObject("receiver_id", UUID.class),
                        row.getInt("tries"),
                        row.getObject("robot_id", UUID.class),
                        row.getInt("version"),
                        RecordKind.of(row.getString("record_kind")),
                        row.getObject("record_id", UUID.class),
                        row.getTimestamp("began_at").toInstant()))
                .list();
    }

    /** @param due when it is tried again; null for no more */
    void hookTried(Hook hook, String state, String reason, Instant due) {
        jdbc.sql(
                        "update robot_hook set state = :state, tries = tries + 1, reason = :reason, due_at = coalesce(cast(:due as timestamptz), due_at)"
                                + " where run_id = :run and step = :step")
                .param("state", state)
                .param("reason", reason, Types.VARCHAR)
                .param("due", due == null ? null : Timestamp.from(due), Types.TIMESTAMP)
                .param("run", hook.runId())
                .param("step", hook.step())
                .update();
    }

    /** Whether somebody has an open task that says so of that robot and receiver already. */
    boolean isWarned(Hook hook, UUID person) {
        return jdbc.sql("""
                        select exists (select from robot_hook_warning w join task t on t.id = w.task_id
                            where w.robot_id = ? and w.receiver_id = ? and w.person_id = ? and t.closed_at is null)""")
                .params(hook.robotId(), hook.receiverId(), person)
                .query(Boolean.class)
                .single();
    }

    void warned(Hook hook, UUID person, UUID task) {
        jdbc.sql("insert into robot_hook_warning (robot_id, receiver_id, person_id, task_id) values (?, ?, ?, ?)"
                        + " on conflict (robot_id, receiver_id, person_id) do update set task_id = excluded.task_id")
                .params(hook.robotId(), hook.receiverId(), person, task)
                .update();
    }

    /** That a task asks for nothing and only tells. */
    void told(UUID task) {
        jdbc.sql("insert into robot_told (task_id) values (?)").param(task).update();
    }

    /** Of which record a task is, so that it is destroyed with it. */
    void made(UUID task, RecordFacts of) {
        jdbc.sql("insert into robot_task (task_id, record_kind, record_id) values (?, ?, ?)")
                .params(task, of.kind().word(), of.id())
                .update();
    }

    /** What is over since long goes; what the clock finds stays, or it would be found anew. */
    void forget(Instant before) {
        Timestamp limit = Timestamp.from(before);
        jdbc.sql("delete from robot_event where done_at < ? and robot_id is null")
                .param(limit)
                .update();
        jdbc.sql("delete from robot_log where at < ?").param(limit).update();
        for (String table : List.of("robot_told", "robot_task")) {
            jdbc.sql("delete from " + table + " where at < ? and not exists (select from task where id = task_id)")
                    .param(limit)
                    .update();
        }
        jdbc.sql("delete from robot_run where state <> 'running' and ended_at < ?")
                .param(limit)
                .update();
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }

    private static List<String> texts(Array array) throws SQLException {
        return Arrays.stream((Object[]) array.getArray()).map(Object::toString).toList();
    }

    private static List<UUID> ids(Array array) throws SQLException {
        return Arrays.stream((Object[]) array.getArray())
                .map(Object::toString)
                .map(UUID::fromString)
                .toList();
    }
}
