package org.ringbook.agents;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.ringbook.agents.RingsShown.Ring;
import org.ringbook.agentstates.AgentStateBook;
import org.ringbook.agentstates.AgentStates;
import org.ringbook.agentstates.Evidence.Confirmation;
import org.ringbook.agentstates.Evidence.Screen;
import org.ringbook.calls.log.Unwritten;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Writes what people are and what showed them their rings, on a thread of its own: nobody whose telephone rings waits for the database.
 * What cannot be written now waits, up to {@link #MOST}. Whoever loses their last screen is offline after {@link #GRACE_SECONDS}: a page
 * that is left for another one is no leaving.
 */
final class AgentLedger implements SmartLifecycle, DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(AgentLedger.class);
    private static final long GRACE_SECONDS = 15;
    private static final long KNOWN_SECONDS = 30;
    private static final long FORGET_FIRST_MINUTES = 5;
    private static final long FORGET_EVERY_MINUTES = 12 * 60;
    private static final int MOST = 10_000;

    private final AgentStates states;
    private final RingsShown rings;
    private final Presence presence;
    private final AgentStateBook book;
    private final Duration keep;
    private final Clock clock;
    private final ScheduledExecutorService thread;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private boolean running;
    private boolean listens;
    private List<Future<?>> regularly = List.of();

    /** @param keep how long what is over is kept */
    AgentLedger(
            AgentStates states, RingsShown rings, Presence presence, AgentStateBook book, Duration keep, Clock clock) {
        this.states = states;
        this.rings = rings;
        this.presence = presence;
        this.book = book;
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
        keepChoice(change.staffId(), now);
        book.screen(
                change.staffId(),
                new Screen(
                        true,
                        now.state() == PresenceState.AWAY,
                        now.reason(),
                        Confirmation.NOT_ASKED,
                        change.chosen(),
                        now.since()));
    }

    private void keepChoice(UUID staffId, Presence.Status now) {
        boolean paused = now.state() == PresenceState.AWAY;
        if (!thread.isShutdown()) {
            thread.execute(() ->
                    put(paused ? () -> states.choosePause(staffId, now.reason()) : () -> states.endPause(staffId)));
        }
    }

    private void offline(UUID staffId, Presence.Status then) {
        if (presence.of(staffId).equals(then)) {
            book.screen(staffId, new Screen(false, false, null, Confirmation.NOT_ASKED, false, then.since()));
        }
    }

    private void keep(AgentStateBook.Change change) {
        var now = change.now();
        if (change.kept() && !thread.isShutdown()) {
            thread.execute(
                    () -> put(() -> states.begin(now.staffId(), now.kept(), now.decision(), change.keptSince())));
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
            states.endWhatLasted(now.minus(Duration.ofHours(12)))
                    .forEach(one -> presence.choose(one.staffId(), PresenceState.AWAY, one.reason()));
        } catch (DataAccessException | TransactionException away) {
            LOG.debug("Pauses of before the start are not known", away);
        }
        if (!listens) {
            listens = true;
            book.listen(this::keep);
            presence.listen(this::changed);
        }
        regularly = List.of(
                thread.scheduleWithFixedDelay(this::lasts, KNOWN_SECONDS, KNOWN_SECONDS, TimeUnit.SECONDS),
                thread.scheduleWithFixedDelay(
                        this::forget, FORGET_FIRST_MINUTES, FORGET_EVERY_MINUTES, TimeUnit.MINUTES));
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
            regularly.forEach(one -> one.cancel(false));
            thread.execute(this::lasts);
        }
    }

    /** What waits is still written. */
    @Override
    public void destroy() {
        thread.shutdown();
    }

    @Override
    public synchronized boolean isRunning() {
        return running;
    }
}
