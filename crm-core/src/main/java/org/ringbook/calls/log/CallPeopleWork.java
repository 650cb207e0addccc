package org.ringbook.calls.log;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffChanged;
import org.ringbook.staff.TelephoneChange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Lets the calls of the past follow what is known of telephones, beside everything else: the start waits for nothing, and what the
 * end of the server interrupts goes on at the next start.
 */
@Component
public class CallPeopleWork implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(CallPeopleWork.class);

    /** The log of calls goes first: it writes with pauses of this length. */
    private static final Duration BREATH = Duration.ofMillis(20);

    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final CallPeopleUpdates updates;
    private final Staff staff;
    private volatile Thread thread;
    private volatile boolean stopping;
    private volatile boolean asked = true;
    private boolean troubled;

    CallPeopleWork(CallPeopleUpdates updates, Staff staff) {
        this.updates = updates;
        this.staff = staff;
    }

    @EventListener
    void changed(StaffChanged change) {
        wake();
    }

    /** There may be something to do. Any thread; returns at once. */
    public void wake() {
        asked = true;
        LockSupport.unpark(thread);
    }

    @Override
    public synchronized void start() {
        stopping = false;
        asked = true;
        thread = new Thread(this::run, "call-people");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public synchronized void stop() {
        stopping = true;
        Thread worker = thread;
        LockSupport.unpark(worker);
        try {
            worker.join(Duration.ofSeconds(5).toMillis());
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        thread = null;
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void run() {
        while (!stopping) {
            if (!asked) {
                LockSupport.park(this);
                continue;
            }
            asked = false;
            try {
                fillIn();
                follow();
                troubled = false;
            } catch (RuntimeException | Error away) {
                asked = true;
                if (!troubled) {
                    LOG.warn(
                            "Whose calls the past ones are waits for the database: {}",
                            Unwritten.of(away).said());
                }
                troubled = true;
                LockSupport.parkNanos(this, AGAIN.toNanos());
            }
        }
    }

    private void fillIn() {
        long filled = 0;
        for (int some = updates.fillIn(); some > 0 && !stopping; some = updates.fillIn()) {
            if (filled == 0) {
                LOG.info("Calls that an older version wrote are given their people, newest first");
            }
            filled += some;
            LockSupport.parkNanos(this, BREATH.toNanos());
        }
        if (filled > 0) {
            LOG.info("{} calls were given their people", filled);
        }
    }

    private void follow() {
        for (TelephoneChange change : staff.changesToFollow()) {
            if (stopping) {
                return;
            }
            int calls = updates.follow(change);
            staff.followed(change, calls);
            if (calls > 0) {
                LOG.info("{} calls on {} have other people since its history was changed", calls, change.telephone());
            }
        }
    }
}
