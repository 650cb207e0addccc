package org.ringbook.tasks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.rights.Action;
import org.ringbook.rights.Condition;
import org.ringbook.rights.Permissions;
import org.ringbook.rights.SubjectColumns;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of tasks. */
final class TaskRows {

    private static final SubjectColumns PEOPLE = SubjectColumns.several("array[author_id, doer_id, checker_id]");
    private static final Map<TaskFilter.View, String> VIEWS = Map.of(
            TaskFilter.View.TODO,
            "closed_at is null and state <> 'done_unchecked'",
            TaskFilter.View.TO_CHECK,
            "state = 'done_unchecked'",
            TaskFilter.View.CLOSED,
            "closed_at is not null",
            TaskFilter.View.ALL,
            "true");

    private final JdbcClient jdbc;

    TaskRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param who null for whoever may see all */
    Optional<Task> find(UUID id, Permissions who) {
        Condition seen = who == null ? new Condition("true", Map.of()) : who.condition(Action.SEE, PEOPLE);
        return jdbc.sql("select * from task where id = :id and " + seen.sql())
                .params(seen.parameters())
                .param("id", id)
                .query(TaskRows::read)
                .optional();
    }

    Optional<Task> findToChange(UUID id) {
        return jdbc.sql("select * from task where id = ? for update")
                .param(id)
                .query(TaskRows::read)
                .optional();
    }

    /** Those that are due first, first; of what is over, what was closed last. */
    List<Task> list(TaskFilter filter, Permissions who, TaskCursor after, int limit) {
        var question = new Question(filter, who);
        boolean closed = filter.view() == TaskFilter.View.CLOSED;
        if (after != null) {
            question.add(closed ? "(closed_at, id) < (:at, :id)" : "(due_sort, id) > (:at, :id)", "id", after.id());
            question.parameters.put("at", after.at().atOffset(ZoneOffset.UTC));
        }
        String order = closed ? "closed_at desc, id desc" : "due_sort, id";
        return jdbc.sql("select * from task where " + String.join(" and ", question.conditions) + " order by " + order
                        + " limit :limit")
                .params(question.parameters)
                .param("limit", limit)
                .query(TaskRows::read)
                .list();
    }

    /** No more than {@code most} are counted. */
    int count(TaskFilter filter, Permissions who, int most) {
        var question = new Question(filter, who);
        return jdbc.sql("select count(*) from (select from task where " + String.join(" and ", question.conditions)
                        + " limit :most) few")
                .params(question.parameters)
                .param("most", most)
                .query(Integer.class)
                .single();
    }

    private static final class Question {

        private final List<String> conditions = new ArrayList<>();
        private final Map<String, Object> parameters = new HashMap<>();

        Question(TaskFilter filter, Permissions who) {
            conditions.add(VIEWS.get(filter.view() == null ? TaskFilter.View.ALL : filter.view()));
            add("doer_id = :doer", "doer", filter.doer());
            add("author_id = :author", "author", filter.author());
            add("checker_id = :checker", "checker", filter.checker());
            add(
                    "party_id = any(:parties)",
                    "parties",
                    filter.parties() == null ? null : filter.parties().toArray(UUID[]::new));
            add("call_id = :call", "call", filter.call());
            add(
                    "due_sort < :dueBefore",
                    "dueBefore",
                    filter.dueBefore() == null ? null : filter.dueBefore().atOffset(ZoneOffset.UTC));
            if (filter.fields() != null) {
                conditions.add(filter.fields().sql("task"));
                parameters.putAll(filter.fields().parameters());
            }
            if (who != null) {
                Condition seen = who.condition(Action.SEE, PEOPLE);
                conditions.add(seen.sql());
                parameters.putAll(seen.parameters());
            }
        }

        void add(String condition, String name, Object value) {
            if (value != null) {
                conditions.add(condition);
                parameters.put(name, value);
            }
        }
    }

    /** Calls that somebody still has to make to one of these, or to that number. */
    List<Task> callsToMake(UUID doer, List<UUID> parties, PhoneNumber number) {
        return jdbc.sql("select * from task where what = 'call' and closed_at is null and state <> 'done_unchecked'"
                        + " and doer_id = :doer and (party_id = any(:parties) or number = :number)"
                        + " order by due_sort, id limit 20")
                .param("doer", doer)
                .param("parties", parties.toArray(UUID[]::new))
                .param("number", number == null ? null : number.toString())
                .query(TaskRows::read)
                .list();
    }

    List<Task> between(UUID doer, Instant from, Instant to, int limit) {
        return jdbc.sql(
                        "select * from task where doer_id = ? and due_sort >= ? and due_sort < ? and due_sort < '9999-01-01'"
                                + " and state <> 'cancelled' order by due_sort, id limit ?")
                .params(doer, time(from), time(to), limit)
                .query(TaskRows::read)
                .list();
    }

