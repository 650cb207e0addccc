package org.ringbook.feed;

import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Brings the feed to its followers, from the start of the server to its end. Any thread. */
@Component
public class Feed implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Feed.class);

    private final ChangeTable changes;
    private final FollowerTable cursors;
    private final TransactionTemplate transaction;
    private final List<FollowerRun> runs;
    private volatile boolean running;

    public Feed(ChangeTable changes, DataSource database, List<Follower> followers) {
        this.changes = changes;
        this.cursors = new FollowerTable(database);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        this.runs = followers.stream()
                .map(each -> new FollowerRun(each, changes, cursors, transaction))
                .toList();
        changes.onCommitted(() -> runs.forEach(FollowerRun::wake));
    }

    /**
     * How far each follower is.
     *
     * @throws DataAccessException without the database
     */
    public List<FollowerState> states() {
        return runs.stream().map(this::state).filter(Objects::nonNull).toList();
    }

    private FollowerState state(FollowerRun run) {
        String name = run.follower().name();
        return cursors.lag(name)
                .map(lag -> new FollowerState(
                        name,
                        lag.passed(),
                        lag.waiting(),
                        lag.since() == null ? null : lag.since().toInstant(),
                        run.failure(),
                        cursors.skipped(name)))
                .orElse(null);
    }

    /**
     * Lets a follower leave out the change that it cannot take; noted with who said so.
     *
     * @param by login of who lets it
     * @return false when the follower does not stand at this change, or not any more
     */
    public boolean skip(String follower, long number, String by) {
        return runs.stream()
                .filter(run -> run.follower().name().equals(follower))
                .anyMatch(run -> skip(run, number, by));
    }

    private boolean skip(FollowerRun run, long number, String by) {
        FollowerState.Failure failure = run.failure();
        if (failure == null || failure.number() == null || failure.number() != number) {
            return false;
        }
        String name = run.follower().name();
        boolean skipped = Boolean.TRUE.equals(transaction.execute(status -> {
            List<FeedChange> next = changes.after(cursors.passedAndLocked(name), 1);
            if (next.isEmpty() || next.get(0).number() != number) {
                return false;
            }
            cursors.skipped(name, next.get(0), by, failure.reason());
            cursors.passes(name, number);
            return true;
        }));
        if (skipped) {
            LOG.warn("{} let the follower \"{}\" of the calls skip change {}: {}", by, name, number, failure.reason());
            run.hurry();
        }
        return skipped;
    }

    @Override
    public synchronized void start() {
        runs.forEach(FollowerRun::start);
        running = true;
    }

    @Override
    public synchronized void stop() {
        running = false;
        try {
            for (FollowerRun run : runs) {
                run.stop();
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
