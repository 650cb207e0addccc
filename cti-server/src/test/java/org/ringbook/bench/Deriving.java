package org.ringbook.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.ringbook.TestDatabase;
import org.ringbook.calls.log.CallLog;
import org.ringbook.calls.log.CallRewrites;
import org.ringbook.derivation.DerivationRun;
import org.ringbook.derivation.DerivationRun.Wanted;
import org.ringbook.derivation.DeriveAgain;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.telephony.PbxSource;
import org.ringbook.telephony.RawHistory;
import org.ringbook.telephony.asterisk.AsteriskOnBench;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What it costs to derive a day of calls again, beside whatever goes on. */
final class Deriving {

    private Deriving() {}

    /** @param wanted calls of the day, about */
    static void run(int wanted) throws Exception {
        List<StoryPattern> stories = StoryPattern.captured("asterisk-22");
        int callsOfAll =
                new Tape.Maker(stories).tape(stories.size(), Instant.EPOCH, 1).calls();
        int playings = wanted * stories.size() / callsOfAll;
        Instant begins = Instant.now()
                .minus(Duration.ofDays(2))
                .truncatedTo(ChronoUnit.DAYS)
                .plus(8, ChronoUnit.HOURS);
        Tape tape = new Tape.Maker(stories).tape(playings, begins, TimeUnit.HOURS.toMicros(10) / playings);
        try (HikariDataSource database = TestDatabase.pooledWith("calls", "telephony")) {
            PbxSource.Provider heard = AsteriskOnBench.heard(
                    database, tape.messages().stream().map(Tape.Message::bytes).toList());
            System.out.printf(Locale.ROOT, "%,d calls, %,d messages", tape.calls(), tape.size());
            derive(database, heard, begins);
        }
    }

    private static void derive(DataSource database, PbxSource.Provider heard, Instant begins)
            throws InterruptedException {
        JdbcClient jdbc = JdbcClient.create(database);
        long bytes = jdbc.sql("select sum(length(payload)) from raw_chunk")
                .query(Long.class)
                .single();
        System.out.printf(Locale.ROOT, ", %,d MB kept%n", bytes >> 20);
        var log = new CallLog(database);
        try (var again = new DeriveAgain(
                new RawHistory(jdbc, List.of(heard), new NumberPlan("RU")),
                new CallRewrites(log, database),
                id -> false)) {
            for (boolean write : new boolean[] {false, false, true}) {
                if (write) {
                    // A tenth of the day is missing.
                    jdbc.sql("delete from call where started_at < ?")
                            .param(Timestamp.from(begins.plus(1, ChronoUnit.HOURS)))
                            .update();
                }
                try (var heap = new BackReading.HeapWatch()) {
                    long began = System.nanoTime();
                    DerivationRun run = again.start(new Wanted(
                            begins.minusSeconds(60), begins.plus(12, ChronoUnit.HOURS), null, write, "bench"));
                    while (!run.status().ended()) {
                        TimeUnit.MILLISECONDS.sleep(10);
                    }
                    System.out.printf(
                            Locale.ROOT,
                            "%s: %,d ms, at most %,d MB of heap; %s%n",
                            write ? "written, a tenth missing" : "looked",
                            (System.nanoTime() - began) / 1_000_000,
                            heap.most() >> 20,
                            run.status().counts());
                }
            }
        }
    }
}
