package org.ringbook.telephony.inbox;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Raw messages that become durable a moment after they came, while the database takes them. A crash loses the others. */
public final class SimulatedInbox extends RawInbox {

    private record Raw(byte[] bytes, Instant at) {}

    private final InstantSource clock;
    private final Deque<Raw> durable = new ArrayDeque<>();
    private final List<Raw> waiting = new ArrayList<>();

    public SimulatedInbox(InstantSource clock) {
        super(null);
        this.clock = clock;
    }

    @Override
    synchronized void keep(String source, byte[] message, Instant received) {
        waiting.add(new Raw(message, clock.instant()));
    }

    @Override
    public synchronized void read(String source, Instant from, RawReader.Taker reader) {
        durable.stream().filter(raw -> !raw.at.isBefore(from)).forEach(raw -> reader.message(raw.bytes, raw.at));
    }

    /**
     * The server is killed.
     *
     * @param written what came until then is written
     * @return what is lost
     */
    public synchronized List<byte[]> crash(Instant written) {
        write(written);
        List<byte[]> lost = waiting.stream().map(Raw::bytes).toList();
        waiting.clear();
        return lost;
    }

    private void write(Instant until) {
        int durableOnes = 0;
        while (durableOnes < waiting.size() && !waiting.get(durableOnes).at.isAfter(until)) {
            durable.add(waiting.get(durableOnes++));
        }
        waiting.subList(0, durableOnes).clear();
    }

    synchronized Optional<Instant> last() {
        return Optional.ofNullable(durable.peekLast()).map(Raw::at);
    }

    /** Nobody asks for what is older than this. */
    public synchronized void drop(Instant before) {
        while (!durable.isEmpty() && durable.peek().at.isBefore(before)) {
            durable.poll();
        }
    }
}
