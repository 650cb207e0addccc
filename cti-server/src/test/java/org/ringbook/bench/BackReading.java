package org.ringbook.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.ringbook.TestDatabase;
import org.ringbook.telephony.asterisk.records.CallRecords;
import org.ringbook.telephony.asterisk.records.RecordsSettings;

/** What it costs to read CEL back for a gap of 20 s, when a busy PBX has written it for long. */
final class BackReading {

    private static final Duration GAP = Duration.ofSeconds(20);
    /** Of one answered call. */
    private static final List<String> EVENTS = List.of(
            "CHAN_START",
            "APP_START",
            "CHAN_START",
            "ANSWER",
            "ANSWER",
            "BRIDGE_ENTER",
            "BRIDGE_ENTER",
            "BRIDGE_EXIT",
            "BRIDGE_EXIT",
            "HANGUP",
            "CHAN_END",
            "HANGUP",
            "CHAN_END",
            "LINKEDID_END");

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private BackReading() {}

    /** @param rowsASecond 70 are five calls a second */
    static void run(int fileRows, int tableRows, double rowsASecond) throws Exception {
        Path file = Files.createTempFile("ringbook-bench", ".csv");
        try {
            write(file, fileRows, rowsASecond);
            var settings = new RecordsSettings(file.toString(), "", "", "", "", "", "", "", "UTC");
            measure(String.format(Locale.ROOT, "file, %,d rows, %,d MB", fileRows, Files.size(file) >> 20), settings);
        } finally {
            Files.delete(file);
        }
        String url = TestDatabase.newUrl();
        for (boolean index : new boolean[] {true, false}) {
            fill(url, tableRows, rowsASecond, index);
            measure(
                    String.format(
                            Locale.ROOT, "table, %,d rows, %s", tableRows, index ? "index on eventtime" : "no index"),
                    new RecordsSettings("", "", url, "cel", "", "postgres", "any", "", "UTC"));
        }
    }

    private static void measure(String what, RecordsSettings settings) throws IOException, InterruptedException {
        CallRecords records = CallRecords.of(settings);
        for (int round = 1; round <= 3; round++) {
            try (var heap = new HeapWatch()) {
                long began = System.nanoTime();
                CallRecords.Found found = records.between(NOW.minus(GAP), NOW, NOW, leg -> false, (name, then) -> null);
                long millis = (System.nanoTime() - began) / 1_000_000;
                System.out.printf(
                        Locale.ROOT,
                        "%s: %,d calls in %,d ms, at most %,d MB of heap%n",
                        what,
                        found.calls(),
                        millis,
                        heap.most() >> 20);
            }
        }
    }

    private interface Sink {
        void row(Instant at, String event, String channel, String unique, String linked)
                throws IOException, SQLException;
    }

    /** Calls of a minute, side by side, up to now. */
    private static void rows(int rows, double rowsASecond, Sink sink) throws IOException, SQLException {
        int calls = rows / EVENTS.size();
        double every = EVENTS.size() / rowsASecond;
        int stretched = (int) Math.ceil(60 / every);
        for (int step = 0; step < calls; step++) {
            for (int event = 0; event < EVENTS.size(); event++) {
                int call = step - event * stretched / EVENTS.size();
                if (call >= 0) {
                    Instant at = NOW.minusNanos((long) ((calls - step) * every * 1e9) - event * 1000L);
                    String linked = "lab22-1795400000." + 2L * call;
                    boolean second = event == 2 || event == 4 || event == 6 || event == 8 || event > 10;
                    sink.row(
                            at,
                            EVENTS.get(event),
                            "PJSIP/" + (second ? "101" : "carrier") + "-"
                                    + Integer.toHexString(2 * call + (second ? 1 : 0)),
                            second ? "lab22-1795400000." + (2L * call + 1) : linked,
                            linked);
                }
            }
        }
    }

    private static void write(Path file, int rows, double rowsASecond) throws IOException, SQLException {
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            rows(
                    rows,
                    rowsASecond,
                    (at, event, channel, unique, linked) -> out.write(String.format(
                            Locale.ROOT,
                            "\"%s\",\"%d.%06d\",\"\",\"89161112233\",\"89161112233\",\"\",\"74957770001\",\"74957770001\","
                                    + "\"from-trunk\",\"%s\",\"Dial\",\"PJSIP/101,20,tT\",\"3\",\"\",\"%s\",\"%s\",\"\",\"\",\"\",\"\"%n",
                            event,
                            at.getEpochSecond(),
                            at.getNano() / 1000,
                            channel,
                            unique,
                            linked)));
        }
    }

    private static void fill(String url, int rows, double rowsASecond, boolean index) throws IOException, SQLException {
        try (Connection database = DriverManager.getConnection(url, "postgres", "any");
                var statement = database.createStatement()) {
            if (!index) {
                statement.execute("drop index cel_by_time");
                return;
            }
            statement.execute("create table cel (id bigserial primary key, eventtype text, eventtime timestamptz,"
                    + " cid_num text, exten text, context text, channame text, appname text, appdata text,"
                    + " uniqueid text, linkedid text, peer text, extra text)");
            database.setAutoCommit(false);
            try (PreparedStatement insert = database.prepareStatement("insert into cel (eventtype, eventtime, cid_num,"
                    + " exten, context, channame, appname, appdata, uniqueid, linkedid, peer, extra) values (?, ?,"
                    + " '89161112233', '74957770001', 'from-trunk', ?, 'Dial', 'PJSIP/101,20,tT', ?, ?, '', '')")) {
                var count = new int[1];
                rows(rows, rowsASecond, (at, event, channel, unique, linked) -> {
                    insert.setString(1, event);
                    insert.setTimestamp(2, Timestamp.from(at));
                    insert.setString(3, channel);
                    insert.setString(4, unique);
                    insert.setString(5, linked);
                    insert.addBatch();
                    if (++count[0] % 5_000 == 0) {
                        insert.executeBatch();
                    }
                });
                insert.executeBatch();
            }
            database.commit();
            database.setAutoCommit(true);
            statement.execute("create index cel_by_time on cel (eventtime)");
            statement.execute("analyze cel");
        }
    }

    /** The most that was in use at once, sampled; what is garbage by then counts. */
    static final class HeapWatch implements AutoCloseable {
        private final AtomicLong most = new AtomicLong();
        private final AtomicBoolean over = new AtomicBoolean();
        private final long before;
        private final Thread thread = new Thread(this::watch, "heap-watch");

        HeapWatch() {
            System.gc();
            before = used();
            thread.setDaemon(true);
            thread.start();
        }

        private void watch() {
            while (!over.get()) {
                most.accumulateAndGet(used() - before, Math::max);
                java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
            }
        }

        private static long used() {
            Runtime runtime = Runtime.getRuntime();
            return runtime.totalMemory() - runtime.freeMemory();
        }

        long most() {
            return most.get();
        }

        @Override
        public void close() throws InterruptedException {
            over.set(true);
            thread.join();
        }
    }
}
