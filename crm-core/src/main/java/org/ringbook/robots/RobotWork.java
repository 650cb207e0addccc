package org.ringbook.robots;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.ringbook.calendar.WorkingCalendar;
import org.ringbook.deals.Missing;
import org.ringbook.deals.StageAsks;
import org.ringbook.refusals.Refusal;
import org.ringbook.refusals.Refused;
import org.ringbook.robots.Definition.RobotStep;
import org.ringbook.robots.Definition.Trigger;
import org.ringbook.robots.RobotRows.Event;
import org.ringbook.robots.RobotRows.Run;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes what happened and does what robots do then. An event is taken, and a step is done with its key, in one transaction each: whatever
 * is killed when, each is done once. Any number of threads; waits for the database.
 */
@Component
class RobotWork {

    private static final Logger LOG = LoggerFactory.getLogger(RobotWork.class);
    private static final int MOST_TRIES = 5;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);

    private final RobotRows rows;
    private final FactsReader reader;
    private final Known known;
    private final StepWork steps;
    private final People people;
    private final WorkingCalendar calendar;
    private final TransactionTemplate transaction;
    private final TransactionTemplate savepoint;
    private final Clock clock;

    @Autowired
    RobotWork(
            RobotRows rows,
            FactsReader reader,
            Known known,
            StepWork steps,
            People people,
            WorkingCalendar calendar,
            PlatformTransactionManager transactions) {
        this(rows, reader, known, steps, people, calendar, transactions, Clock.systemUTC());
    }

    RobotWork(
            RobotRows rows,
            FactsReader reader,
            Known known,
            StepWork steps,
            People people,
            WorkingCalendar calendar,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.rows = rows;
        this.reader = reader;
        this.known = known;
        this.steps = steps;
        this.people = people;
        this.calendar = calendar;
        this.transaction = new TransactionTemplate(transactions);
        this.savepoint = new TransactionTemplate(transactions);
        this.savepoint.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        this.clock = clock;
    }

    /** Until nothing is left that is due. */
    void turn() {
        boolean more = true;
        while (more && !Thread.currentThread().isInterrupted()) {
            more = takeNext();
            more |= stepNext();
        }
    }

    /** @return false when nothing waits */
    private boolean takeNext() {
        var taken = new AtomicReference<Event>();
        try {
            return Boolean.TRUE.equals(transaction.execute(status -> {
                Instant now = clock.instant();
                rows.nextEvent().ifPresent(event -> {
                    taken.set(event);
                    rows.active(TriggerKind.of(event.type())).stream()
                            .filter(robot -> matches(robot, event))
                            .forEach(robot -> considerAlone(robot, event, now));
                    rows.done(event, now);
                });
                return taken.get() != null;
            }));
        } catch (RuntimeException fault) {
            Event event = taken.get();
            if (event == null || isAway(fault)) {
                throw fault;
            }
            // The others do not wait for one that nobody can take.
            LOG.error("What happened to {} {} starts no robot", event.kind().word(), event.recordId(), fault);
            transaction.executeWithoutResult(status -> rows.done(event, clock.instant()));
            return true;
        }
    }

    /** Whether it is what the robot waits for, and happened since it was switched on. */
    static boolean matches(Robot robot, Event event) {
        if (event.robotId() != null && !event.robotId().equals(robot.id())
                || event.at().isBefore(robot.activeSince())) {
            return false;
        }
        Trigger trigger = robot.definition().trigger();
        return TriggerKind.of(trigger.when()).matches(trigger, event);
    }

    /** What one of them cannot take, the others do. */
    private void considerAlone(Robot robot, Event event, Instant now) {
        try {
            savepoint.executeWithoutResult(status -> consider(robot, event, now));
        } catch (RuntimeException fault) {
            if (isAway(fault)) {
                throw fault;
            }
            LOG.error(
                    "What happened to {} {} does not start the robot {}",
                    event.kind().word(),
                    event.recordId(),
                    robot.id(),
                    fault);
            rows.log(robot, event, null, Refusal.of("robots.why.fault"), now);
        }
    }

    private void consider(Robot robot, Event event, Instant now) {
        Refusal whyNot = whyNot(robot, event, now);
        if (whyNot != null) {
            rows.log(robot, event, null, whyNot, now);
            return;
        }
        rows.begin(robot, event, now).ifPresent(run -> rows.log(robot, event, run, Refusal.of("robots.why.ran"), now));
    }

    /** Null when it runs. */
    private Refusal whyNot(Robot robot, Event event, Instant now) {
        if (rows.isOff(robot.id(), event.recordId())) {
            return Refusal.of("robots.why.off");
        }
        if (LoopGuards.of(robot.id(), event.chain(), 0) == LoopGuards.Answer.OWN_CHANGE) {
            return Refusal.of("robots.why.own-change");
        }
        RecordFacts facts = reader.read(event.kind(), event.recordId()).orElse(null);
        if (facts == null) {
            return Refusal.of("robots.why.gone");
        }
        Refusal asked = asked(robot.definition(), facts, now);
        return asked != null ? asked : guarded(robot, event, facts, now);
    }

    /** Why the definition would not have it; null when it would. */
    Refusal asked(Definition definition, RecordFacts facts, Instant now) {
        try {
            DefinitionRules.check(definition, known.now());
        } catch (Refused broken) {
            return broken.refusal();
        }
        boolean asksForTasks =
                definition.conditions().stream().anyMatch(one -> one.asks() == Definition.Asks.NO_OPEN_TASK);
        OptionalInt unmet = Conditions.unmet(
                definition.conditions(),
                facts,
                new Conditions.Around(calendar.isWorking(now), asksForTasks && reader.hasOpenTask(facts)));
        return unmet.isEmpty() ? null : Refusal.of("robots.why.condition", unmet.getAsInt() + 1);
    }

    private Refusal guarded(Robot robot, Event event, RecordFacts facts, Instant now) {
        Instant midnight = LocalDate.ofInstant(now, calendar.zone())
                .atStartOfDay(calendar.zone())
                .toInstant();
        LoopGuards.Answer answer =
                LoopGuards.of(robot.id(), event.chain(), rows.runsSince(robot.id(), event.recordId(), midnight));
        if (!answer.stops()) {
            return null;
        }
        Refusal why = answer == LoopGuards.Answer.TOO_DEEP
                ? Refusal.of("robots.why.too-deep", LoopGuards.DEEPEST)
                : Refusal.of("robots.why.too-many", LoopGuards.MOST_A_DAY);
        for (UUID stopped : LoopGuards.stopped(answer, robot.id(), event.chain())) {
            if (rows.off(stopped, event.kind(), event.recordId(), now, "robots.why.off")) {
                String name = rows.find(stopped).map(Robot::name).orElse("–");
                String words = answer == LoopGuards.Answer.TOO_DEEP ? "robots.told.too-deep" : "robots.told.too-many";
                people.tellAdministrators(Refusal.of(words, name, facts.name()), facts, now);
            }
        }
        return why;
    }

    /** @return false when nothing is due */
    private boolean stepNext() {
        var taken = new AtomicReference<Run>();
        try {
            return Boolean.TRUE.equals(transaction.execute(status -> {
                Instant now = clock.instant();
                rows.nextRun(now).ifPresent(run -> {
                    taken.set(run);
                    goOn(run, now);
                });
                return taken.get() != null;
            }));
        } catch (Refused refused) {
            if ("version".equals(refused.field())) {
                // Somebody saved the record since it was read; nothing of the step was done, and it is read anew.
                return true;
            }
            return fails(taken.get(), refused.refusal());
        } catch (StageAsks asks) {
            List<String> names = asks.missing().stream().map(Missing::name).toList();
            return fails(taken.get(), Refusal.of("robots.why.missing", String.join(", ", names)));
        } catch (RuntimeException fault) {
            Run run = taken.get();
            if (run == null || isAway(fault)) {
                throw fault;
            }
            return failsForNow(run, fault);
        }
    }

    /** It is no fault of the step: it waits until the database is back, or whoever stood in its way is done. */
    private static boolean isAway(RuntimeException fault) {
        return fault instanceof TransactionException
                // What takes too long once, takes too long again.
                || fault instanceof TransientDataAccessException && !(fault instanceof QueryTimeoutException)
                || fault instanceof RecoverableDataAccessException
                || fault instanceof NonTransientDataAccessResourceException;
    }

    private void goOn(Run run, Instant now) {
        List<RobotStep> all = rows.definition(run.robotId(), run.version()).steps();
        if (rows.isOff(run.robotId(), run.recordId())) {
            rows.ends(run, "stopped", Refusal.of("robots.why.off"), now);
            return;
        }
        RecordFacts facts = reader.read(run.kind(), run.recordId()).orElse(null);
        if (facts == null) {
            rows.ends(run, "stopped", Refusal.of("robots.why.gone"), now);
            return;
        }
        rows.says(run.chain());
        Instant due = now;
        if (run.nextStep() < all.size() && rows.key(run, now)) {
            due = steps.does(all.get(run.nextStep()), facts, run, now);
        }
        rows.goesOn(run, due);
        if (run.nextStep() + 1 >= all.size()) {
            rows.ends(run, "done", null, now);
        }
    }

    private boolean fails(Run run, Refusal why) {
        transaction.executeWithoutResult(status -> rows.ends(run, "failed", why, clock.instant()));
        return true;
    }

    /** Something that nobody thought of: it is tried again, and then told. */
    private boolean failsForNow(Run run, RuntimeException fault) {
        LOG.debug("A robot's step is tried again", fault);
        transaction.executeWithoutResult(status -> {
            Instant now = clock.instant();
            if (run.tries() + 1 < MOST_TRIES) {
                rows.triesAgain(run, now.plus(FIRST_PAUSE.multipliedBy(1L << (2 * run.tries()))));
            } else {
                LOG.error("A step of the robot {} failed", run.robotId(), fault);
                rows.ends(run, "failed", Refusal.of("robots.why.fault"), now);
                String name = rows.find(run.robotId()).map(Robot::name).orElse("–");
                people.tellAdministrators(Refusal.of("robots.told.fault", name), null, now);
            }
        });
        return true;
    }
}
