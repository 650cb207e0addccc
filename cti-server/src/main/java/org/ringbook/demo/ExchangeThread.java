package org.ringbook.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread in which the exchange lives: plays the timetable in real time, and what others ask for. */
final class ExchangeThread implements Executor, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ExchangeThread.class);

    private final Instant base = Instant.now();
    private final long baseNanos = System.nanoTime();
    private final BlockingQueue<Runnable> asked = new LinkedBlockingQueue<>();
    private final Timetable timetable = new Timetable(base);
    private final Thread thread = new Thread(this::run, "demo-pbx");
    private volatile boolean stopped;

    ExchangeThread() {
        thread.setDaemon(true);
    }

    Timetable timetable() {
        return timetable;
    }

    void start() {
        thread.start();
    }

    /** Any thread; in the order of asking. */
    @Override
    public void execute(Runnable what) {
        asked.add(what);
    }

    private void run() {
        while (!stopped) {
            try {
                var next = asked.poll(millisToNext(), TimeUnit.MILLISECONDS);
                timetable.playUntil(now());
                if (next != null) {
                    next.run();
                }
            } catch (InterruptedException stop) {
                return;
            } catch (RuntimeException wrong) {
                LOG.error("The demo PBX stumbled and goes on", wrong);
            }
        }
    }

    private long millisToNext() {
        var next = timetable.next();
        if (next == null) {
            return 60_000;
        }
        var nanos = Duration.between(now(), next).toNanos();
        return nanos <= 0 ? 0 : nanos / 1_000_000 + 1;
    }

    // Not the wall clock, which may jump.
    private Instant now() {
        return base.plusNanos(System.nanoTime() - baseNanos);
    }

    @Override
    public void close() {
        stopped = true;
        thread.interrupt();
    }
}
