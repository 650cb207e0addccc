package org.ringbook.telephony.inbox;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.ringbook.calls.CallText;
import org.ringbook.calls.log.CallLogWriter;
import org.ringbook.calls.log.Unwritten;
import org.ringbook.calls.log.WriteLimits;
import org.ringbook.notices.Notice;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The times in which sources were not heard, and what became of them. Kept in memory for whoever asks, and written beside:
 * nobody waits for the database, and while it is away what is new waits here. Any thread.
 */
@Component
public class Gaps implements SmartLifecycle, WrittenBeside {

    private static final Logger LOG = LoggerFactory.getLogger(Gaps.class);
    private static final Duration SHOWN = Duration.ofDays(30);
    private static final int MOST = 500;
    private static final long TRY_AGAIN_MILLIS = 500;
    private static final Duration LAST_CHANCE = Duration.ofSeconds(2);

    private final JdbcClient database;
    private final Map<UUID, Gap> known = new LinkedHashMap<>();
    private final Map<UUID, Report> unwritten = new LinkedHashMap<>();
    private final Predicate<Instant> written;
    private final ProgressWatch watch = new ProgressWatch();
    private boolean running;
    private long lastTry;
    private Thread writer;

    /** In memory alone. */
    public Gaps() {
        this(null);
    }

    public Gaps(DataSource database) {
        this(database, told -> true);
    }

    @Autowired
    Gaps(DataSource database, CallLogWriter log) {
        this(database, log::hasWrittenUntil);
    }

    /** @param written whether the calls that were told until then are in the log */
    Gaps(DataSource database, Predicate<Instant> written) {
        this.database = database == null ? null : JdbcClient.create(WriteLimits.soon(database));
        this.written = written;
    }

    private record Report(Gap gap, Instant at) {}

    /** A gap that is new, or what has become of one. */
    public synchronized void report(Gap gap) {
        known.put(gap.id(), gap);
        if (known.size() > MOST) {
            known.remove(known.keySet().iterator().next());
        }
        if (database != null) {
            unwritten.put(gap.id(), new Report(gap, Instant.now()));
            notifyAll();
        }
    }

    /** Newest first. */
    public synchronized List<Gap> all() {
        return known.values().stream()
                .sorted(Comparator.comparing(Gap::from).reversed())
                .toList();
    }

    /** What the server did not get done before it stopped. */
    public synchronized List<Gap> unfinished(String source) {
        return known.values().stream()
                .filter(gap -> gap.source().equals(source) && gap.state() == Gap.State.HEALING)
                .toList();
    }

    private void work() {
        List<Report> batch = next();
        while (!batch.isEmpty()) {
            boolean all = true;
            for (Report report : batch) {
                all &= isWritten(report);
            }
            if (!all && !rest()) {
                return;
            }
            batch = next();
        }
    }

    /** One that is not taken keeps no other one waiting; what never will be stays known until the stop. */
    private boolean isWritten(Report report) {
        Gap gap = report.gap;
        // Killed now, the server has to know that the calls of the gap are still to be filled in.
        boolean early = gap.state() == Gap.State.HEALED && !written.test(report.at);
        watch.begins();
        try {
            write(early ? gap.now(Gap.State.HEALING, gap.calls(), gap.detail()) : gap);
        } catch (RuntimeException | Error failed) {
            if (!Unwritten.isFaultOfTheData(failed)) {
                watch.failed(failed);
                LOG.debug("Gaps wait for the database", failed);
                return false;
            }
            LOG.error(
                    "A gap of {} cannot be written: {}",
                    gap.source(),
                    Unwritten.of(failed).said());
        }
        watch.done();
        if (early) {
            return false;
        }
        synchronized (this) {
            unwritten.remove(gap.id(), report);
        }
        return true;
    }

    @Override
    public Unwritten trouble() {
        return watch.trouble();
    }

    /** @return empty when there is nothing to write any more */
    private synchronized List<Report> next() {
        try {
            while (running && unwritten.isEmpty()) {
                wait();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        return new ArrayList<>(unwritten.values());
    }

    private synchronized boolean rest() {
        try {
            if (running) {
                wait(TRY_AGAIN_MILLIS);
            } else if (System.nanoTime() < lastTry) {
                wait(20);
                return true;
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        return running;
    }

    private void write(Gap gap) {
        database.sql("insert into gap (id, source, from_at, to_at, state, calls, detail_key, detail_args)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do update set state = excluded.state,"
                        + " calls = excluded.calls, detail_key = excluded.detail_key,"
                        + " detail_args = excluded.detail_args")
                .params(
                        gap.id(),
                        gap.source(),
                        Timestamp.from(gap.from()),
                        Timestamp.from(gap.to()),
                        gap.state().name(),
                        gap.calls(),
                        gap.detail().key(),
                        gap.detail().args().stream().map(CallText::storable).toArray(String[]::new))
                .update();
    }

    private static Gap read(ResultSet row, int number) throws SQLException {
        Array args = row.getArray("detail_args");
        return new Gap(
                row.getObject("id", UUID.class),
                row.getString("source"),
                row.getTimestamp("from_at").toInstant(),
                row.getTimestamp("to_at").toInstant(),
                Gap.State.valueOf(row.getString("state")),
                row.getInt("calls"),
                Notice.of(row.getString("detail_key"), (Object[]) args.getArray()));
    }

    @Override
    public void start() {
        List<Gap> before = database == null
                ? List.of()
                : database.sql("select * from gap where to_at > ? order by from_at desc limit " + MOST)
                        .params(Timestamp.from(Instant.now().minus(SHOWN)))
                        .query(Gaps::read)
                        .list();
        synchronized (this) {
            for (int i = before.size() - 1; i >= 0; i--) {
                known.putIfAbsent(before.get(i).id(), before.get(i));
            }
            running = true;
            if (database != null) {
                writer = new Thread(this::work, "gaps");
                writer.setDaemon(true);
                writer.start();
            }
        }
    }

    @Override
    public void stop() {
        Thread last;
        synchronized (this) {
            running = false;
            lastTry = System.nanoTime() + LAST_CHANCE.toNanos();
            last = writer;
            notifyAll();
        }
        try {
            if (last != null) {
                last.join(3000);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return running;
    }

    /** Before the sources, and so after them when all stops. */
    @Override
    public int getPhase() {
        return Intake.PHASE - 1;
    }
}
