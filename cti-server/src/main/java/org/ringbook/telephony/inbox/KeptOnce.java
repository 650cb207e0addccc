package org.ringbook.telephony.inbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
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
public class KeptOnce implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(KeptOnce.class);
    private static final int MOST_WAITING = 20_000;
    private static final int MOST_AT_ONCE = 2_000;
    private static final int LONGEST_ID = 200;
    private static final Duration FORGET_AFTER = Duration.ofDays(60);
    private static final Duration FORGET_EVERY = Duration.ofHours(6);

    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final RecentIds recent = new RecentIds();
    private final BlockingQueue<Waiting> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private volatile boolean running;
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
    public KeptOnce() {
        this(null);
    }

    @Autowired
    public KeptOnce(DataSource database) {
        this.database = database == null ? null : JdbcClient.create(database);
        this.transaction = database == null ? null : new TransactionTemplate(new JdbcTransactionManager(database));
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
        }
        return new Taken(true, surely || database == null, mine);
    }

    /** An id is chosen by whoever sends: what the database would not take, or is very long, goes by its digest. */
    private static String sound(String id) {
        boolean plain = id.length() <= LONGEST_ID && id.chars().allMatch(each -> each > ' ' && each < 127);
        if (plain) {
            return id;
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private void work() {
        var batch = new ArrayList<Waiting>();
        try {
            while (running || !waiting.isEmpty()) {
                Waiting next = waiting.poll(200, TimeUnit.MILLISECONDS);
                if (next != null) {
                    batch.add(next);
                    waiting.drainTo(batch, MOST_AT_ONCE - 1);
                    writeWhenPossible(batch);
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
            try {
                Set<List<String>> isNew = transaction.execute(status -> write(batch));
                batch.forEach(each -> each.isNew.complete(isNew.contains(List.of(each.source, each.id))));
                return;
            } catch (RuntimeException away) {
                if (!running) {
                    // Nobody was told that they are kept, so they will be sent again.
                    LOG.warn("{} messages could not be kept before the stop; they were not acknowledged", batch.size());
                    batch.forEach(each -> each.isNew.completeExceptionally(away));
                    return;
                }
                if (attempt == 1) {
                    LOG.warn("What was told over HTTP waits for the database: {}", away.getMessage());
                }
                TimeUnit.MILLISECONDS.sleep(Math.min(2000, 100L * attempt));
            }
        }
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
            database.sql("delete from raw_id where at < ?")
                    .param(Timestamp.from(now.minus(FORGET_AFTER)))
                    .update();
        } catch (RuntimeException away) {
            LOG.debug("Old ids wait for the database", away);
        }
    }

    @Override
    public void start() {
        running = true;
        if (database == null) {
            return;
        }
        recent.load(database, Instant.now());
        writer = new Thread(this::work, "kept-once");
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
