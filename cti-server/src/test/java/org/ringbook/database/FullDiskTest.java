package org.ringbook.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringbook.telephony.LogLines;

/** No room is left for the server's own database. */
class FullDiskTest {

    private static final String INITDB =
            "initdb: FATAL:  could not write to file \"base/4/3609\": No space left on device";

    @TempDir
    private Path home;

    @Test
    void aPostgresThatHasEndedOnAFullDiskIsStartedAsSoonAsThereIsRoomAndTheLogSaysEachThingOnce() {
        var disk = new SmallDisk(home, 0);
        var tries = new AtomicInteger();
        try (var log = new LogLines();
                var watch = new PostgresWatch(
                        new Leftover(null, home.resolve("postgres")), disk, () -> startsWithRoomAlone(disk, tries))) {
            await().until(() -> log.text().contains("the disk with " + home + " is full. Make room there"));

            disk.free(200);
            await().until(() -> log.text().contains("PostgreSQL runs again"));
            watch.close();
            assertThat(log.warnings("org.ringbook.database")).hasSize(2);
        }
    }

    private static void startsWithRoomAlone(DatabaseDisk disk, AtomicInteger tries) throws IOException {
        tries.incrementAndGet();
        if (disk.isFull()) {
            throw new IOException("pg_ctl: could not start server\nExamine the log output.");
        }
    }

    @Test
    void theStartOnAFullDiskSaysWhereToMakeRoom() {
        var why =
                DatabaseUnavailable.of(new IOException("pg_ctl: could not start server"), home, new SmallDisk(home, 3));

        assertThat(why).hasMessage("There is no room for the database on the disk with " + home + ": 3 MB are free.");
        assertThat(why.action()).contains("Make room there", "ringbook.home", "what was written is safe");
    }

    @Test
    void aNewDatabaseThatDidNotFitAndWasTakenAwayAgainIsTheSame() {
        var why = DatabaseUnavailable.of(new IOException(INITDB), home, new SmallDisk(home, 90));

        assertThat(why.getMessage())
                .contains("no room for the database", "90 MB are free")
                .doesNotContain("initdb");
    }

    @Test
    void aPostgresOutsideWhoseDiskIsFullAtTheStartIsToldInWords() {
        var refused =
                new SQLException("ERROR: could not extend file \"base/5/16492\": No space left on device", "53100");

        var analysis = new DatabaseUnavailableAnalyzer().analyze(new IllegalStateException("Flyway", refused));

        assertThat(analysis.getDescription()).startsWith("The disk of the database is full");
        assertThat(analysis.getAction()).contains("Make room", "ringbook.database.url");
    }
}
