package org.ringbook.recordings;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The audit trail: who heard or took away which recording. What is not written here is not given out. Any thread. */
@Component
public class PlaybackAudit {

    /** A player asks for one piece after the other; who comes back later plays it anew. */
    private static final Duration ONE_PLAY = Duration.ofMinutes(10);

    private static final int LONGEST_ADDRESS = 100;

    /** A piece that comes so soon after another one changes nothing that is written. */
    private static final Duration WRITTEN_LATELY = Duration.ofSeconds(30);

    private static final int MOST_REMEMBERED = 10_000;

    private record Listening(UUID staffId, UUID recordingId, Action action, String address) {}

    private final Map<Listening, Instant> written = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .<Listening, Instant>build()
            .asMap();
    private final JdbcClient jdbc;

    PlaybackAudit(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public enum Action {
        @JsonProperty("play")
        PLAY,
        @JsonProperty("download")
        DOWNLOAD
    }

    /**
     * @param login as it was then
     * @param lastAt of the last piece that was asked for
     * @param address of the machine that asked
     */
    public record Play(
            long id,
            Instant beganAt,
            Instant lastAt,
            UUID staffId,
            String login,
            UUID recordingId,
            UUID callId,
            @JsonProperty("deed") Action action,
            String address) {}

    /** Notes that somebody is about to be given the sound; durable when it returns. */
    public void note(UUID staffId, String login, Recording recording, Action action, String address, Instant now) {
        var listening = new Listening(staffId, recording.id(), action, shortened(address));
        Instant before = written.get(listening);
        if (before != null && now.isBefore(before.plus(WRITTEN_LATELY))) {
            return;
        }
        boolean goesOn = before != null && now.isBefore(before.plus(ONE_PLAY));
        // That they listen is durable already; how long, one of many pieces at once writes for all.
        if (goesOn && !written.replace(listening, before, now)) {
            return;
        }
        try {
            write(listening, login, recording, now);
        } catch (RuntimeException unwritten) {
            written.remove(listening);
            throw unwritten;
        }
        written.put(listening, now);
    }

    private void write(Listening listening, String login, Recording recording, Instant now) {
        String word = listening.action == Action.PLAY ? "play" : "download";
        int goesOn = jdbc.sql("""
                        update recording_play set last_at = :now
                        where id = (select max(id) from recording_play
                                    where recording_id = :recording and staff_id = :staff and deed = :deed
                                      and address is not distinct from :address and last_at >= :since)""")
                .param("now", Timestamp.from(now))
                .param("since", Timestamp.from(now.minus(ONE_PLAY)))
                .param("recording", recording.id())
                .param("staff", listening.staffId)
                .param("deed", word)
                .param("address", listening.address)
                .update();
        if (goesOn == 0) {
            jdbc.sql("""
                            insert into recording_play
                                (began_at, last_at, staff_id, login, recording_id, call_id, deed, address)
                            values (:now, :now, :staff, :login, :recording, :call, :deed, :address)""")
                    .param("now", Timestamp.from(now))
                    .param("staff", listening.staffId)
                    .param("login", login)
                    .param("recording", recording.id())
                    .param("call", recording.callId())
                    .param("deed", word)
                    .param("address", listening.address)
                    .update();
        }
    }

    private static String shortened(String address) {
        return address == null ? null : address.substring(0, Math.min(address.length(), LONGEST_ADDRESS));
    }

    /**
     * Newest first.
     *
     * @param staffId null for everybody
     * @param callId null for any
     * @param before id of the last one that was shown; null to begin
     */
    public List<Play> find(UUID staffId, UUID callId, Long before, int limit) {
        return jdbc.sql("""
                        select * from recording_play
                        where (:staff::uuid is null or staff_id = :staff) and (:call::uuid is null or call_id = :call)
                          and (:before::bigint is null or id < :before)
                        order by id desc limit :limit""")
                .param("staff", staffId)
                .param("call", callId)
                .param("before", before)
                .param("limit", limit)
                .query(PlaybackAudit::read)
                .list();
    }

    private static Play read(ResultSet row, int number) throws SQLException {
        return new Play(
                row.getLong("id"),
                row.getTimestamp("began_at").toInstant(),
                row.getTimestamp("last_at").toInstant(),
                row.getObject("staff_id", UUID.class),
                row.getString("login"),
                row.getObject("recording_id", UUID.class),
                row.getObject("call_id", UUID.class),
                row.getString("deed").equals("play") ? Action.PLAY : Action.DOWNLOAD,
                row.getString("address"));
    }
}
