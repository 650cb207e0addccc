package org.ringbook.telephony.inbox;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.zip.InflaterInputStream;
import org.ringbook.calls.log.Unwritten;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.RowCallbackHandler;
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
public class RawInbox implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RawInbox.class);

    private static final int CHUNK_BYTES = 512 * 1024;
    private static final long FLUSH_MILLIS = 500;
    /** Chunks that may wait to be packed. */
    private static final int MOST_FULL = 64;
    /** Packed chunks that may wait while the database is away: with 20,000 messages a second, half a minute of them. */
    private static final long MOST_PACKED_BYTES = 64L * 1024 * 1024;

    private final JdbcClient database;
    private final Map<String, RawChunk> open = new HashMap<>();
    private final BlockingQueue<RawChunk> full = new ArrayBlockingQueue<>(MOST_FULL);
    private final BlockingQueue<Packed> packed = new LinkedBlockingQueue<>();
    private final AtomicLong packedBytes = new AtomicLong();
    private final LongAdder lost = new LongAdder();
    private final Map<String, Loss> unwrittenLosses = new HashMap<>();
    private Thread packer;
    private Thread writer;
    private volatile boolean running;
    private volatile boolean packing;
    private boolean waits;

    public RawInbox(JdbcClient database) {
        this.database = database;
    }

    private record Packed(RawChunk chunk, byte[] bytes) {}

    /** A time of which messages are missing. */
    private record Loss(Instant first, Instant last, int messages) {
        Loss and(Loss other) {
            return new Loss(
                    first.isBefore(other.first) ? first : other.first,
                    last.isAfter(other.last) ? last : other.last,
                    messages + other.messages);
        }
    }

    /** Messages that were not kept because the database was away for too long, since the start. */
    public long lost() {
        return lost.sum();
    }

    /** Whether all that was heard some time ago is written, or noted as lost. */
    public boolean isUpToDate() {
        synchronized (unwrittenLosses) {
            return full.isEmpty() && packed.isEmpty() && unwrittenLosses.isEmpty();
        }
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
        if (!full.offer(chunk)) {
            lose(chunk);
        }
    }

    private void lose(RawChunk chunk) {
        lost.add(chunk.messages);
        boolean first;
        synchronized (unwrittenLosses) {
            first = unwrittenLosses.put(chunk.source, lossWith(chunk)) == null;
        }
        if (first) {
            LOG.error(
                    "The database has been away for too long: raw messages of {} are not kept from {} on",
                    chunk.source,
                    chunk.first);
        }
    }

    private Loss lossWith(RawChunk chunk) {
        var loss = new Loss(chunk.first, chunk.last, chunk.messages);
        Loss before = unwrittenLosses.get(chunk.source);
        return before == null ? loss : before.and(loss);
    }

    private synchronized void handWhatIsOpen() {
        open.values().forEach(this::hand);
        open.clear();
    }

    private void pack() {
        try {
            while (running || !full.isEmpty()) {
                RawChunk chunk = full.poll(FLUSH_MILLIS, TimeUnit.MILLISECONDS);
                if (chunk == null) {
                    handWhatIsOpen();
                } else {
                    pack(chunk);
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            packing = false;
        }
    }

    private void pack(RawChunk chunk) {
        if (packedBytes.get() > MOST_PACKED_BYTES) {
            lose(chunk);
            return;
        }
        byte[] bytes = chunk.deflated();
        packedBytes.addAndGet(bytes.length);
        packed.add(new Packed(chunk, bytes));
    }

    private void write() {
        try {
            while (packing || !packed.isEmpty()) {
                Packed next = packed.poll(FLUSH_MILLIS, TimeUnit.MILLISECONDS);
                if (next != null) {
                    insertWhenPossible(next.chunk, next.bytes);
                    packedBytes.addAndGet(-next.bytes.length);
                }
                noteLosses();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void insertWhenPossible(RawChunk chunk, byte[] deflated) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                chunk.insert(database, deflated);
                if (waits) {
                    LOG.info("Raw messages are written again");
                    waits = false;
                }
                return;
            } catch (RuntimeException unwritten) {
                if (!running) {
                    lost.add(chunk.messages);
                    LOG.error("{} raw messages of {} could not be kept before the stop", chunk.messages, chunk.source);
                    return;
                }
                if (!waits) {
                    LOG.warn(
                            "Raw messages wait for the database: {}",
                            Unwritten.of(unwritten).said());
                    waits = true;
                }
                TimeUnit.MILLISECONDS.sleep(Math.min(5000, 200L * attempt));
            }
        }
    }

    /** When the last message of a source was received that is kept. */
    Optional<Instant> lastReceived(String source) {
        return database.sql("select max(last_at) from raw_chunk where source = ?")
                .param(source)
                .query(Timestamp.class)
                .optional()
                .map(Timestamp::toInstant);
    }

    /** So that nobody takes what is left of such a time for the whole of it. */
    private void noteLosses() {
        Map<String, Loss> losses;
        synchronized (unwrittenLosses) {
            losses = Map.copyOf(unwrittenLosses);
        }
        for (Map.Entry<String, Loss> each : losses.entrySet()) {
            Loss loss = each.getValue();
            try {
                database.sql("insert into raw_loss (source, first_at, last_at, messages) values (?, ?, ?, ?)")
                        .params(each.getKey(), Timestamp.from(loss.first), Timestamp.from(loss.last), loss.messages)
                        .update();
            } catch (RuntimeException stillAway) {
                return;
            }
            LOG.error(
                    "{} raw messages of {} from {} to {} were not kept",
                    loss.messages,
                    each.getKey(),
                    loss.first,
                    loss.last);
            synchronized (unwrittenLosses) {
                // Written twice in part, if more was lost meanwhile: that does no harm.
                unwrittenLosses.remove(each.getKey(), loss);
            }
        }
    }

    /** Takes what one message said, and when it was received. */
    public interface Reader {
        void message(byte[] bytes, Instant received);
    }

    /** Reads what a source said, in the order of receipt. */
    public void read(String source, Instant from, Reader reader) {
        database.sql("select payload from raw_chunk where source = ? and last_at >= ? order by first_at, id")
                .params(source, Timestamp.from(from))
                .query((RowCallbackHandler) row -> inflate(row.getBytes(1), from, reader));
    }

    public static void inflate(byte[] deflated, Instant from, Reader reader) {
        try (var in = new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(deflated)))) {
            while (true) {
                long micros;
                try {
                    micros = in.readLong();
                } catch (EOFException end) {
                    return;
                }
                byte[] message = new byte[in.readInt()];
                in.readFully(message);
                Instant received = Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1000);
                if (!received.isBefore(from)) {
                    reader.message(message, received);
                }
            }
        } catch (IOException torn) {
            throw new UncheckedIOException("A chunk of raw messages cannot be read", torn);
        }
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
