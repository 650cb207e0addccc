package org.ringbook.telephony.inbox;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.ringbook.calls.log.BelievedDay;
import org.ringbook.calls.log.SteadyClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps a partition for each day (UTC) of raw messages: made some days ahead, and dropped whole when the day is older than
 * what is kept. What came while its day had no partition waits in the default one and is moved. Whatever fails, a database
 * that is away or a table that is in use, is tried again; messages are taken all the while. Several servers at once do no
 * harm: one of them does the work.
 */
@Component
@EnableConfigurationProperties(RawSettings.class)
class RawDays implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RawDays.class);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd");
    private static final int AHEAD = 3;
    /** Days without a message, after which the clock is not believed at once. */
    private static final int FAR = 30;

    private static final Duration EVERY = Duration.ofHours(1);
    private static final Duration TRY_AGAIN = Duration.ofMinutes(1);
    /** Any number that no other part of the program takes for a lock. */
    private static final long LOCK = 7_237_001;

    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final int keepDays;
    private final Duration tryAgain;
    private final SteadyClock clock = new SteadyClock();
    private volatile ScheduledExecutorService worker;
    private boolean complained;

    @Autowired
    RawDays(DataSource database, RawSettings settings) {
        this(database, (int) settings.keep().toDays(), TRY_AGAIN);
    }

    RawDays(DataSource database, int keepDays, Duration tryAgain) {
        this.database = JdbcClient.create(database);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        this.keepDays = keepDays;
        this.tryAgain = tryAgain;
    }

    /** @param now decides which days there shall be */
    void upkeep(Instant now) {
        upkeep(now, now);
    }

    /** @param steady decides which days are too old */
    void upkeep(Instant now, Instant steady) {
        LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
        for (LocalDate day = today; !day.isAfter(today.plusDays(AHEAD)); day = day.plusDays(1)) {
            make(day);
        }
        LocalDate oldest = believed(steady.atZone(ZoneOffset.UTC).toLocalDate()).minusDays(keepDays);
        dropBefore(oldest);
        strays(oldest).forEach(this::make);
    }

    /** What is dropped is gone for good: a clock that is far ahead of all messages drops nothing. */
    private LocalDate believed(LocalDate today) {
        LocalDate day = BelievedDay.of(today, this::newestBefore, Math.max(FAR, keepDays) + 1);
        if (!day.equals(today)) {
            LOG.warn(
                    "The clock says {}, but raw messages end on {}: older ones are dropped as if it were that day",
                    today,
                    day);
        }
        return day;
    }

    /** @return null when nothing was said before that day */
    private LocalDate newestBefore(LocalDate day) {
        List<String> earlier = partitions().stream()
                .filter(name -> dayOf(name).isBefore(day))
                .sorted(Comparator.reverseOrder())
                .toList();
        LocalDate stray = database.sql("select max((first_at at time zone 'UTC')::date) as day from raw_chunk_default"
                        + " where first_at < '" + day + " 00:00:00+00'")
                .query((row, number) -> Optional.ofNullable(row.getObject("day", LocalDate.class)))
                .single()
                .orElse(null);
        for (String name : earlier) {
            if (stray != null && !stray.isBefore(dayOf(name)) || hasRows(name)) {
                return stray != null && stray.isAfter(dayOf(name)) ? stray : dayOf(name);
            }
        }
        return stray;
    }

    private boolean hasRows(String table) {
        return database.sql("select exists (select from " + table + ")")
                .query(Boolean.class)
                .single();
    }

    private static LocalDate dayOf(String partition) {
        return LocalDate.parse(partition.substring(partition.length() - 8), DAY);
    }

    private void make(LocalDate day) {
        String name = "raw_chunk_" + DAY.format(day);
        if (exists(name)) {
            return;
        }
        alone(() -> {
            if (exists(name)) {
                return;
            }
            String range = "from ('" + day + " 00:00:00+00') to ('" + day.plusDays(1) + " 00:00:00+00')";
            // What is being written of that day waits here for a moment, or it would be where the new partition shall
            // be.
            run("lock table raw_chunk_default in share row exclusive mode");
            run("create table " + name + " (like raw_chunk including defaults including storage)");
            run("with moved as (delete from raw_chunk_default where first_at >= '" + day + " 00:00:00+00'"
                    + " and first_at < '" + day.plusDays(1) + " 00:00:00+00' returning *)"
                    + " insert into " + name + " select * from moved");
            run("alter table raw_chunk attach partition " + name + " for values " + range);
        });
    }

    private void dropBefore(LocalDate oldest) {
        for (String name : partitions()) {
            LocalDate day = dayOf(name);
            if (day.isBefore(oldest)) {
                alone(() -> run("drop table if exists " + name));
                LOG.info("Raw messages of {} were dropped: they are kept for {} days", day, keepDays);
            }
        }
        database.sql("delete from raw_chunk_default where first_at < '" + oldest + " 00:00:00+00'")
                .update();
        database.sql("delete from raw_loss where last_at < '" + oldest + " 00:00:00+00'")
                .update();
    }

    /** Days of which something lies in the default partition. */
    private List<LocalDate> strays(LocalDate oldest) {
        return database.sql("select distinct (first_at at time zone 'UTC')::date from raw_chunk_default"
                        + " where first_at >= '" + oldest + " 00:00:00+00' order by 1")
                .query(LocalDate.class)
                .list();
    }

    private List<String> partitions() {
        return database.sql(
                        "select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid"
                                + " where i.inhparent = 'raw_chunk'::regclass and c.relname ~ '^raw_chunk_[0-9]{8}$' order by 1")
                .query(String.class)
                .list();
    }

    private boolean exists(String table) {
        return database.sql("select to_regclass(?) is not null")
                .param(table)
                .query(Boolean.class)
                .single();
    }

    /** The tables are locked for a moment only: whoever writes messages waits behind whoever waits for them. */
    private void alone(Runnable change) {
        transaction.executeWithoutResult(status -> {
            run("set local lock_timeout = '3s'");
            database.sql("select pg_advisory_xact_lock(" + LOCK + ")")
                    .query((row, number) -> true)
                    .list();
            change.run();
        });
    }

    private void run(String sql) {
        database.sql(sql).update();
    }

    private void work() {
        Duration pause = EVERY;
        try {
            Instant now = Instant.now();
            upkeep(now, clock.of(now));
            complained = false;
        } catch (RuntimeException failed) {
            pause = tryAgain;
            if (!complained) {
                LOG.warn("The days of raw messages are not in order; it is tried again: {}", failed.getMessage());
            }
            complained = true;
        }
        again(pause);
    }

    private void again(Duration pause) {
        ScheduledExecutorService current = worker;
        try {
            if (current != null) {
                current.schedule(this::work, pause.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (RejectedExecutionException stopping) {
            LOG.debug("The server stops", stopping);
        }
    }

    @Override
    public synchronized void start() {
        worker = Executors.newSingleThreadScheduledExecutor(work -> {
            var thread = new Thread(work, "raw-days");
            thread.setDaemon(true);
            return thread;
        });
        worker.execute(this::work);
    }

    @Override
    public synchronized void stop() {
        worker.shutdownNow();
        worker = null;
    }

    @Override
    public synchronized boolean isRunning() {
        return worker != null;
    }

    /** Before the inbox. */
    @Override
    public int getPhase() {
        return Intake.PHASE - 2;
    }
}
