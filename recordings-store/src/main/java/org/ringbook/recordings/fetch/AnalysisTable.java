package org.ringbook.recordings.fetch;

import java.util.Optional;
import org.ringbook.recordings.audio.AudioAnalysis;
import org.ringbook.recordings.audio.Peaks;
import org.ringbook.recordings.audio.TalkFigures;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was worked out of each sound. Waits for the database; any thread. */
@Component
public class AnalysisTable {

    private final JdbcClient jdbc;

    AnalysisTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void keep(String sha256, AudioAnalysis analysis) {
        TalkFigures talk = analysis.talk();
        jdbc.sql("""
                        insert into recording_look (sha256, channels, stretches, levels, seconds, theirs, ours,
                            their_longest, our_longest, silence, overlap)
                        values (:sha256, :channels, :stretches, :levels, :seconds, :theirs, :ours, :theirLongest,
                            :ourLongest, :silence, :overlap)
                        on conflict (sha256) do nothing""")
                .param("sha256", sha256)
                .param("channels", analysis.peaks().channels())
                .param("stretches", analysis.peaks().stretches())
                .param("levels", analysis.peaks().levels())
                .param("seconds", talk == null ? null : talk.seconds())
                .param("theirs", talk == null ? null : talk.theirs())
                .param("ours", talk == null ? null : talk.ours())
                .param("theirLongest", talk == null ? null : talk.theirLongest())
                .param("ourLongest", talk == null ? null : talk.ourLongest())
                .param("silence", talk == null ? null : talk.silence())
                .param("overlap", talk == null ? null : talk.overlap())
                .update();
    }

    public Optional<Peaks> peaks(String sha256) {
        return jdbc.sql("select channels, stretches, levels from recording_look where sha256 = ?")
                .param(sha256)
                .query((row, number) ->
                        new Peaks(row.getInt("channels"), row.getInt("stretches"), row.getBytes("levels")))
                .optional();
    }

    public Optional<TalkFigures> talk(String sha256) {
        return jdbc.sql("select seconds, theirs, ours, their_longest, our_longest, silence, overlap"
                        + " from recording_look where sha256 = ? and seconds is not null")
                .param(sha256)
                .query((row, number) -> new TalkFigures(
                        row.getBigDecimal("seconds"),
                        row.getBigDecimal("theirs"),
                        row.getBigDecimal("ours"),
                        row.getBigDecimal("their_longest"),
                        row.getBigDecimal("our_longest"),
                        row.getBigDecimal("silence"),
                        row.getBigDecimal("overlap")))
                .optional();
    }
}
