package org.ringbook.agents;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.ringbook.agents.AgentStates.State;
import org.ringbook.agents.RingsShown.Ring;
import org.ringbook.calls.log.Unwritten;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Writes what people are and what showed them their rings, on a thread of its own: nobody whose telephone rings waits for the database.
 * What cannot be written now waits, up to {@link #MOST}. Whoever loses their last screen is offline after {@link #GRACE_SECONDS}: a page
 * that is left for another one is no leaving.
 */
final class AgentLedger implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(AgentLedger.class);
    private static final long GRACE_SECONDS = 15;
    private static final long KNOWN_SECONDS = 30;
    private static final long FORGET_FIRST_MINUTES = 5;
    private static final long FORGET_EVERY_MINUTES = 12 * 60;
    private static final int MOST = 10_000;

    private final AgentStates states;
    private final RingsShown rings;
    private final Presence presence;
    private final Duration keep;
    private final Clock clock;
    private final ScheduledExecutorService thread;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private boolean running;

    /** @param keep how long what is over is kept */
    AgentLedger(AgentStates states, RingsShown rings, Presence presence, Duration keep, Clock clock) {
        this.states = states;
        this.rings = rings;
        this.presence = presence;
        this.keep = keep;
        this.clock = clock;
        this.thread = Executors.newSingleThreadScheduledExecutor(work -> {
            var made = new Thread(work, "agent-ledger");
            made.setDaemon(true);
            return made;
        });
    }

    ScheduledExecutorService thread() {
        return thread;
    }

    /** Whether somebody has a screen, or had one a moment ago. */
    static Function<Presence.Status, Boolean> hasScreen(Clock clock) {
        return now -> now.state() != PresenceState.OFFLINE
                || now.since() != null
                        && now.since().plus(Duration.ofMinutes(1)).isAfter(clock.instant());
    }

    void keep(Ring ring) {
        put(() -> rings.keep(ring));
    }

    private void changed(Presence.Change change) {
        Presence.Status now = change.now();
        if (now.state() == PresenceState.OFFLINE) {
            thread.schedule(() -> offline(change.staffId(), now), GRACE_SECONDS, TimeUnit.SECONDS);
            return;
        }
        State state = now.state() == PresenceState.AWAY ? State.PAUSED : State.AVAILABLE;
        String source = change.chosen() ? "screen" : "server";
        thread.execute(() -> put(() -> states.begin(change.staffId(), state, now.reason(), now.since(), source)));
    }

    private void offline(UUID staffId, Presence.Status then) {
        if (presence.of(staffId).equals(then)) {
            put(() -> states.begin(staffId, State.OFFLINE, null, then.since(), "server"));
        }
    }

    /** On the ledger's thread. */
    private void put(Runnable write) {
        if (waiting.size() == MOST) {
            waiting.removeFirst();
            LOG.warn("What people were is lost: {} entries wait for the database", MOST);
        }
        waiting.add(write);
        writeAll();
    }

    private void writeAll() {
        while (!waiting.isEmpty()) {
            try {
                waiting.peekFirst().run();
            } catch (RuntimeException failed) {
                if (!Unwritten.isFaultOfTheData(failed)) {
                    LOG.debug("What people are waits for the database", failed);
                    return;
                }
                LOG.error("What a person was cannot be written", failed);
            }
            waiting.removeFirst();
        }
    }

    private void lasts() {
        writeAll();
        if (waiting.isEmpty()) {
            try {
                states.known(clock.instant());
            } catch (DataAccessException | TransactionException away) {
                LOG.debug("What people are waits for the database", away);
            }
        }
    }

    private void forget() {
        try {
            int gone = states.forget(keep, clock.instant()) + rings.forget(keep, clock.instant());
            if (gone > 0) {
                LOG.info(
                        "{} entries of who was what, and of rings that were shown, were older than {} days",
                        gone,
                        keep.toDays());
            }
        } catch (DataAccessException | TransactionException away) {
            LOG.warn("Old entries of who was what stay for now: {}", away.getMessage());
        }
    }

    @Override
    public synchronized void start() {
        running = true;
        Instant now = clock.instant();
        try {
            states.endWhatLasted().stream()
                    .filter(one -> one.until().isAfter(now.minus(Duration.ofHours(12))))
                    .forEach(one -> presence.choose(one.staffId(), PresenceState.AWAY, one.reason()));
        } catch (DataAccessException | TransactionException away) {
            LOG.debug("Pauses of before the start are not known", away);
        }
        presence.listen(this::changed);
        thread.scheduleWithFixedDelay(this::lasts, KNOWN_SECONDS, KNOWN_SECONDS, TimeUnit.SECONDS);
        thread.scheduleWithFixedDelay(this::forget, FORGET_FIRST_MINUTES, FORGET_EVERY_MINUTES, TimeUnit.MINUTES);
    }

    /** Before anybody can connect. */
    @Override
    public int getPhase() {
        return 0;
    }

    @Override
    public synchronized void stop() {
        if (running) {
            running = false;
            thread.execute(this::lasts);
            thread.shutdown();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return running;
    }
}
