package org.ringbook.recordings.fetch;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.ringbook.recordings.audio.AudioFile;
import org.ringbook.recordings.fetch.RecordingFetcher.Wanted;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is expected, due, stored or given up, in the table {@code recording}. Waits for the database; any thread. */
@Component
class FetchTable {

    /** Each by its id, whatever the database knows of the table by now: it never reads the whole of it. */
    private static final String ENDED_WITH_RECORDINGS = """
             from unnest(:calls::uuid[]) as asked (id) cross join lateral (select * from call
               where call.id = asked.id and call.state = 'ended' and call.recordings <> '[]' offset 0) call""";

    private final JdbcClient jdbc;

    FetchTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One that is to be tried. */
    record Due(String source, int tries, Instant toldAt, Wanted wanted) {}

    /** Of these calls, from which sources those are that have ended and have something to listen to. */
    List<String> sourcesOf(Collection<UUID> calls) {
        return jdbc.sql("select distinct call.source " + ENDED_WITH_RECORDINGS)
                .param("calls", calls.toArray(UUID[]::new))
                .query(String.class)
                .list();
    }

    /**
     * Notes the recordings of those of these calls that have ended, as the log has them. Those that are known stay as they are, but
     * for what is told better now.
     */
    void expect(Collection<UUID> calls, String source, Instant due) {
        jdbc.sql("""
                        insert into recording (id, call_id, source, leg, file, started_at, ended_at, due_at)
                        select distinct on ((told ->> 'id')::uuid) (told ->> 'id')::uuid, call.id, call.source,
                               coalesce(told ->> 'leg', call.source_id), told ->> 'file',
                               (told ->> 'startedAt')::timestamptz, call.ended_at, :due
                        %s cross join jsonb_array_elements(call.recordings) as told
                        where call.source = :source
                        order by (told ->> 'id')::uuid, call.started_at desc
                        on conflict (id) do update set call_id = excluded.call_id, ended_at = excluded.ended_at,
                            file = coalesce(excluded.file, recording.file)""".formatted(ENDED_WITH_RECORDINGS))
                .param("calls", calls.toArray(UUID[]::new))
                .param("source", source)
                .param("due", Timestamp.from(due))
                .update();
    }

    void merged(UUID younger, UUID older) {
        jdbc.sql("update recording set call_id = ? where call_id = ?")
                .params(older, younger)
                .update();
    }

    /** What was told of a call that is none; sound that is stored stays. */
    void withdrawn(UUID call) {
        jdbc.sql("delete from recording where call_id = ? and status <> 'stored'")
                .param(call)
                .update();
    }

    /** Of calls of the log that ended since then, whatever kept their recordings from being noted. */
    int expectFromLog(Instant since, Instant due) {
        return jdbc.sql("""
                        insert into recording (id, call_id, source, leg, file, started_at, ended_at, due_at)
                        select (told ->> 'id')::uuid, call.id, call.source, coalesce(told ->> 'leg', call.source_id),
                               told ->> 'file', (told ->> 'startedAt')::timestamptz, call.ended_at, :due
                        from call cross join jsonb_array_elements(call.recordings) as told
                        where call.started_at >= :since and call.recordings <> '[]' and call.state = 'ended'
                        on conflict (id) do nothing""")
                .param("since", Timestamp.from(since))
                .param("due", Timestamp.from(due))
                .update();
    }

    /**
     * Of each of these sources those whose time has come, the longest due first.
     *
     * @param underWay those that are not wanted
     * @param ofEach so many of one source at most
     */
    List<Due> due(Instant now, Collection<String> sources, Collection<UUID> underWay, int ofEach) {
        return read(jdbc.sql("""
                        select due.* from unnest(:sources::text[]) as one (source) cross join lateral (
                            select * from recording where recording.source = one.source and due_at <= :now
                              and id <> all(:underWay::uuid[])
                            order by due_at limit :ofEach) due
                        order by due.due_at""")
                .param("sources", sources.toArray(String[]::new))
                .param("now", Timestamp.from(now))
                .param("underWay", underWay.toArray(UUID[]::new))
                .param("ofEach", ofEach));
    }

    /** Those whose time has come of any source but these. */
    List<Due> dueOfOthers(Instant now, Collection<String> sources, int limit) {
        return read(jdbc.sql("select * from recording where due_at <= :now and source <> all(:sources::text[])"
                        + " order by due_at limit :limit")
                .param("sources", sources.toArray(String[]::new))
                .param("now", Timestamp.from(now))
                .param("limit", limit));
    }

    private static List<Due> read(JdbcClient.StatementSpec due) {
        return due.query((row, number) -> new Due(
                        row.getString("source"),
                        row.getInt("tries"),
                        time(row, "told_at"),
                        new Wanted(
                                row.getObject("id", UUID.class),
                                row.getString("leg"),
                                row.getString("file"),
                                time(row, "started_at"),
                                time(row, "ended_at"))))
                .list();
    }

    /** Of these, those that are tried again. */
    Set<UUID> waiting(Collection<UUID> ids) {
        return Set.copyOf(jdbc.sql("select id from recording where due_at is not null and id = any(?)")
                .param(ids.toArray(UUID[]::new))
                .query(UUID.class)
                .list());
    }

    /** When the next one is due; empty when none waits. */
    Optional<Instant> nextDue() {
        return jdbc.sql("select min(due_at) from recording where due_at is not null")
                .query((row, number) -> Optional.ofNullable(time(row, "min")))
                .single();
    }

    void later(UUID id, String reason, Instant due) {
        jdbc.sql("update recording set tries = tries + 1, reason = ?, due_at = ? where id = ? and status <> 'stored'")
                .params(reason, Timestamp.from(due), id)
                .update();
    }

    void missing(UUID id, String reason) {
        jdbc.sql("update recording set status = 'missing', tries = tries + 1, reason = ?, due_at = null"
                        + " where id = ? and status <> 'stored'")
                .params(reason, id)
                .update();
    }

    void stored(UUID id, String sha256, AudioFile audio, Instant now) {
        jdbc.sql("""
                        update recording set status = 'stored', tries = tries + 1, reason = :reason, due_at = null,
                            sha256 = :sha256, format = :format, channels = :channels, seconds = :seconds, stored_at = :now
                        where id = :id""")
                .param("id", id)
                .param("reason", audio.cut() ? "cut" : null)
                .param("sha256", sha256)
                .param("format", audio.format())
                .param("channels", audio.channels())
                .param("seconds", audio.seconds())
                .param("now", Timestamp.from(now))
                .update();
    }

    /** What a sound was made of goes when it goes. */
    void madeOf(String sha256, Collection<String> sides) {
        for (String side : sides) {
            jdbc.sql("insert into sound_side (sha256, side) values (?, ?) on conflict do nothing")
                    .params(sha256, side)
                    .update();
        }
    }

    /** @return whether there is something to try */
    boolean tryAgain(UUID id, Instant now) {
        return jdbc.sql("update recording set due_at = ?, status = 'expected' where id = ? and status <> 'stored'")
                        .params(Timestamp.from(now), id)
                        .update()
                > 0;
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
