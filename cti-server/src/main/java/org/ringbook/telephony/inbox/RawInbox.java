package org.ringbook.telephony.inbox;

import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import javax.sql.DataSource;
import org.ringbook.calls.log.Unwritten;
import org.ringbook.calls.log.WriteLimits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps what the sources said, word for word, so that every call can be derived again. Messages are gathered in memory
 * into chunks of one source, in order, and written beside the way of the calls: nobody waits for the disk.
 *
 * <p>A chunk is deflated; in it each message is its time of receipt (microseconds since 1970, 8 bytes), its length (4
 * bytes) and its bytes.
 */
@Component
public class RawInbox implements SmartLifecycle, WrittenBeside {

    private static final Logger LOG = LoggerFactory.getLogger(RawInbox.class);

    private static final int CHUNK_BYTES = 512 * 1024;
    private static final long FLUSH_MILLIS = 500;
    /** So often a chunk is tried while others are taken. */
    private static final int MOST_TRIES = 5;
    /** Chunks that may wait to be packed. */
    private static final int MOST_FULL = 64;
    /** Packed chunks that may wait while the database is away: with 20,000 messages a second, half a minute of them. */
    private static final long MOST_PACKED_BYTES = 64L * 1024 * 1024;

    private final JdbcClient database;
    private final RawReader reading;
    private final Map<String, RawChunk> open = new HashMap<>();
    private final BlockingQueue<RawChunk> full = new ArrayBlockingQueue<>(MOST_FULL);
    private final BlockingQueue<Packed> packed = new LinkedBlockingQueue<>();
    private final AtomicLong packedBytes = new AtomicLong();
    private final LongAdder lost = new LongAdder();
    private final LongAdder handed = new LongAdder();
    private final LongAdder packedUp = new LongAdder();
    private final RawLosses losses;
    private final ProgressWatch watch;
    private Thread packer;
    private Thread writer;
    private volatile boolean running;
    private volatile boolean packing;
    private boolean waits;
    private long taken;

    /** @param database null keeps nothing, and nothing may be read */
    @Autowired
    public RawInbox(DataSource database) {
        this(database, new ProgressWatch());
    }

    RawInbox(DataSource database, ProgressWatch watch) {
        this.watch = watch;
        DataSource soon = WriteLimits.soon(database);
        this.database = soon == null ? null : JdbcClient.create(soon);
        this.losses = new RawLosses(this.database);
        this.reading = database == null ? null : new RawReader(database);
    }

    /** @param takenBefore chunks that had been taken when it was refused first */
    private record Packed(RawChunk chunk, byte[] bytes, int tries, long takenBefore) {}

    /** Messages that were not kept because the database was away for too long, since the start. */
    public long lost() {
        return lost.sum();
    }

    /** Whether all that was heard some time ago is written, or noted as lost. */
    public boolean isUpToDate() {
        return full.isEmpty() && packedBytes.get() == 0 && losses.isEmpty();
    }

    /** Waits until what was taken is written, so that it can be read; not for long, when the database is away. */
    public void writeNow() {
        if (database == null) {
            return;
        }
        handWhatIsOpen();
        UntilWritten.await(() -> packedUp.sum() >= handed.sum() && isUpToDate());
    }

    synchronized void keep(String source, byte[] message, Instant received) {
        RawChunk chunk = open.computeIfAbsent(source, name -> new RawChunk(name, received));
        chunk.add(message, received);
        if (chunk.bytes.size() >= CHUNK_BYTES) {
            open.remove(source);
            hand(chunk);
        }
    }

    private void hand(RawChunk chunk) {
        if (full.offer(chunk)) {
            handed.increment();
        } else {
            lose(chunk);
        }
    }

    private void lose(RawChunk chunk) {
        lost.add(chunk.messages);
        losses.add(chunk);
    }

    private synchronized void handWhatIsOpen() {
        open.values().forEach(this::hand);
        open.clear();
    }

    /** A source that says little waits for no other one that says much. */
    private synchronized void handWhatIsOld() {
        for (Iterator<RawChunk> each = open.values().iterator(); each.hasNext(); ) {
            RawChunk chunk = each.next();
            // Without room for it there it goes on growing here.
            if (chunk.isOpenFor(FLUSH_MILLIS) && full.offer(chunk)) {
                handed.increment();
                each.remove();
            }
        }
    }