    List<Task> toRemind(UUID doer, Instant now) {
        return jdbc.sql("select * from task where doer_id = ? and remind_at <= ? and closed_at is null"
                        + " and state <> 'done_unchecked' order by remind_at, id limit 5")
                .params(doer, time(now))
                .query(TaskRows::read)
                .list();
    }

    void remind(UUID id, Instant at) {
        jdbc.sql("update task set remind_at = ? where id = ?")
                .params(time(at), id)
                .update();
    }

    /** Notes for the next one of a series how long before it is due it reminds. */
    void remindsSoLongBefore(UUID id) {
        jdbc.sql("update task set remind_before_s = extract(epoch from due_sort - remind_at) where id = ?")
                .param(id)
                .update();
    }

    /** The company's own fields of the one before, and a reminder as long before it is due. */
    void goesOn(UUID next, UUID before) {
        jdbc.sql(
                        "update task n set fields = o.fields, field_words = o.field_words, remind_before_s = o.remind_before_s,"
                                + " remind_at = coalesce(n.due_sort - make_interval(secs => o.remind_before_s), n.remind_at)"
                                + " from task o where n.id = ? and o.id = ?")
                .params(next, before)
                .update();
    }

    void insert(Task task, Instant dueSort) {
        jdbc.sql("insert into task (id, kind, what, title, text, author_id, doer_id, checker_id, state, due_at, due_on,"
                        + " due_sort, remind_at, party_id, number, call_id, changed_by)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        task.id(),
                        word(task.kind()),
                        word(task.what()),
                        task.title(),
                        task.text(),
                        task.authorId(),
                        task.doerId(),
                        task.checkerId(),
                        task.state().word(),
                        time(task.dueAt()),
                        task.dueOn(),
                        time(dueSort),
                        time(task.remindAt()),
                        task.partyId(),
                        task.number() == null ? null : task.number().toString(),
                        task.callId(),
                        task.authorId())
                .update();
    }

    void update(Task task, Instant dueSort, UUID by) {
        jdbc.sql("update task set kind = ?, what = ?, title = ?, text = ?, doer_id = ?, checker_id = ?, state = ?,"
                        + " due_at = ?, due_on = ?, due_sort = ?, remind_at = ?,"
                        + " party_id = ?, number = ?, result = ?, returns = ?, return_reason = ?, done_at = ?,"
                        + " closed_at = ?, closed_by = ?, changed_at = now(), changed_by = ?, version = version + 1"
                        + " where id = ?")
                .params(
                        word(task.kind()),
                        word(task.what()),
                        task.title(),
                        task.text(),
                        task.doerId(),
                        task.checkerId(),
                        task.state().word(),
                        time(task.dueAt()),
                        task.dueOn(),
                        time(dueSort),
                        time(task.remindAt()),
                        task.partyId(),
                        task.number() == null ? null : task.number().toString(),
                        task.result(),
                        task.returns(),
                        task.returnReason(),
                        time(task.doneAt()),
                        time(task.closedAt()),
                        task.closedBy(),
                        by,
                        task.id())
                .update();
    }

    void delete(UUID id) {
        jdbc.sql("delete from task where id = ?").param(id).update();
    }

    void merged(UUID call, UUID into) {
        jdbc.sql("update task set call_id = ? where call_id = ?")
                .params(into, call)
                .update();
    }

    void moved(UUID task, UUID by, Task.State from, Task.State to, String note) {
        jdbc.sql("insert into task_move (task_id, by, from_state, to_state, note) values (?, ?, ?, ?, ?)")
                .params(task, by, from == null ? null : from.word(), to.word(), note)
                .update();
    }

    List<TaskMove> moves(UUID task) {
        return jdbc.sql("select * from task_move where task_id = ? order by number")
                .param(task)
                .query((row, number) -> new TaskMove(
                        row.getTimestamp("at").toInstant(),
                        row.getObject("by", UUID.class),
                        row.getString("from_state") == null ? null : state(row.getString("from_state")),
                        state(row.getString("to_state")),
                        row.getString("note")))
                .list();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static Task.State state(String word) {
        return Task.State.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static Object time(Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    private static Task read(ResultSet row, int number) throws SQLException {
        String dialled = row.getString("number");
        return new Task(
                row.getObject("id", UUID.class),
                Task.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                Task.What.valueOf(row.getString("what").toUpperCase(Locale.ROOT)),
                row.getString("title"),
                row.getString("text"),
                row.getObject("author_id", UUID.class),
                row.getObject("doer_id", UUID.class),
                row.getObject("checker_id", UUID.class),
                state(row.getString("state")),
                instant(row, "due_at"),
                row.getObject("due_on", LocalDate.class),
                instant(row, "remind_at"),
                row.getObject("party_id", UUID.class),
                dialled == null ? null : PhoneNumber.of(dialled),
                row.getObject("call_id", UUID.class),
                row.getString("result"),
                row.getInt("returns"),
                row.getString("return_reason"),
                instant(row, "created_at"),
                instant(row, "done_at"),
                instant(row, "closed_at"),
                row.getObject("closed_by", UUID.class),
                row.getInt("version"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
