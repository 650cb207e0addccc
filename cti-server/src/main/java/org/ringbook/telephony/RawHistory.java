package org.ringbook.telephony;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.ringbook.calls.CallFact;
import org.ringbook.calls.fold.PastCalls;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.telephony.inbox.Intake;
import org.ringbook.telephony.inbox.PastRecords;
import org.ringbook.telephony.inbox.RawReader;
import org.ringbook.telephony.inbox.RawReading;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What the sources said in the past, as it is kept, and the calls that come of it today. Reads a few chunks at a time, beside
 * whatever goes on. Any thread; every method waits for the database.
 */
@Component
public class RawHistory {

    private static final Logger LOG = LoggerFactory.getLogger(RawHistory.class);

    /** Chunks of at most half a megabyte, inflated one after the other. */
    private static final int CHUNKS = 8;
    /** No chunk is open for longer. */
    private static final Duration LONGEST_CHUNK = Duration.ofHours(1);

    private static final int BATCH = 20_000;
    /** What a call can still be added to by files and records that come late. */
    private static final Duration LATE = Duration.ofHours(1);

    private final JdbcClient database;
    private final List<PbxSource.Provider> providers;
    private final NumberPlan plan;

    public RawHistory(JdbcClient database, List<PbxSource.Provider> providers, NumberPlan plan) {
        this.database = database;
        this.providers = providers;
        this.plan = plan;
    }

    /** Takes what one message said, and when it was received. */
    public interface Messages {

        /** @return false when no more is wanted */
        boolean message(byte[] bytes, Instant received);
    }

    /** Takes calls of the past as they become certain. */
    public interface PastReader {

        /**
         * @param read until when messages were read, by our clock
         * @return false when no more is wanted
         */
        boolean calls(List<PastCalls.Past> settled, Instant read);
    }

    /**
     * What is kept of one source.
     *
     * @param readable whether the settings name the source, so that its messages can be understood
     */
    public record Kept(String source, Instant first, Instant last, boolean readable) {}

    /**
     * A time of which messages of a source are missing.
     *
     * @param messages how many; 0 when nobody knows
     */
    public record Loss(Instant first, Instant last, int messages) {}

    /** All sources of which something is kept, by name. */
    public List<Kept> kept() {
        // From one name to the next along the index: a month has millions of rows.
        return database.sql("with recursive name as ((select source from raw_chunk order by source limit 1) union all"
                        + " select (select r.source from raw_chunk r where r.source > name.source"
                        + " order by r.source limit 1) from name where name.source is not null)"
                        + " select source, (select min(first_at) from raw_chunk r where r.source = name.source),"
                        + " (select max(first_at) from raw_chunk r where r.source = name.source)"
                        + " from name where source is not null order by source")
                .query((row, number) -> new Kept(
                        row.getString(1),
                        row.getTimestamp(2).toInstant(),
                        row.getTimestamp(3).toInstant(),
                        reading(row.getString(1)).isPresent()))
                .list();
    }

    /** How the messages of a source are read with today's settings; empty when these do not name it. */
    public Optional<RawReading> reading(String source) {
        return named(source).flatMap(PbxSource::reading);
    }

    /** What a source of the settings has kept by itself. */
    public Optional<PastRecords> records(String source) {
        return named(source).flatMap(PbxSource::records);
    }

    private Optional<? extends PbxSource> named(String source) {
        return providers.stream()
                .flatMap(provider -> provider.sources().stream())
                .filter(one -> one.name().equals(source))
                .findFirst();
    }

    /**
     * Times within these bounds of which messages are missing: they were heard and could not be kept, or were not heard and
     * were not filled in from the source's own records. A server that was killed had not kept the last it heard: that is the
     * beginning of such a gap.
     */
    public List<Loss> losses(String source, Instant from, Instant to) {
        return database.sql("select first_at, last_at, messages from raw_loss"
                        + " where source = :source and last_at >= :from and first_at <= :to"
                        + " union all select from_at, to_at, 0 from gap where source = :source and state <> 'HEALED'"
                        + " and to_at >= :from and from_at <= :to order by 1")
                .param("source", source)
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .query((row, number) -> new Loss(
                        row.getTimestamp(1).toInstant(), row.getTimestamp(2).toInstant(), row.getInt(3)))
                .list();
    }

