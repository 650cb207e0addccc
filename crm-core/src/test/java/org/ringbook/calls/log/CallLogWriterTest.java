package org.ringbook.calls.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringbook.calls.CallsOfTheDay.NINE;
import static org.ringbook.calls.CallsOfTheDay.answered;
import static org.ringbook.calls.CallsOfTheDay.change;
import static org.ringbook.calls.CallsOfTheDay.missed;
import static org.ringbook.calls.CallsOfTheDay.ringing;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringbook.TestDatabase;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallChange;
import org.ringbook.calls.log.CallLog.CallFilter;
import org.springframework.jdbc.datasource.DelegatingDataSource;

class CallLogWriterTest {

    private final DataSource real = TestDatabase.with("calls");
    private final AtomicBoolean away = new AtomicBoolean();
    private final AtomicInteger connectionsLeft = new AtomicInteger(-1);
    private final CallLog log = new CallLog(new DataSourceThatGoesAway());
    private final CallLogWriter writer = new CallLogWriter(log);

    @AfterEach
    void stop() {
        away.set(false);
        connectionsLeft.set(-1);
        if (writer.isRunning()) {
            writer.stop();
        }
    }

    @Test
    void whatIsToldIsSoonInTheLogAsItLastWas() {
        writer.start();
        Call call = answered(NINE);
        writer.changed(change(ringing(call)));
        writer.changed(change(call));
        await(() -> log.find(call.id()).filter(call::equals).isPresent());
        await(() -> writer.backlog().waiting() == 0);
        assertThat(writer.backlog().trouble()).isNull();
        assertThat(writer.backlog().since()).isNull();
    }

    @Test
    void whilePostgresIsAwayCallsWaitHealthSaysSoAndNothingIsLost() {
        away.set(true);
        writer.start();
        for (int i = 0; i < 300; i++) {
            writer.changed(change(ringing(missed(NINE.plusSeconds(i)))));
            writer.changed(change(missed(NINE.plusSeconds(i))));
        }
        await(() -> writer.backlog().trouble() != null);
        assertThat(writer.backlog().waiting()).isEqualTo(300);
        assertThat(writer.backlog().since()).isNotNull();
        away.set(false);
        await(() -> writer.backlog().waiting() == 0 && writer.backlog().trouble() == null);
        assertThat(log.find(CallFilter.any(), null, 1000).items()).hasSize(300).allMatch(Call::ended);
    }

    @Test
    void aMergeToldWhileThePostgresIsAwayIsNotForgottenByALaterChange() {
        Call older = answered(NINE);
        Call younger = missed(NINE.plusSeconds(3));
        log.write(List.of(change(older), change(younger)));
        away.set(true);
        writer.start();
        writer.changed(new CallChange(older, older, List.of(younger.id())));
        writer.changed(new CallChange(older, older, List.of()));
        await(() -> writer.backlog().trouble() != null);
        away.set(false);
        await(() -> writer.backlog().waiting() == 0);
        assertThat(log.find(younger.id())).contains(older);
    }

    @Test
    void whatWaitsWhenTheServerStopsIsWrittenFirst() {
        for (int i = 0; i < 2500; i++) {
            writer.changed(change(missed(NINE.plusSeconds(i))));
        }
        writer.start();
        writer.stop();
        assertThat(log.find(CallFilter.any(), null, 5000).items()).hasSize(2500);
    }

    @Test
    void oneCallThatCannotBeKeptTakesNoOtherWithIt() {
        Call good = answered(NINE);
        Call bad = missed(Instant.parse("+400000-01-01T00:00:00Z"));
        writer.changed(change(bad));
        writer.changed(change(good));
        writer.start();
        await(() -> writer.backlog().waiting() == 0);
        assertThat(log.find(good.id())).contains(good);
        assertThat(writer.backlog().unwritable()).isEqualTo(1);
    }

    @Test
    void memoryIsBoundedAndWhatDidNotFitIsCounted() {
        for (int i = 0; i < 50_010; i++) {
            writer.changed(change(missed(NINE.plusSeconds(i))));
        }
        writer.changed(change(missed(NINE)));
        assertThat(writer.backlog().waiting()).isEqualTo(50_000);
        assertThat(writer.backlog().noRoom()).isEqualTo(10);
    }

    @Test
    void whatDidNotFitIsNotedAsAHoleWhenPostgresIsBackAndWhatFitIsWritten() {
        var small = new CallLogWriter(log, 3);
        away.set(true);
        small.start();
        for (int i = 0; i < 7; i++) {
            small.changed(change(missed(NINE.plusSeconds(i))));
        }
        await(() -> small.backlog().trouble() != null);
        assertThat(small.backlog().noRoom()).isEqualTo(4);
        away.set(false);
        await(() -> small.backlog().waiting() == 0 && small.backlog().trouble() == null);
        assertThat(log.find(CallFilter.any(), null, 10).items()).hasSize(3);
        assertThat(small.backlog().noRoom()).isZero();
        assertThat(log.gaps().open()).singleElement().satisfies(gap -> {
            assertThat(gap.from()).isEqualTo(NINE.plusSeconds(3));
            assertThat(gap.to()).isEqualTo(NINE.plusSeconds(6));
        });
        small.stop();
    }

    @Test
    void manyThatWaitAreAHoleUntilTheyAreWritten() {
        away.set(true);
        writer.start();
        for (int i = 0; i < 2500; i++) {
            writer.changed(change(missed(NINE.plusSeconds(i))));
        }
        await(() -> writer.backlog().trouble() != null);
        // The note and the first batch; then it is away again.
        connectionsLeft.set(2);
        away.set(false);
        var seen = new CallLog(real);
        await(() -> seen.find(CallFilter.any(), null, 5000).items().size() == 1000);
        assertThat(seen.gaps().open()).singleElement().satisfies(gap -> {
            assertThat(gap.from()).isEqualTo(NINE);
            assertThat(gap.to()).isEqualTo(NINE.plusSeconds(2499));
        });
        connectionsLeft.set(-1);
        await(() -> writer.backlog().waiting() == 0 && writer.backlog().trouble() == null);
        await(() -> log.gaps().open().isEmpty());
    }

    private static void await(BooleanSupplier condition) {
        Instant limit = Instant.now().plus(Duration.ofSeconds(20));
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("waited 20 s").isBefore(limit);
            Thread.onSpinWait();
            Thread.yield();
        }
    }

    private final class DataSourceThatGoesAway extends DelegatingDataSource {

        DataSourceThatGoesAway() {
            super(real);
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (away.get() || connectionsLeft.getAndUpdate(n -> n > 0 ? n - 1 : n) == 0) {
                throw new SQLException("Connection refused", "08001");
            }
            return super.getConnection();
        }
    }
}
