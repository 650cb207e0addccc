package org.ringbook.control;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.calls.CallText;
import org.ringbook.notices.Notice;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of requests: what was asked, by whom, and what became of it. Kept for good: it is the audit, too. */
@Component
class CallRequests {

    private static final String SELECT = "select * from call_request";

    private final JdbcClient jdbc;

    CallRequests(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(CallRequest request) {
        write(request, "");
    }

    /** As it is now, whether it was there or not. */
    void keep(CallRequest request) {
        write(
                request,
                " on conflict (id) do update set call_id = excluded.call_id, state = excluded.state, cause = excluded.cause,"
                        + " note_key = excluded.note_key, note_args = excluded.note_args, note_text = excluded.note_text,"
                        + " ringing_at = excluded.ringing_at, answered_at = excluded.answered_at, ended_at = excluded.ended_at");
    }

    private void write(CallRequest request, String ifKnown) {
        jdbc.sql(
                        "insert into call_request (id, kind, staff_id, entrance, key, telephone, number, source, call_id, leg, state, cause,"
                                + " note_key, note_args, note_text, asked_at, ringing_at, answered_at, ended_at) values (:id, :kind, :staff, :entrance,"
                                + " :key, :telephone, :number, :source, :call, :leg, :state, :cause, :noteKey, :noteArgs, :noteText, :asked,"
                                + " :ringing, :answered, :ended)"
                                + ifKnown)
                .param("id", request.id())
                .param("kind", request.kind().code())
                .param("staff", request.staffId())
                .param("entrance", request.entrance().code())
                .param("key", request.key())
                .param("telephone", request.telephone())
                .param("number", request.number())
                .param("source", request.source())
                .param("call", request.callId())
                .param("leg", request.leg())
                .param("state", request.state().code())
                .param("cause", request.cause())
                .param(
                        "noteKey",
                        request.words() == null ? null : request.words().key())
                .param("noteArgs", args(request))
                .param("noteText", text(request))
                .param("asked", time(request.askedAt()))
                .param("ringing", time(request.ringingAt()))
                .param("answered", time(request.answeredAt()))
                .param("ended", time(request.endedAt()))
                .update();
    }

    Optional<CallRequest> find(UUID id) {
        return jdbc.sql(SELECT + " where id = ?")
                .param(id)
                .query(CallRequests::read)
                .optional();
    }

    Optional<CallRequest> byKey(UUID staff, String key) {
        return jdbc.sql(SELECT + " where staff_id = ? and key = ?")
                .params(staff, key)
                .query(CallRequests::read)
                .optional();
    }

    /** Those that were not over when they were written last. */
    List<CallRequest> open() {
        return jdbc.sql(SELECT + " where state in ('accepted', 'ringing', 'answered') order by asked_at")
                .query(CallRequests::read)
                .list();
    }

    /** Those that were taken, oldest first. */
    List<CallRequest> takenSince(Instant then) {
        return jdbc.sql(SELECT
                        + " where asked_at >= ? and (state <> 'refused' or cause = 'telephony') order by asked_at")
                .param(time(then))
                .query(CallRequests::read)
                .list();
    }

    /**
     * Newest first.
     *
     * @param staff whose; null for everybody's
     * @param state null for all
     * @param supervision whether only those of supervisors who listened are wanted
     * @param before those asked before then; null for the newest
     */
    List<CallRequest> list(UUID staff, RequestState state, boolean supervision, Instant before, int most) {
        return jdbc.sql(
                        SELECT
                                + " where (:staff::uuid is null or staff_id = :staff) and (:state::text is null or state = :state)"
                                + " and (not :supervision or kind in ('listen', 'whisper', 'barge'))"
                                + " and (:before::timestamptz is null or asked_at < :before) order by asked_at desc limit :most")
                .param("staff", staff)
                .param("state", state == null ? null : state.code())
                .param("supervision", supervision)
                .param("before", time(before))
                .param("most", most)
                .query(CallRequests::read)
                .list();
    }

    private static String[] args(CallRequest request) {
        // A telephone system's own words are in them.
        return request.words() == null
                ? null
                : request.words().args().stream().map(CallText::detail).toArray(String[]::new);
    }

    private static String text(CallRequest request) {
        return request.words() == null ? null : CallText.detail(request.words().text());
    }

    private static CallRequest read(ResultSet row, int number) throws SQLException {
        return new CallRequest(
                row.getObject("id", UUID.class),
                RequestKind.valueOf(constant(row, "kind")),
                row.getObject("staff_id", UUID.class),
                Entrance.valueOf(constant(row, "entrance")),
                row.getString("key"),
                row.getString("telephone"),
                row.getString("number"),
                row.getString("source"),
                row.getObject("call_id", UUID.class),
                row.getString("leg"),
                RequestState.valueOf(constant(row, "state")),
                row.getString("cause"),
                words(row),
                instant(row, "asked_at"),
                instant(row, "ringing_at"),
                instant(row, "answered_at"),
                instant(row, "ended_at"));
    }

    private static String constant(ResultSet row, String column) throws SQLException {
        return row.getString(column).toUpperCase(Locale.ROOT);
    }

    private static Notice words(ResultSet row) throws SQLException {
        String key = row.getString("note_key");
        Array args = row.getArray("note_args");
        if (key == null) {
            return null;
        }
        return new Notice(
                key, args == null ? List.of() : Arrays.asList((String[]) args.getArray()), row.getString("note_text"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime time(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
