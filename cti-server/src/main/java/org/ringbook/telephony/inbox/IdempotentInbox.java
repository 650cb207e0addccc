package org.ringbook.telephony.inbox;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import javax.sql.DataSource;
import org.apache.commons.codec.digest.DigestUtils;
import org.ringbook.calls.log.Unwritten;
import org.ringbook.calls.log.WriteLimits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps messages that have an id of the source's own, each once, and says when they are durable. All that wait are written
 * together, in one transaction with their ids; while the database is away they wait, and nobody is told that they are kept.
 * Any thread.
 */
@Component
public class IdempotentInbox implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(IdempotentInbox.class);
    private static final int MOST_WAITING = 20_000;
    private static final int MOST_AT_ONCE = 2_000;
    private static final int LONGEST_ID = 200;
    /** Much longer than it takes to write what waits. */
    private static final Duration LATE = Duration.ofSeconds(3);
    /** So often messages are tried together before each is tried alone, and each alone before it is refused. */
    private static final int MOST_TRIES = 10;

    private static final Duration FORGET_AFTER = Duration.ofDays(60);
    private static final int FORGOTTEN_AT_ONCE = 5_000;
    private static final Duration FORGET_EVERY = Duration.ofHours(6);

    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final RecentIds recent = new RecentIds();
    private final BlockingQueue<Waiting> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final LongAdder taken = new LongAdder();
    private final LongAdder settled = new LongAdder();
    private volatile boolean running;
    private volatile boolean busy;
    private volatile long busySince;
    private Thread writer;
    private Instant forgetAt = Instant.MIN;

    private record Waiting(
            String source, String id, byte[] message, Instant received, CompletableFuture<Boolean> isNew) {}

    /**
     * What is known of a message at once.
     *
     * @param first whether nobody has given us one of its id that we remember
     * @param surely whether what {@code first} says is certain without a look at what was kept long ago
     * @param isNew comes true when it is durable and was not kept before, false when it had been kept before
     */
    record Taken(boolean first, boolean surely, CompletableFuture<Boolean> isNew) {}

    /** In memory alone. */
    public IdempotentInbox() {
        this(null);
    }

    @Autowired
    public IdempotentInbox(DataSource database) {
        DataSource soon = WriteLimits.soon(database);
        this.database = soon == null ? null : JdbcClient.create(soon);
        this.transaction = soon == null ? null : new TransactionTemplate(new JdbcTransactionManager(soon));
    }

    /**
     * @param happened when the source says that it happened; may be null
     * @return null when there is no room
     */
    Taken keep(String source, String id, byte[] message, Instant received, Instant happened) {
        String key = sound(id);
        var mine = new CompletableFuture<Boolean>();
        boolean surely = recent.covers(happened, received);
        CompletableFuture<Boolean> before = recent.remember(source, key, received, mine);
        if (before != null) {
            return new Taken(false, true, before.thenApply(isNew -> false));
        }
        if (database == null) {
            mine.complete(true);
        } else if (!waiting.offer(new Waiting(source, key, message, received, mine))) {
            recent.forget(source, key);
            return null;
        } else {
            taken.increment();
        }
        return new Taken(true, surely || database == null, mine);
    }

    /** An id is chosen by whoever sends: what the database would not take, or is very long, goes by its digest. */
    private static String sound(String id) {
        boolean plain = id.length() <= LONGEST_ID && id.chars().allMatch(each -> each > ' ' && each < 127);
        return plain ? id : "sha256:" + DigestUtils.sha256Hex(id);
    }

    private void work() {
        var batch = new ArrayList<Waiting>();
        try {
            while (running || !waiting.isEmpty()) {
                Waiting next = waiting.poll(200, TimeUnit.MILLISECONDS);
                if (next != null) {
                    batch.add(next);
                    waiting.drainTo(batch, MOST_AT_ONCE - 1);
                    writeWhenPossible(List.copyOf(batch));
                    settled.add(batch.size());
                    batch.clear();
                }
                forgetNowAndThen();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void writeWhenPossible(List<Waiting> batch) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            busySince = attempt == 1 ? System.nanoTime() : busySince;
            busy = true;
            try {
                done(batch, transaction.execute(status -> write(batch)));
                busy = false;
                return;
            } catch (RuntimeException | Error failed) {
                if (!running) {
                    // Nobody was told that they are kept, so they will be sent again.
                    LOG.warn("{} messages could not be kept before the stop; they were not acknowledged", batch.size());
                    batch.forEach(each -> each.isNew.completeExceptionally(failed));
                    return;
                }
                if (isRefused(failed, attempt)) {
                    writeEach(batch);
                    return;
                }
                if (attempt == 1) {
                    LOG.warn(
                            "What was told over HTTP waits for the database: {}",
                            Unwritten.of(failed).said());
                }
                TimeUnit.MILLISECONDS.sleep(Math.min(2000, 100L * attempt));
            }
        }
    }

    /**
     * Rather than that the database is away. Nobody was told that it is kept: it will be sent again. Once says nothing: the partition of its
     * day may just be made.
     */
    private static boolean isRefused(Throwable failed, int attempt) {
        return attempt > 1 && Unwritten.isFaultOfTheData(failed)
                || attempt >= MOST_TRIES && Unwritten.of(failed).kind() == Unwritten.Kind.REFUSED;
    }

    private void done(List<Waiting> batch, Set<List<String>> isNew) {
        batch.forEach(each -> each.isNew.complete(isNew.contains(List.of(each.source, each.id))));
    }

    /** What cannot be kept is told to who sent it alone, and keeps nobody else waiting. */
    private void writeEach(List<Waiting> batch) throws InterruptedException {
        if (batch.size() > 1) {
            for (Waiting each : batch) {
                writeWhenPossible(List.of(each));
            }
            return;
        }
        Waiting one = batch.get(0);
        LOG.error("A message of {} cannot be kept", one.source);
        recent.forget(one.source, one.id);
        one.isNew.completeExceptionally(new IllegalArgumentException("It cannot be kept"));
        busy = false;
    }

    /**
     * Waits until what was taken is durable or refused, and whoever waits for that has been told; not for long, when the database is
     * away.
     */
    public void writeNow() {
        long mine = taken.sum();
        UntilWritten.await(() -> settled.sum() >= mine || !running);
    }

    /** Whether the database has not answered for a while: whoever asks to have something kept need not wait for it. */
    public boolean isLate() {
        return busy && System.nanoTime() - busySince > LATE.toNanos();
    }

    private Set<List<String>> write(List<Waiting> batch) {
        Set<List<String>> isNew = new HashSet<>(database.sql("insert into raw_id (source, id, at)"
                        + " select * from unnest(?::text[], ?::text[], ?::timestamptz[])"
                        + " on conflict do nothing returning source, id")
                .params(
                        batch.stream().map(Waiting::source).toArray(String[]::new),
                        batch.stream().map(Waiting::id).toArray(String[]::new),
                        batch.stream().map(each -> each.received.toString()).toArray(String[]::new))
                .query((row, number) -> List.of(row.getString(1), row.getString(2)))
                .list());
        chunks(batch, isNew).forEach(chunk -> chunk.insert(database, chunk.deflated()));
        return isNew;
    }

    private static Collection<RawChunk> chunks(List<Waiting> batch, Set<List<String>> isNew) {
        Map<String, RawChunk> bySource = new LinkedHashMap<>();
        for (Waiting each : batch) {
            if (isNew.contains(List.of(each.source, each.id))) {
                bySource.computeIfAbsent(each.source, source -> new RawChunk(source, each.received))
                        .add(each.message, each.received);
            }
        }
        return bySource.values();
    }

    private void forgetNowAndThen() {
        Instant now = Instant.now();
        if (now.isBefore(forgetAt)) {
            return;
        }
        forgetAt = now.plus(FORGET_EVERY);
        try {
            forgetBefore(now.minus(FORGET_AFTER));
        } catch (RuntimeException | Error away) {
            LOG.debug("Old ids wait for the database", away);
        }
    }

    /** A part at a time: other messages wait for this thread. */
    private void forgetBefore(Instant old) {
        int some;
        do {
            some = database.sql("delete from raw_id where (source, id) in (select source, id from raw_id"
                            + " where at < ? limit ?)")
                    .params(Timestamp.from(old), FORGOTTEN_AT_ONCE)
                    .update();
        } while (some == FORGOTTEN_AT_ONCE && running && waiting.isEmpty());
    }

    @Override
    public void start() {
        running = true;
        if (database == null) {
            return;
        }
        recent.load(database, Instant.now());
        writer = new Thread(this::work, "idempotent-inbox");
        writer.setDaemon(true);
        writer.start();
    }

    @Override
    public void stop() {
        running = false;
        try {
            if (writer != null) {
                writer.join(5_000);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the sources, and so after them when all stops. */
    @Override
    public int getPhase() {
        return Intake.PHASE - 1;
    }
}
