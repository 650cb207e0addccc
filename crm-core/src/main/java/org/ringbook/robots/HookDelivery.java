package org.ringbook.robots;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.ringbook.refusals.Refusal;
import org.ringbook.staff.StaffMember;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells other programs what robots have for them: tried five times, then the administrators are told. It may arrive twice after a failure,
 * and has the same id then. Each receiver has a queue of its own: who does not answer keeps nobody else waiting. Waits for the database.
 */
@Component
class HookDelivery implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(HookDelivery.class);
    private static final int MOST = 50;
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(5);
    private static final List<Duration> AGAIN =
            List.of(Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofHours(1));

    private final RobotRows rows;
    private final FactsReader reader;
    private final HookReceivers receivers;
    private final People people;
    private final TransactionTemplate transaction;
    private final ExecutorService threads;
    private final Clock clock;
    private final Set<UUID> busy = ConcurrentHashMap.newKeySet();

    @Autowired
    HookDelivery(
            RobotRows rows,
            FactsReader reader,
            HookReceivers receivers,
            People people,
            PlatformTransactionManager transactions) {
        this(rows, reader, receivers, people, transactions, Clock.systemUTC());
    }

    HookDelivery(
            RobotRows rows,
            FactsReader reader,
            HookReceivers receivers,
            People people,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.rows = rows;
        this.reader = reader;
        this.receivers = receivers;
        this.people = people;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
        var counted = new AtomicInteger();
        this.threads = Executors.newCachedThreadPool(work -> {
            var thread = new Thread(work, "robots-hooks-" + counted.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * What is sent.
     *
     * @param id the same whenever it is sent
     * @param time when the robot began
     * @param record null when it is gone meanwhile
     */
    record Document(String id, String type, Instant time, About robot, HookRecord record) {}

    record About(UUID id, String name, int version) {}

    /** @param values as they are at the moment of sending */
    record HookRecord(RecordKind kind, UUID id, Map<String, Object> values) {}

    /** Begins with each receiver that has something due, and for whom nobody is at it; does not wait for them. */
    void send() {
        rows.receiversDue(clock.instant()).stream().filter(busy::add).forEach(this::begin);
    }

    private void begin(UUID receiver) {
        try {
            threads.execute(() -> {
                try {
                    sendTo(receiver);
                } catch (RuntimeException fault) {
                    LOG.warn("Nothing is told to {} for now; it is tried again", receiver, fault);
                } finally {
                    busy.remove(receiver);
                }
            });
        } catch (RejectedExecutionException over) {
            busy.remove(receiver);
        }
    }

    /** All that is due for one. For one thread at a time and receiver. */
    void sendTo(UUID receiver) {
        List<RobotRows.Hook> due;
        do {
            due = rows.hooksDue(receiver, clock.instant(), MOST);
            due.forEach(hook -> tried(hook, send(hook)));
        } while (due.size() == MOST && !Thread.currentThread().isInterrupted());
    }

    @Override
    public void destroy() throws InterruptedException {
        threads.shutdownNow();
        threads.awaitTermination(ENDS_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Null when it arrived. */
    private String send(RobotRows.Hook hook) {
        try {
            return receivers.send(hook.receiverId(), hook.key(), document(hook));
        } catch (DataAccessException | TransactionException away) {
            throw away;
        } catch (RuntimeException fault) {
            // The others do not wait for one that cannot be written.
            LOG.warn("{} cannot be sent", hook.key(), fault);
            return "fault";
        }
    }

    private Document document(RobotRows.Hook hook) {
        String name = rows.find(hook.robotId()).map(Robot::name).orElse(null);
        HookRecord told = reader.read(hook.kind(), hook.recordId())
                .map(facts -> new HookRecord(facts.kind(), facts.id(), facts.values()))
                .orElse(null);
        return new Document(hook.key(), "robot.hook", hook.at(), new About(hook.robotId(), name, hook.version()), told);
    }

    private void tried(RobotRows.Hook hook, String reason) {
        Instant now = clock.instant();
        if (reason == null) {
            rows.hookTried(hook, "delivered", null, null);
        } else if (hook.tries() < AGAIN.size()) {
            rows.hookTried(hook, "waiting", reason, now.plus(AGAIN.get(hook.tries())));
        } else {
            transaction.executeWithoutResult(status -> {
                rows.hookTried(hook, "given_up", reason, null);
                people.administrators().forEach(one -> warn(one, hook, reason, now));
            });
        }
    }

    /** While somebody has not closed the one before, there is no second one. */
    private void warn(StaffMember person, RobotRows.Hook hook, String reason, Instant now) {
        if (rows.isWarned(hook, person.id())) {
            return;
        }
        String robot = rows.find(hook.robotId()).map(Robot::name).orElse("–");
        String receiver = receivers.known().getOrDefault(hook.receiverId(), "–");
        String words = Refusal.of("robots.told.hook", robot, receiver, reason).words(People.language(person));
        rows.warned(hook, person.id(), people.tell(person, words, null, now).id());
    }
}
