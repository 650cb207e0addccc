package org.ringbook.forms;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.forms.FormCallback.State;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of calls that visitors asked for. In the transaction of whoever calls. */
@Component
class FormCallbacks {

    private final JdbcClient jdbc;

    FormCallbacks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return false when somebody is being called at that number already */
    boolean add(FormCallback fresh, Long message) {
        return jdbc.sql(
                                "insert into form_callback (id, message_id, lead_id, form, number, state, next_at, until, created_at, ended_at)"
                                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (number) where state in ('waiting', 'calling') do nothing")
                        .params(
                                fresh.id(),
                                message,
                                fresh.leadId(),
                                fresh.form(),
                                fresh.number(),
                                word(fresh.state()),
                                time(fresh.nextAt()),
                                time(fresh.until()),
                                time(fresh.createdAt()),
                                fresh.state().isOver() ? time(fresh.createdAt()) : null)
                        .update()
                == 1;
    }

    /** How often a number was called since then. */
    int called(long number, Instant since) {
        return jdbc.sql("select count(*) from form_callback where number = ? and created_at > ? and tries > 0")
                .params(number, time(since))
                .query(Integer.class)
                .single();
    }

    /** Those for which something may be to be done. */
    List<UUID> due(Instant now) {
        return jdbc.sql(
                        "select id from form_callback where state in ('waiting', 'calling') and next_at <= ? order by next_at limit 100")
                .param(time(now))
                .query(UUID.class)
                .list();
    }

    /** Nobody else works on it until the transaction ends; empty when somebody does, or it is over. */
    Optional<FormCallback> toWorkOn(UUID id) {
        return jdbc.sql(
                        "select * from form_callback where id = ? and state in ('waiting', 'calling') for update skip locked")
                .param(id)
                .query(FormCallbacks::read)
                .optional();
    }

    Optional<FormCallback> ofLead(UUID lead) {
        return jdbc.sql("select * from form_callback where lead_id = ? order by created_at desc limit 1")
                .param(lead)
                .query(FormCallbacks::read)
                .optional();
    }

    void write(FormCallback now, Instant at) {
        jdbc.sql(
                        "update form_callback set state = ?, tries = ?, next_at = ?, request_id = ?, staff_id = ?, cause = ?, ended_at = ?"
                                + " where id = ?")
                .params(
                        word(now.state()),
                        now.tries(),
                        time(now.nextAt()),
                        now.requestId(),
                        now.staffId(),
                        now.cause(),
                        now.state().isOver() ? time(at) : null,
                        now.id())
                .update();
    }

    private static String word(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static Timestamp time(Instant at) {
        return Timestamp.from(at);
    }

    private static FormCallback read(ResultSet row, int n) throws SQLException {
        return new FormCallback(
                row.getObject("id", UUID.class),
                row.getObject("lead_id", UUID.class),
                row.getString("form"),
                row.getLong("number"),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getInt("tries"),
                row.getTimestamp("next_at").toInstant(),
                row.getTimestamp("until").toInstant(),
                row.getObject("request_id", UUID.class),
                row.getObject("staff_id", UUID.class),
                row.getString("cause"),
                row.getTimestamp("created_at").toInstant());
    }
}