    private void pack() {
        try {
            long lookAt = System.nanoTime();
            while (running || !full.isEmpty()) {
                RawChunk chunk = full.poll(FLUSH_MILLIS, TimeUnit.MILLISECONDS);
                if (chunk != null) {
                    packOrLose(chunk);
                }
                // Not after each chunk: those who hand messages in hold the same lock.
                if (System.nanoTime() - lookAt >= 0) {
                    handWhatIsOld();
                    lookAt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(FLUSH_MILLIS / 2);
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            packing = false;
        }
    }

    /** The thread that packs goes on whatever becomes of one chunk. */
    private void packOrLose(RawChunk chunk) {
        try {
            pack(chunk);
        } catch (RuntimeException | Error failed) {
            LOG.error("Raw messages of {} could not be packed", chunk.source, failed);
            lose(chunk);
        } finally {
            packedUp.increment();
        }
    }

    private void pack(RawChunk chunk) {
        if (packedBytes.get() > MOST_PACKED_BYTES) {
            lose(chunk);
            return;
        }
        byte[] bytes = chunk.deflated();
        packedBytes.addAndGet(bytes.length);
        packed.add(new Packed(chunk, bytes, 0, 0));
    }

    private void write() {
        try {
            while (packing || !packed.isEmpty()) {
                Packed next = packed.poll(FLUSH_MILLIS, TimeUnit.MILLISECONDS);
                if (next != null) {
                    insertOrPutBack(next);
                }
                noteLosses();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void noteLosses() {
        if (losses.isEmpty()) {
            return;
        }
        watch.begins();
        losses.note();
        if (losses.isEmpty()) {
            watch.done();
        }
    }

    @Override
    public Unwritten trouble() {
        return watch.trouble();
    }

    /** While the database is away they wait in their order: what is written last shall be what was said last. */
    private void insertOrPutBack(Packed next) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                watch.begins();
                next.chunk.insert(database, next.bytes);
                watch.done();
                taken++;
                if (waits) {
                    LOG.info("Raw messages are written again");
                    waits = false;
                }
                break;
            } catch (RuntimeException | Error unwritten) {
                Unwritten why = Unwritten.of(unwritten);
                watch.failed(unwritten);
                if (!running || isGivenUp(next, why)) {
                    watch.done();
                    giveUp(next.chunk, why);
                    break;
                }
                if (!waits) {
                    LOG.warn("Raw messages wait for the database: {}", why.said());
                    waits = true;
                }
                TimeUnit.MILLISECONDS.sleep(Math.min(5000, 200L * (attempt + next.tries)));
                if (why.kind() == Unwritten.Kind.REFUSED) {
                    long takenBefore = next.tries == 0 ? taken : next.takenBefore;
                    packed.add(new Packed(next.chunk, next.bytes, next.tries + 1, takenBefore));
                    return;
                }
            }
        }
        packedBytes.addAndGet(-next.bytes.length);
    }

    private void giveUp(RawChunk chunk, Unwritten why) {
        LOG.error("{} raw messages of {} could not be kept: {}", chunk.messages, chunk.source, why.said());
        if (running) {
            lose(chunk);
        } else {
            lost.add(chunk.messages);
        }
    }

    /** Refused again and again while others are taken. Once says nothing: the partition of its day may just be made. */
    private boolean isGivenUp(Packed next, Unwritten why) {
        return why.kind() == Unwritten.Kind.REFUSED && next.tries >= MOST_TRIES && taken > next.takenBefore;
    }

    /** When the last message of a source was received that is kept. */
    Optional<Instant> lastReceived(String source) {
        return reading.lastReceived(source);
    }

    /** Reads what a source said, in the order of receipt. */
    public void read(String source, Instant from, RawReader.Taker taker) {
        reading.read(source, from, taker);
    }

    @Override
    public void start() {
        running = true;
        packing = true;
        packer = thread(this::pack, "raw-inbox-packs");
        writer = thread(this::write, "raw-inbox-writes");
    }

    private static Thread thread(Runnable work, String name) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Override
    public void stop() {
        handWhatIsOpen();
        running = false;
        try {
            packer.join(5_000);
            writer.join(5_000);
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