    /** Reads what was received of a source, in order. */
    public void read(String source, Instant from, Instant to, Messages messages) {
        Timestamp firstAt = Timestamp.from(from.minus(LONGEST_CHUNK));
        long id = 0;
        while (true) {
            List<Chunk> chunks = database.sql("select id, first_at, payload from raw_chunk where source = ?"
                            + " and (first_at, id) > (?, ?) and first_at >= ? and first_at <= ? and last_at >= ?"
                            + " order by first_at, id limit " + CHUNKS)
                    .params(source, firstAt, id, firstAt, Timestamp.from(to), Timestamp.from(from))
                    .query((row, number) -> new Chunk(row.getLong(1), row.getTimestamp(2), row.getBytes(3)))
                    .list();
            for (Chunk chunk : chunks) {
                if (!read(source, chunk, from, to, messages)) {
                    return;
                }
                firstAt = chunk.firstAt;
                id = chunk.id;
            }
            if (chunks.size() < CHUNKS) {
                return;
            }
        }
    }

    private record Chunk(long id, Timestamp firstAt, byte[] payload) {}

    private static boolean read(String source, Chunk chunk, Instant from, Instant to, Messages messages) {
        var said = new ArrayList<Said>();
        try {
            RawReader.inflate(chunk.payload, from, (bytes, received) -> said.add(new Said(bytes, received)));
        } catch (UncheckedIOException torn) {
            LOG.error("{}: a chunk of raw messages of {} cannot be read", source, chunk.firstAt, torn);
        }
        for (Said one : said) {
            if (one.received.isAfter(to) || !messages.message(one.bytes, one.received)) {
                return false;
            }
        }
        return true;
    }

    private record Said(byte[] bytes, Instant received) {}

    /**
     * Derives calls once more from what was received, with today's rules.
     *
     * @param reading from {@link #reading}
     * @param from from when on, by our clock
     * @param begunBefore when all that began before this has ended, reading ends too
     * @param to until when at the longest
     * @param past given groups of legs that are over, each once, and at the end those that are not
     */
    public void derive(
            String source, RawReading reading, Instant from, Instant begunBefore, Instant to, PastReader past) {
        var derivation = new Derivation(source, reading, begunBefore, past);
        read(source, from, to, derivation);
        derivation.end(to);
    }

    /**
     * Derives calls from what the source's own records say of a time.
     *
     * @throws IOException when they cannot be read, in words for the administrator
     */
    public void derive(
            String source, RawReading reading, PastRecords records, Instant from, Instant to, PastReader past)
            throws IOException {
        var derivation = new Derivation(source, reading, Instant.MAX, past);
        records.report(from, to, derivation::message);
        derivation.end(to);
    }

    /** One pass through the messages. */
    private final class Derivation implements Messages {
        private final Intake.Translation translation;
        private final PastCalls calls;
        private final Instant begunBefore;
        private final PastReader past;
        private final List<CallFact> facts = new ArrayList<>(BATCH + 16);
        private boolean wanted = true;
        private boolean refused;
        private Instant lastFact = Instant.MIN;

        Derivation(String source, RawReading reading, Instant begunBefore, PastReader past) {
            this.begunBefore = begunBefore;
            this.translation = reading.translation();
            this.calls = new PastCalls(source, plan);
            this.past = past;
        }

        @Override
        public boolean message(byte[] bytes, Instant received) {
            try {
                translation.translate(bytes, received, facts::add);
            } catch (RuntimeException unreadable) {
                LOG.debug("A kept message could not be understood; it is passed by", unreadable);
            }
            if (facts.size() >= BATCH) {
                settle(received);
            }
            return wanted;
        }

        private void settle(Instant received) {
            // A record that filled a gap tells of a time long before it was received: that holds back what is settled.
            Instant oldest = facts.stream()
                    .map(CallFact::at)
                    .min(Comparator.naturalOrder())
                    .orElse(Instant.MIN);
            Instant newest = facts.stream()
                    .map(CallFact::at)
                    .max(Comparator.naturalOrder())
                    .orElse(Instant.MIN);
            lastFact = newest.isAfter(lastFact) ? newest : lastFact;
            calls.add(facts);
            facts.clear();
            Instant before = oldest.isBefore(lastFact.minus(LATE)) ? oldest.minus(LATE) : lastFact.minus(LATE);
            refused = !past.calls(calls.settled(before), received);
            wanted = !refused;
            if (begunBefore.isBefore(received.minus(LATE)) && !calls.anyBegunBefore(begunBefore)) {
                wanted = false;
            }
        }

        void end(Instant read) {
            calls.add(facts);
            facts.clear();
            if (!refused) {
                past.calls(calls.rest(), read);
            }
        }
    }
}
