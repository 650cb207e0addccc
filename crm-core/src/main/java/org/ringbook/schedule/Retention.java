package org.ringbook.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Lets go what is older than it is kept, twice a day, on a thread of its own. What cannot be done now is done the next time, and told as
 * {@link RepeatedTask} tells it. Any thread.
 */
public final class Retention implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final Duration EVERY = Duration.ofHours(12);

    private final String what;
    private final Duration keep;
    private final ToIntFunction<Instant> forgets;
    private final RepeatedTask task;

    /**
     * @param name of the thread, and in the log
     * @param what it lets go, in the plural, for the log: entries of the audit
     * @param first how long after the start it is done for the first time: each at another time
     * @param keep how long it is kept, for the log
     * @param forgets lets go what is too old at that moment, and says how much that was
     */
    public Retention(String name, String what, Duration first, Duration keep, ToIntFunction<Instant> forgets) {
        this.what = what;
        this.keep = keep;
        this.forgets = forgets;
        this.task = new RepeatedTask(name, first, EVERY, () -> forget(Instant.now()));
    }

    /** In the thread of who asks. */
    public void forget(Instant now) {
        int gone = forgets.applyAsInt(now);
        if (gone > 0) {
            LOG.info("{} {} were older than {} days", gone, what, keep.toDays());
        }
    }

    @Override
    public void start() {
        task.start();
    }

    @Override
    public void stop() {
        task.stop();
    }

    @Override
    public boolean isRunning() {
        return task.isRunning();
    }
}
