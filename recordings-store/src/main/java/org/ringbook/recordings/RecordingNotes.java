package org.ringbook.recordings;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.ringbook.refusals.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What people wrote at moments of recordings. Waits for the database; any thread. */
@Component
public class RecordingNotes {

    private static final int LONGEST = 2000;
    private static final int MOST = 500;

    private final JdbcClient jdbc;

    RecordingNotes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param atSeconds from the beginning of the recording
     * @param login of who wrote it, as it was then
     */
    public record Note(long id, BigDecimal atSeconds, String text, UUID staffId, String login, Instant writtenAt) {}

    /** By their moments. */
    public List<Note> of(UUID recording) {
        return jdbc.sql("select * from recording_note where recording_id = ? order by at_seconds, id")
                .param(recording)
                .query((row, number) -> new Note(
                        row.getLong("id"),
                        row.getBigDecimal("at_seconds"),
                        row.getString("text"),
                        row.getObject("staff_id", UUID.class),
                        row.getString("login"),
                        row.getTimestamp("written_at").toInstant()))
                .list();
    }

    /** @throws Refused when it says nothing, too much, or lies outside of the recording */
    public Note add(Recording recording, BigDecimal atSeconds, String text, UUID staffId, String login) {
        String tidied = text == null ? "" : text.strip();
        if (tidied.isEmpty() || tidied.length() > LONGEST || tidied.indexOf('\0') >= 0) {
            throw Refused.because("text", "recordings.note.text", LONGEST);
        }
        boolean inside = atSeconds != null
                && atSeconds.signum() >= 0
                && (recording.seconds() == null || atSeconds.compareTo(recording.seconds()) <= 0);
        if (!inside) {
            throw Refused.because("atSeconds", "recordings.note.moment");
        }
        if (of(recording.id()).size() >= MOST) {
            throw Refused.because(null, "recordings.note.many", MOST);
        }
        Instant now = Instant.now();
        long id = jdbc.sql("insert into recording_note (recording_id, at_seconds, text, staff_id, login, written_at)"
                        + " values (?, ?, ?, ?, ?, ?) returning id")
                .params(recording.id(), atSeconds, tidied, staffId, login, Timestamp.from(now))
                .query(Long.class)
                .single();
        return new Note(id, atSeconds, tidied, staffId, login, now);
    }

    /**
     * @param by whose note it must be; null for anybody's
     * @return false when there is no such note, or it is somebody else's
     */
    public boolean remove(UUID recording, long id, UUID by) {
        return jdbc.sql("delete from recording_note where id = :id and recording_id = :recording"
                                + " and (:by::uuid is null or staff_id = :by)")
                        .param("id", id)
                        .param("recording", recording)
                        .param("by", by)
                        .update()
                == 1;
    }
}
