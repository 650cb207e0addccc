package org.ringbook.robots;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.ringbook.audit.AuditEntry;
import org.ringbook.audit.AuditKind;
import org.ringbook.contacts.NewId;
import org.ringbook.fields.Field;
import org.ringbook.refusals.Refusal;
import org.ringbook.refusals.Refused;
import org.ringbook.robots.Definition.When;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Robots: defined, tried, switched on and off, looked after. For administrators. Any thread; every method waits for the database. */
@Component
public class Robots {

    /** Each is looked at whenever something happens. */
    static final int MOST = 100;

    static final int TRIED = 50;

    private static final int LONGEST_NAME = 100;

    private final RobotRows rows;
    private final Known known;
    private final FactsReader reader;
    private final RobotWork work;
    private final StepWork steps;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    @Autowired
    Robots(
            RobotRows rows,
            Known known,
            FactsReader reader,
            RobotWork work,
            StepWork steps,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions) {
        this(rows, known, reader, work, steps, events, transactions, Clock.systemUTC());
    }

    Robots(
            RobotRows rows,
            Known known,
            FactsReader reader,
            RobotWork work,
            StepWork steps,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.rows = rows;
        this.known = known;
        this.reader = reader;
        this.work = work;
        this.steps = steps;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** @param broken why it cannot run as it is defined, because something is gone since; null when it can */
    public record State(Robot robot, Refusal broken) {}

    /** By name. */
    public List<State> all() {
        Surroundings around = known.now();
        return rows.all().stream()
                .map(robot -> new State(robot, broken(robot.definition(), around)))
                .toList();
    }

    public Optional<State> find(UUID id) {
        return rows.find(id).map(robot -> new State(robot, broken(robot.definition(), known.now())));
    }

    private static Refusal broken(Definition definition, Surroundings around) {
        try {
            DefinitionRules.check(definition, around);
            return null;
        } catch (Refused refused) {
            return refused.refusal();
        }
    }

    /** Newest first. */
    public List<Robot.Version> versions(UUID id) {
        return rows.versions(id);
    }

    /** Names of the fields that conditions may ask for, the company's own last. */
    public List<String> fields(RecordKind kind) {
        return List.copyOf(known.now().fields().get().get(kind).keySet());
    }

    /** Names of the fields that may be set, or listened to. */
    public List<String> writableFields() {
        return Stream.concat(
                        KnownFields.WRITABLE.stream().sorted(),
                        known.own(RecordKind.DEAL).stream().map(field -> KnownFields.OWN + field.key()))
                .toList();
    }

    /** The company's own fields of such records. */
    public List<Field> own(RecordKind kind) {
        return known.own(kind);
    }

    /** Other programs that may be told, by id. */
    public Map<UUID, String> receivers() {
        return known.receivers();
    }

    /**
     * A new one is off.
     *
     * @param by our person
     * @throws Refused if the name is taken, or the definition names what is not there
     */
    public Robot create(String name, Definition definition, UUID by) {
        String kept = name(name);
        DefinitionRules.check(definition, known.now());
        return saved(() -> {
            if (rows.all().size() >= MOST) {
                throw Refused.because(null, "robots.many", MOST);
            }
            Robot robot = new Robot(NewId.next(), kept, false, null, 1, definition, now());
            rows.insert(robot, by);
            told("added", robot, robot);
            return robot;
        });
    }

    /**
     * Another definition is another version; what runs keeps the one that it began with. With another trigger it is as if it were switched on
     * anew: what was before is none of its business.
     *
     * @param version that it was made from; null to write over any
     * @throws Refused if it is gone or was changed meanwhile, or something does not fit
     */
    public Robot change(UUID id, Integer version, String name, Definition definition, UUID by) {
        String kept = name(name);
        DefinitionRules.check(definition, known.now());
        return saved(() -> {
            Robot before = rows.findToChange(id).orElseThrow(Robots::gone);
            if (version != null && version != before.version()) {
                throw Refused.because("version", "robots.changed");
            }
            boolean same = definition.equals(before.definition());
            boolean waitsForOther =
                    !definition.trigger().equals(before.definition().trigger());
            Robot robot = new Robot(
                    id,
                    kept,
                    before.active(),
                    before.active() && waitsForOther ? now() : before.activeSince(),
                    same ? before.version() : before.version() + 1,
                    definition,
                    now());
            if (!same) {
                rows.version(robot, by);
            }
            rows.update(robot);
            told("changed", before, robot);
            return robot;
        });
    }

    private Robot saved(Supplier<Robot> saving) {
        try {
            return transaction.execute(status -> {
                Robot robot = saving.get();
                return rows.find(robot.id()).orElseThrow();
            });
        } catch (DuplicateKeyException taken) {
            throw Refused.because("name", "robots.name.taken");
        }
    }

    /**
     * What happens from now on is its business. Switched off, what it has begun ends where it is.
     *
     * @throws Refused if it is gone, or is to be switched on and names what is not there any more
     */
    public Robot switched(UUID id, boolean on) {
        return transaction.execute(status -> {
            Robot robot = rows.findToChange(id).orElseThrow(Robots::gone);
            if (on) {
                DefinitionRules.check(robot.definition(), known.now());
            }
            rows.switched(id, on, now());
            Robot switched = rows.find(id).orElseThrow();
            told("changed", robot, switched);
            return switched;
        });
    }

    /** With its versions and its log. @return false when there is none */
    public boolean delete(UUID id) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            Optional<Robot> robot = rows.findToChange(id);
            robot.ifPresent(one -> {
                rows.delete(id);
                told("removed", one, one);
            });
            return robot.isPresent();
        }));
    }

    /**
     * What a definition would do with the last {@value #TRIED} records, as they are now; nothing is written.
     *
     * @throws Refused if it names what is not there
     */
    public List<Robot.Trial> dryRun(Definition definition) {
        DefinitionRules.check(definition, known.now());
        Instant now = now();
        var trials = new ArrayList<Robot.Trial>();
        for (UUID id : reader.last(definition.trigger(), TRIED)) {
            reader.read(definition.trigger().when().kind(), id)
                    .ifPresent(facts -> trials.add(trial(definition, facts, now)));
        }
        return trials;
    }

    private Robot.Trial trial(Definition definition, RecordFacts facts, Instant now) {
        Refusal whyNot = work.asked(definition, facts, now);
        List<Robot.Planned> planned = whyNot != null
                ? List.of()
                : definition.steps().stream()
                        .map(step -> steps.planned(step, facts, now))
                        .toList();
        return new Robot.Trial(
                facts.kind(),
                facts.id(),
                facts.name(),
                whyNot == null ? Refusal.of("robots.why.would") : whyNot,
                planned);
    }

    /**
     * Another program says something of a deal: robots that wait for that name run. Told again with the same key, nothing happens.
     *
     * @param key at most 100 characters; null when each telling is another one
     * @return how many robots wait for it
     * @throws Refused if there is no such deal
     */
    public int called(String code, UUID deal, String key) {
        if (key != null && (key.length() > LONGEST_NAME || key.indexOf('\0') >= 0)) {
            throw Refused.because("key", "robots.key", LONGEST_NAME);
        }
        if (deal == null || reader.read(RecordKind.DEAL, deal).isEmpty()) {
            throw Refused.because("dealId", "robots.deal");
        }
        int waiting = (int) rows.active(List.of(When.HOOK.word())).stream()
                .filter(robot -> robot.definition().trigger().code().equals(code))
                .count();
        if (waiting > 0) {
            rows.happened(
                    When.HOOK.word(),
                    null,
                    RecordKind.DEAL,
                    deal,
                    code,
                    null,
                    List.of(),
                    key == null ? null : "hook/" + code + "/" + deal + "/" + key);
        }
        return waiting;
    }

    /**
     * Why it ran or did not, the newest first.
     *
     * @param before id of the last one of the page before; null for the first page
     */
    public List<Robot.Line> log(UUID id, Long before, int limit) {
        return rows.log(id, before, limit);
    }

    /** Records that it leaves alone, because it went round in a circle there. */
    public List<Robot.Off> offs(UUID id) {
        return rows.offs(id);
    }

    /** Lets it at a record again. @return false when it was not kept from it */
    public boolean onAgain(UUID id, UUID record) {
        return rows.onAgain(id, record);
    }

    private void told(String action, Robot was, Robot is) {
        AuditEntry entry = AuditEntry.of(AuditKind.ROBOT, action)
                .on(is.id(), is.name())
                .with("name", was.name(), is.name())
                .with("version", was.version(), is.version())
                .with("active", was.active(), is.active());
        if (!entry.tellsNothing()) {
            events.publishEvent(entry);
        }
    }

    private static String name(String name) {
        if (name == null || name.isBlank() || name.strip().length() > LONGEST_NAME || name.indexOf('\0') >= 0) {
            throw Refused.because("name", "robots.name", LONGEST_NAME);
        }
        return name.strip();
    }

    private static Refused gone() {
        return Refused.because("id", "robots.gone");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
