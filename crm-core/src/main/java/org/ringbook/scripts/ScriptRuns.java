package org.ringbook.scripts;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.refusals.Refused;
import org.ringbook.scripts.ScriptContent.Question;
import org.ringbook.scripts.ScriptContent.Step;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Scripts as attempts go through them. What is answered is durable when a method returns. Any thread; waits for the database. */
@Component
public class ScriptRuns {

    private static final int LONGEST_ANSWER = 2_000;

    private final JdbcClient jdbc;
    private final AnswerCheck answers;
    private final TransactionTemplate transaction;

    ScriptRuns(JdbcClient jdbc, NumberPlan plan, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.answers = new AnswerCheck(plan);
        this.transaction = new TransactionTemplate(transactions);
    }

    /** In the transaction that writes the attempt: it goes by the script of its call list as it is now, if there is one. */
    public void begin(UUID attempt, UUID campaign) {
        jdbc.sql("insert into script_run (attempt_id, script_id, version, path)"
                        + " select ?, s.id, s.version, array[v.content -> 'steps' -> 0 ->> 'key'] from campaign_script c"
                        + " join script s on s.id = c.script_id join script_version v on v.script_id = s.id and v.version = s.version"
                        + " where c.campaign_id = ? on conflict do nothing")
                .params(attempt, campaign)
                .update();
    }

    public Optional<ScriptRun> of(UUID attempt) {
        return Optional.ofNullable(of(List.of(attempt)).get(attempt));
    }

    /** Of these attempts, those that go by a script. */
    public Map<UUID, ScriptRun> of(Collection<UUID> attempts) {
        return runs("r.attempt_id = any(?)", attempts);
    }

    /** What was answered in these calls, by call; of two attempts that were one call, the later. */
    public Map<UUID, ScriptRun> ofCalls(Collection<UUID> calls) {
        if (calls.isEmpty()) {
            return Map.of();
        }
        Map<UUID, UUID> attempts = new LinkedHashMap<>();
        jdbc.sql("select id, call_id from call_attempt where call_id = any(?) order by created_at")
                .param(calls.toArray(UUID[]::new))
                .query(row -> {
                    attempts.put(row.getObject("call_id", UUID.class), row.getObject("id", UUID.class));
                });
        Map<UUID, ScriptRun> runs = of(attempts.values());
        var found = new HashMap<UUID, ScriptRun>();
        attempts.forEach((call, attempt) -> {
            if (runs.containsKey(attempt)) {
                found.put(call, runs.get(attempt));
            }
        });
        return found;
    }

    /**
     * A question of a script, in the newest words by which somebody was called.
     *
     * @param script its name
     */
    public record AskedIn(UUID scriptId, String script, Question question) {}

    /** All that was asked in a call list so far, in every version of every script by which somebody was called. */
    public List<AskedIn> questionsOf(UUID campaign) {
        record Version(UUID id, String name, ScriptContent content) {}
        record Key(UUID script, String question) {}
        var asked = new LinkedHashMap<Key, AskedIn>();
        jdbc.sql(
                        "select s.id, s.name, v.content from script_version v join script s on s.id = v.script_id where (v.script_id, v.version) in (select r.script_id, r.version"
                                + " from script_run r join call_attempt a on a.id = r.attempt_id where a.campaign_id = ?)"
                                + " order by v.script_id, v.version desc")
                .param(campaign)
                .query((row, n) -> new Version(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        Scripts.JSON.readValue(row.getString("content"), ScriptContent.class)))
                .list()
                .forEach(version -> version.content()
                        .questions()
                        .forEach(one -> asked.putIfAbsent(
                                new Key(version.id(), one.key()), new AskedIn(version.id(), version.name(), one))));
        return List.copyOf(asked.values());
    }

    private Map<UUID, ScriptRun> runs(String where, Collection<UUID> ids) {
        var found = new LinkedHashMap<UUID, ScriptRun>();
        if (ids.isEmpty()) {
            return found;
        }
        UUID[] all = ids.toArray(UUID[]::new);
        var typed = new HashMap<UUID, Map<String, String>>();
        jdbc.sql("select attempt_id, question, answer from script_answer r where " + where)
                .param(all)
                .query(row -> {
                    typed.computeIfAbsent(row.getObject(1, UUID.class), id -> new HashMap<>())
                            .put(row.getString(2), row.getString(3));
                });
        jdbc.sql(
                        "select r.attempt_id, r.path, s.id, s.name, s.archived, v.version, v.content, v.at, v.by from script_run r"
                                + " join script s on s.id = r.script_id"
                                + " join script_version v on v.script_id = r.script_id and v.version = r.version where "
                                + where)
                .param(all)
                .query((row, n) -> read(row, typed))
                .list()
                .forEach(run -> found.put(run.attempt(), run));
        return found;
    }

