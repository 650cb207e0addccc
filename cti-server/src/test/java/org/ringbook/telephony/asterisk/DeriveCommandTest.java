package org.ringbook.telephony.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringbook.telephony.asterisk.ToldByHand.capture;
import static org.ringbook.telephony.asterisk.ToldByHand.movedTo;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.ringbook.TestDatabase;
import org.ringbook.calls.Call;
import org.ringbook.calls.log.CallLog;
import org.ringbook.derivation.DeriveCommand;

/** An administrator at the command line, with the server stopped or on a database of its own. */
class DeriveCommandTest {

    private static final Instant MORNING =
            Instant.now().minus(Duration.ofHours(5)).truncatedTo(ChronoUnit.SECONDS);

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    @Test
    void itShowsWhatWouldChangeWritesItWhenToldAndBringsItBack() throws Exception {
        DataSource database = TestDatabase.with("staff", "calls", "telephony");
        new ToldByHand("PJSIP/another").isHeardBy(database, movedTo(MORNING, capture("asterisk-22 in_hold")));
        var log = new CallLog(database);
        Call wrong = log.find(CallLog.CallFilter.any(), null, 5).items().get(0);

        assertThat(derive(database)).isZero();
        assertThat(said())
                .contains("direction: internal -> inbound", "external: (none) -> +79161112233", "changed: 1")
                .contains("Nothing was written. To write it, add --write.");
        assertThat(log.find(wrong.id())).contains(wrong);

        assertThat(derive(database, "--write", "--source", "office")).isZero();
        Matcher undo = Pattern.compile("derive --undo (\\S+)").matcher(said());
        assertThat(undo.find()).isTrue();
        assertThat(log.find(wrong.id()).orElseThrow().direction()).isEqualTo(Call.Direction.INBOUND);

        assertThat(derive(database, "--undo", undo.group(1))).isZero();
        assertThat(said()).contains("Brought back: 1. Changed since, and left alone: 0.");
        assertThat(log.find(wrong.id())).contains(wrong);

        assertThat(derive(database, "--undo", undo.group(1))).isEqualTo(1);
        assertThat(said()).contains("It was undone already.");
        assertThat(derive(database, "--source", "shop")).isEqualTo(1);
        assertThat(said()).contains("Nothing of a source \"shop\" is kept.");
    }

    @Test
    void aCommandThatIsNotUnderstoodSaysWhy() {
        assertThat(run("--from", "2026-11-01")).isEqualTo(2);
        assertThat(said()).contains("Which period?", "Usage:");
        assertThat(run("--from", "yesterday", "--to", "2026-11-01")).isEqualTo(2);
        assertThat(said()).contains("\"yesterday\" is no day and no time");
        assertThat(run("--from", "2026-11-02", "--to", "2026-11-01")).isEqualTo(2);
        assertThat(said()).contains("--from must be before --to");
        assertThat(run("--form", "2026-11-02")).isEqualTo(2);
        assertThat(said()).contains("Not understood: --form");
    }

    @Test
    void aServerThatRunsOnTheSameDataIsToldWithTheWayOut() throws Exception {
        try (FileChannel lock =
                        FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var held = lock.lock()) {
            assertThat(held.isValid()).isTrue();
            assertThat(run("--from", "2026-11-01", "--to", "2026-11-02", "--ringbook.home=" + folder))
                    .isEqualTo(1);
        }
        assertThat(said()).contains("Another Ringbook server runs with the data in", "use its page");
    }

    @Test
    void aDatabaseOfAnotherVersionIsNotTouched() {
        assertThat(run(
                        "--from",
                        "2026-11-01",
                        "--to",
                        "2026-11-02",
                        "--ringbook.database.url=" + TestDatabase.newUrl(),
                        "--ringbook.database.user=postgres",
                        "--ringbook.database.password=any"))
                .isEqualTo(1);
        assertThat(said()).contains("Start the server of this version once.");
    }

    private int derive(DataSource database, String... args) throws Exception {
        var all = new ArrayList<>(List.of(
                "--from",
                MORNING.minusSeconds(60).toString(),
                "--to",
                MORNING.plusSeconds(3600).toString(),
                "--ringbook.database.url="
                        + database.unwrap(PGSimpleDataSource.class).getUrl(),
                "--ringbook.database.user=postgres",
                "--ringbook.database.password=any",
                "--ringbook.asterisk.office.host=127.0.0.1",
                "--ringbook.asterisk.office.trunks=PJSIP/carrier"));
        all.addAll(List.of(args));
        return run(all.toArray(String[]::new));
    }

    private int run(String... args) {
        said.reset();
        var out = new PrintStream(said, true, StandardCharsets.UTF_8);
        return new DeriveCommand().run(List.of(args), out, out);
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }
}
