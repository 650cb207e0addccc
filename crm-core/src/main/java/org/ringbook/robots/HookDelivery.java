package org.ringbook.robots;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ringbook.refusals.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Tells other programs what robots have for them: tried five times, then an administrator is told. It may arrive twice after a failure, and
 * has the same id then. Waits for the receivers and the database; one thread at a time.
 */
@Component
class HookDelivery {

    private static final Logger LOG = LoggerFactory.getLogger(HookDelivery.class);
    private static final int MOST = 50;
    private static final List<Duration> AGAIN =
            List.of(Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofHours(1));

    private final RobotRows rows;
    private final FactsReader reader;
    private final HookReceivers receivers;
    private final People people;
    private final Clock clock;

    @Autowired
    HookDelivery(RobotRows rows, FactsReader reader, HookReceivers receivers, People people) {
        this(rows, reader, receivers, people, Clock.systemUTC());
    }

    HookDelivery(RobotRows rows, FactsReader reader, HookReceivers receivers, People people, Clock clock) {
        this.rows = rows;
        this.reader = reader;
        this.receivers = receivers;
        this.people = people;
        this.clock = clock;
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

    void send() {
        for (RobotRows.Hook hook : rows.hooksDue(clock.instant(), MOST)) {
            tried(hook, send(hook));
        }
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
            rows.hookTried(hook, "given_up", reason, null);
            String name = rows.find(hook.robotId()).map(Robot::name).orElse("–");
            people.tellAdministrators(Refusal.of("robots.told.hook", name, reason), now);
        }
    }
}
