package org.ringbook.telephony.inbox;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The bounded queue between those who hear a source and the one thread that understands it. Nobody who adds waits. */
final class WaitingMessages {

    /** What a message takes in memory beside its bytes. */
    private static final int OVERHEAD = 96;

    /**
     * @param kept whether it is kept by somebody else already
     * @param task in place of a message: runs when all that came before has been folded
     */
    record Message(byte[] bytes, Instant received, boolean kept, Runnable task) {

        private int size() {
            return bytes.length + OVERHEAD;
        }
    }

    private final long mostBytes;
    private final int batch;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition notEmpty = lock.newCondition();
    private final ArrayDeque<Message> queue = new ArrayDeque<>();
    private long bytes;
    private int underWay;
    private boolean closed;

    /** @param batch how many are taken at once at most */
    WaitingMessages(long mostBytes, int batch) {
        this.mostBytes = mostBytes;
        this.batch = batch;
    }

    /** @return false when there is no room, or nobody takes any more */
    boolean offer(Message message) {
        lock.lock();
        try {
            if (closed || bytes + message.size() > mostBytes) {
                return false;
            }
            add(message);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Whether there is room or not. */
    void put(Message message) {
        lock.lock();
        try {
            if (!closed) {
                add(message);
            }
        } finally {
            lock.unlock();
        }
    }

    private void add(Message message) {
        bytes += message.size();
        queue.add(message);
        if (queue.size() == 1) {
            notEmpty.signal();
        }
    }

    /** Whether at least half of the room is free. */
    boolean hasRoom() {
        lock.lock();
        try {
            return bytes <= mostBytes / 2;
        } finally {
            lock.unlock();
        }
    }

    /** How many wait, or were taken last. */
    int waiting() {
        lock.lock();
        try {
            return queue.size() + underWay;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until there is something, and takes it, oldest first. What was taken before counts as done.
     *
     * @param into empty
     * @param idle run each time nothing came for so long
     * @return false when nothing will come any more
     */
    boolean take(List<Message> into, long idleNanos, Runnable idle) {
        lock.lock();
        try {
            underWay = 0;
            while (queue.isEmpty() && !closed) {
                notEmpty.awaitNanos(idleNanos);
                idle.run();
            }
            while (into.size() < batch && !queue.isEmpty()) {
                Message message = queue.poll();
                bytes -= message.size();
                into.add(message);
            }
            underWay = into.size();
            return !into.isEmpty();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** What waits is still taken. */
    void close() {
        lock.lock();
        try {
            closed = true;
            notEmpty.signal();
        } finally {
            lock.unlock();
        }
    }
}