    private static ScriptRun read(ResultSet row, Map<UUID, Map<String, String>> typed) throws SQLException {
        UUID attempt = row.getObject("attempt_id", UUID.class);
        Array path = row.getArray("path");
        return new ScriptRun(
                attempt,
                Scripts.read(row, 0),
                Arrays.asList((String[]) path.getArray()),
                typed.getOrDefault(attempt, Map.of()));
    }

    /**
     * Keeps what was typed, as it is; blank takes it back.
     *
     * @throws Refused if the attempt asks no such question, or the answer is too long
     */
    public void answer(UUID attempt, String question, String answer) {
        transaction.executeWithoutResult(status -> {
            ScriptRun run = toChange(attempt);
            keep(run, question, answer);
        });
    }

    /** All of these, or none. @param sent by the keys of questions @throws Refused as {@link #answer(UUID, String, String)} */
    public void answer(UUID attempt, Map<String, String> sent) {
        transaction.executeWithoutResult(status -> {
            ScriptRun run = toChange(attempt);
            sent.forEach((question, answer) -> keep(run, question, answer));
        });
    }

    private void keep(ScriptRun run, String question, String answer) {
        if (run.script().content().question(question).isEmpty()) {
            throw Refused.because("question", "scripts.question.unknown");
        }
        String typed = answer == null ? "" : answer;
        if (typed.indexOf('\0') >= 0) {
            throw Refused.because(question, "scripts.unfit");
        }
        if (typed.length() > LONGEST_ANSWER) {
            throw Refused.because(question, "scripts.long", LONGEST_ANSWER);
        }
        if (typed.isBlank()) {
            jdbc.sql("delete from script_answer where attempt_id = ? and question = ?")
                    .params(run.attempt(), question)
                    .update();
            return;
        }
        jdbc.sql("insert into script_answer (attempt_id, question, answer) values (?, ?, ?)"
                        + " on conflict (attempt_id, question) do update set answer = excluded.answer, at = now()")
                .params(run.attempt(), question, typed)
                .update();
    }

    /**
     * Goes on to the step to which the answers lead. What is sent with it is kept first, whether or not it goes on.
     *
     * @param sent answers of the step, by the keys of questions; those of other steps are left out
     * @throws Refused if an answer is missing or is not what is asked for; what was sent is kept all the same
     */
    public ScriptRun next(UUID attempt, Map<String, String> sent) {
        transaction.executeWithoutResult(status -> {
            ScriptRun run = toChange(attempt);
            run.step().questions().stream()
                    .filter(one -> sent.containsKey(one.key()))
                    .forEach(one -> keep(run, one.key(), sent.get(one.key())));
        });
        return transaction.execute(status -> {
            ScriptRun run = toChange(attempt);
            Step step = run.step();
            for (Question question : step.questions()) {
                answers.check(question, run.answers().get(question.key()));
            }
            step.after(run.answers()).ifPresent(key -> {
                var path = new ArrayList<>(run.path());
                path.add(key);
                goTo(attempt, path);
            });
            return of(attempt).orElseThrow();
        });
    }

    /** One step back; answers stay. Nothing happens at the first one. */
    public ScriptRun back(UUID attempt) {
        return transaction.execute(status -> {
            ScriptRun run = toChange(attempt);
            if (run.path().size() > 1) {
                goTo(attempt, run.path().subList(0, run.path().size() - 1));
            }
            return of(attempt).orElseThrow();
        });
    }

    private void goTo(UUID attempt, List<String> path) {
        jdbc.sql("update script_run set path = ? where attempt_id = ?")
                .params(path.toArray(String[]::new), attempt)
                .update();
    }

    private ScriptRun toChange(UUID attempt) {
        jdbc.sql("select attempt_id from script_run where attempt_id = ? for update")
                .param(attempt)
                .query(UUID.class)
                .optional()
                .orElseThrow(() -> Refused.because("attempt", "scripts.run.none"));
        return of(attempt).orElseThrow();
    }
}
