package org.ringbook.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The callers who wait in the queue, first come first. */
final class WaitingLine {

    /** @param position at which the caller joined, from 1 */
    record Entry(Channel channel, int position, Instant since) {}

    private final Exchange exchange;
    private final List<Entry> entries = new ArrayList<>();
    private int completed;
    private int abandoned;

    WaitingLine(Exchange exchange) {
        this.exchange = exchange;
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }

    int completed() {
        return completed;
    }

    int abandoned() {
        return abandoned;
    }

    void join(Channel channel) {
        entries.add(new Entry(channel, entries.size() + 1, exchange.timetable.now()));
        tell("QueueCallerJoin", channel, entries.size());
    }

    /** @return seconds that the caller waited */
    long leave(Channel channel) {
        var index = indexOf(channel);
        var entry = entries.remove(index);
        tell("QueueCallerLeave", channel, index + 1);
        completed++;
        return waited(entry);
    }

    void abandon(Channel channel) {
        var index = indexOf(channel);
        var entry = entries.get(index);
        exchange.tell(exchange.event("QueueCallerAbandon", "agent")
                .channel("", channel)
                .with("Queue", exchange.cast.queue())
                .with("Position", index + 1)
                .with("OriginalPosition", entry.position())
                .with("HoldTime", waited(entry)));
        leave(channel);
        completed--;
        abandoned++;
    }

    private long waited(Entry entry) {
        return Duration.between(entry.since(), exchange.timetable.now()).toSeconds();
    }

    private void tell(String name, Channel channel, int position) {
        exchange.tell(exchange.event(name, "agent")
                .channel("", channel)
                .with("Queue", exchange.cast.queue())
                .with("Position", position)
                .with("Count", entries.size()));
    }

    private int indexOf(Channel channel) {
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).channel() == channel) {
                return i;
            }
        }
        throw new IllegalStateException(channel + " does not wait in the queue");
    }
}
