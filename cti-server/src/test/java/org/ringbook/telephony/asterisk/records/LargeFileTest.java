package org.ringbook.telephony.asterisk.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Master.csv of a PBX that has written it for long, and a gap of a few seconds. */
class LargeFileTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final int OTHER_CALLS = 30_000;

    @TempDir
    private Path folder;

    private Path file;

    /** One call a second since the night; Maria has spoken with Anna since 11:00, and hangs up at noon. */
    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("Master.csv");
        var lines = new StringBuilder();
        for (int i = 0; i < OTHER_CALLS; i++) {
            Instant at = NOON.minusSeconds(OTHER_CALLS - i);
            if (i == OTHER_CALLS - 3600) {
                lines.append(line("CHAN_START", at, "maria", "maria")).append(line("CHAN_START", at, "anna", "maria"));
            }
            lines.append(line("CHAN_START", at, "other-" + i, "other-" + i));
            lines.append(line("CHAN_END", at.plusMillis(500), "other-" + i, "other-" + i));
        }
        lines.append(line("HANGUP", NOON, "maria", "maria"));
        lines.append("\"CHAN_END\",\"17954");
        Files.writeString(file, lines);
        assertThat(Files.size(file)).isGreaterThan(4L * 1024 * 1024);
    }

    private static String line(String event, Instant at, String unique, String linked) {
        return "\"%s\",\"%d.%06d\",\"\",\"89161112233\",\"\",\"\",\"\",\"74957770001\",\"from-trunk\",\"PJSIP/%s\",\"\",\"\",\"3\",\"\",\"%s\",\"%s\",\"\",\"\",\"\",\"\"%n"
                .formatted(event, at.getEpochSecond(), at.getNano() / 1000, unique, unique, linked);
    }

    private List<Row> rows(Instant from) throws IOException {
        return new FileRows(RecordFile.at(file.toString(), "", "", ""), Columns.CEL_FILE, ZoneOffset.UTC)
                .ofCalls(from.minusSeconds(4 * 3600), from, NOON);
    }

    @Test
    void ofTheCallsOfTheGapAllIsReadAndOfNoOtherAnything() throws IOException {
        assertThat(rows(NOON.minusMillis(700)))
                .extracting(row -> row.get("eventtype") + " " + row.get("uniqueid"))
                .containsExactly(
                        "CHAN_START maria",
                        "CHAN_START anna",
                        "CHAN_START other-" + (OTHER_CALLS - 1),
                        "CHAN_END other-" + (OTHER_CALLS - 1),
                        "HANGUP maria");
    }

    @Test
    void noLineIsTornWhereOnePartOfTheFileEndsAndTheNextBegins() throws IOException {
        assertThat(rows(NOON.minusSeconds(OTHER_CALLS))).hasSize(2 * OTHER_CALLS + 3);
    }

    @Test
    void itWasBegunAnewInTheMiddleOfTheCall() throws IOException {
        List<String> lines = Files.readAllLines(file);
        Files.write(Path.of(file + ".1"), lines.subList(0, lines.size() - 100));
        Files.write(file, lines.subList(lines.size() - 100, lines.size()));
        assertThat(rows(NOON.minusMillis(700))).hasSize(5);
    }
}
