package org.ringbook.telephony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringbook.TestDatabase;
import org.ringbook.calls.CallFact;
import org.ringbook.calls.fold.Calls;
import org.ringbook.calls.log.CallLog;
import org.ringbook.calls.log.CallLogWriter;
import org.ringbook.calls.log.Unwritten;
import org.ringbook.database.DatabaseDisk;
import org.ringbook.database.SmallDisk;
import org.ringbook.notices.Notice;
import org.ringbook.numbers.NumberPlan;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Nothing gets into the database: what an administrator is told, and what to do. */
class WriteStatusTest {

    private static final Path HOME = Path.of("/var/lib/ringbook");
    private static final Locale RUSSIAN = Locale.forLanguageTag("ru");

    private volatile SQLException failure;
    private CallLogWriter writer;

    @AfterEach
    void stop() {
        failure = null;
        if (writer != null) {
            writer.stop();
        }
    }

    private final class DataSourceThatFails extends DelegatingDataSource {

        DataSourceThatFails() {
            super(TestDatabase.with("calls"));
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (failure != null) {
                throw failure;
            }
            return super.getConnection();
        }
    }

    /** Maria calls while PostgreSQL answers everything like this. */
    private Notice toldWhen(SQLException answer, DatabaseDisk disk) {
        failure = answer;
        writer = new CallLogWriter(new CallLog(new DataSourceThatFails()));
        writer.start();
        var calls = new Calls(new NumberPlan("RU"), List.of(writer));
        calls.accept(
                "office",
                List.of(new CallFact.LegBegan(
                        "maria",
                        java.time.Instant.now(),
                        CallFact.Side.CALLER,
                        true,
                        null,
                        "+79161112233",
                        "+74957770001")));
        await().until(() -> writer.backlog().trouble() != null);
        assertThat(calls.current()).hasSize(1);
        assertThat(writer.backlog().waiting()).isEqualTo(1);
        return new WriteStatus(writer, disk, Stream::empty).trouble().orElseThrow();
    }

    @Test
    void theDiskIsFull() {
        var full = new SQLException("ERROR: could not extend file \"base/5/16492\": No space left on device", "53100");
        Notice told = toldWhen(full, new SmallDisk(HOME, 0));

        assertThat(told.text()).contains("The disk with /var/lib/ringbook is full: 0 MB are free. Make room there");
        assertThat(told.in(RUSSIAN)).contains("Диск с /var/lib/ringbook заполнен: свободно 0 МБ. Освободите место");
    }

    @Test
    void postgresHasEndedBecauseTheDiskIsFull() {
        var away = new SQLException("Connection to 127.0.0.1:5432 refused.", "08001");

        assertThat(toldWhen(away, new SmallDisk(HOME, 12)).text()).contains("is full: 12 MB are free. Make room there");
    }

    @Test
    void theDiskOfAPostgresOutsideIsFull() {
        var full = new SQLException("ERROR: could not extend file: No space left on device\n  Hint: …", "53100");
        Notice told = toldWhen(full, SmallDisk.outside());

        assertThat(told.text())
                .contains("ringbook.database.url names is full. Make room there")
                .doesNotContain("Hint");
        assertThat(told.in(RUSSIAN)).contains("Заполнен диск PostgreSQL");
    }

    @Test
    void postgresIsAway() {
        var away = new SQLException("Connection to 192.0.2.20:5432 refused.", "08001");

        assertThat(toldWhen(away, SmallDisk.outside()).text())
                .contains("does not answer. Check that it runs", "192.0.2.20:5432 refused");
        assertThat(new WriteStatus(writer, new SmallDisk(HOME, 9_000), Stream::empty)
                        .trouble()
                        .orElseThrow()
                        .text())
                .contains("it is started again by itself");
    }

    @Test
    void somethingElseIsTheMatter() {
        var readOnly = new SQLException("ERROR: cannot execute INSERT in a read-only transaction", "25006");

        assertThat(toldWhen(readOnly, SmallDisk.outside()).text()).contains("read-only transaction");
    }

    @Test
    void theLogGetsOnAndTheRawMessagesDoNot() {
        var silent = new Unwritten(Unwritten.Kind.AWAY, "no answer for 15 s");
        assertThat(new WriteStatus(
                                new CallLogWriter(null), SmallDisk.outside(), () -> Stream.of(() -> null, () -> silent))
                        .trouble()
                        .orElseThrow()
                        .text())
                .contains("does not answer", "no answer for 15 s");
    }

    @Test
    void aDiskThatWillSoonBeFullIsToldBeforeAnythingWaits() {
        var nothingWaits = new CallLogWriter(null);
        assertThat(new WriteStatus(nothingWaits, new SmallDisk(HOME, 300), Stream::empty)
                        .trouble()
                        .map(Notice::text))
                .hasValueSatisfying(text -> assertThat(text).contains("will soon be full: 300 MB are free"));
        assertThat(new WriteStatus(nothingWaits, new SmallDisk(HOME, 9_000), Stream::empty).trouble())
                .isEmpty();
    }
}
