package org.ringbook.robots;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.calendar.WorkingCalendar;
import org.ringbook.deals.By;
import org.ringbook.deals.Deal;
import org.ringbook.deals.DealTasks;
import org.ringbook.deals.Deals;
import org.ringbook.deals.Pipelines;
import org.ringbook.deals.Stage;
import org.ringbook.deals.StageMove;
import org.ringbook.refusals.Refused;
import org.ringbook.robots.Definition.RobotStep;
import org.ringbook.staff.StaffMember;
import org.ringbook.tasks.NewTask;
import org.ringbook.tasks.Tasks;
import org.springframework.stereotype.Component;

/** Does one step, in the transaction of whoever calls: it is done with its key, or not at all. Waits for the database. */
@Component
class StepWork {

    private static final By ROBOT = By.program(StageMove.Cause.ROBOT);
    private static final int LONGEST_VALUE = 255;
    private static final int LONGEST_TITLE = 200;

    private final Deals deals;
    private final DealTasks dealTasks;
    private final Pipelines pipelines;
    private final Tasks tasks;
    private final People people;
    private final RobotRows rows;
    private final WorkingCalendar calendar;

    StepWork(
            Deals deals,
            DealTasks dealTasks,
            Pipelines pipelines,
            Tasks tasks,
            People people,
            RobotRows rows,
            WorkingCalendar calendar) {
        this.deals = deals;
        this.dealTasks = dealTasks;
        this.pipelines = pipelines;
        this.tasks = tasks;
        this.people = people;
        this.rows = rows;
        this.calendar = calendar;
    }

    /**
     * @return when the next step is due
     * @throws Refused if it cannot be done with the record as it is; beside {@code version} if a deal was changed since it was read
     * @throws org.ringbook.deals.StageAsks if the deal lacks what a stage asks
     */
    Instant does(RobotStep step, RecordFacts facts, RobotRows.Run run, Instant now) {
        switch (step.does()) {
            case SET -> set(step, facts, now);
            case MOVE -> target(step, facts).ifPresent(stage -> move(stage, facts, now));
            case TASK -> task(step, facts, now);
            case NOTIFY -> {
                String text = Texts.filled(step.title(), facts.values(), LONGEST_TITLE);
                people.of(step, facts).forEach(one -> people.tell(one, text, facts, now));
            }
            case HOOK -> rows.hook(run, step.hookId(), now);
            case WAIT -> {
                return now.plus(Duration.ofMinutes(step.minutes()));
            }
        }
        return now;
    }

    private void set(RobotStep step, RecordFacts facts, Instant now) {
        String value = value(step, facts, now);
        if (step.field().startsWith(KnownFields.OWN)) {
            Map<String, Object> own = Collections.singletonMap(step.field().substring(KnownFields.OWN.length()), value);
            deals.change(facts.id(), facts.deal().version(), null, own, ROBOT);
        } else {
            // All of the content is written: what somebody saved since it was read would be lost.
            deals.change(
                    facts.id(),
                    facts.deal().version(),
                    written(facts.deal().content(), step.field(), value),
                    null,
                    ROBOT);
        }
    }

    /** As it would be written; null empties. */
    private String value(RobotStep step, RecordFacts facts, Instant now) {
        if (step.value() == null || step.value().isBlank()) {
            return null;
        }
        String value = step.value().strip();
        boolean isDay = facts.values().get(step.field()) instanceof LocalDate
                || step.field().equals("expectedClose");
        if (value.matches("\\+\\d{1,4}") && (isDay || step.field().startsWith(KnownFields.OWN))) {
            return today(now).plusDays(Integer.parseInt(value.substring(1))).toString();
        }
        return Texts.filled(value, facts.values(), LONGEST_VALUE);
    }

    private LocalDate today(Instant now) {
        return LocalDate.ofInstant(now, zone());
    }

    private ZoneId zone() {
        return calendar.zone();
    }

    private static Deal.Content written(Deal.Content old, String field, String value) {
        return new Deal.Content(
                field.equals("title") ? value : old.title(),
                old.partyId(),
                old.entityId(),
                old.contactId(),
                field.equals("responsibleId") ? UUID.fromString(value) : old.responsibleId(),
                field.equals("amount") ? number(value) : old.amount(),
                old.currency(),
                old.amountFrom(),
                field.equals("probability") ? number(value) : old.probability(),
                field.equals("expectedClose") ? (value == null ? null : LocalDate.parse(value)) : old.expectedClose(),
                field.equals("competitor") ? value : old.competitor());
    }

    private static BigDecimal number(String value) {
        return value == null
                ? null
                : (BigDecimal) FieldType.NUMBER
                        .read(value)
                        .orElseThrow(() -> Refused.because("value", "robots.value.number", value));
    }

    /**
     * Where it goes; empty when it stands there, or there is no next one.
     *
     * @throws Refused if it would go back, and may not
     */
    private Optional<Stage> target(RobotStep step, RecordFacts facts) {
        Stage from = pipelines.stage(facts.deal().stageId()).orElseThrow();
        if (step.stageId() == null) {
            return from.isOpen()
                    ? pipelines.stages(from.pipelineId()).stream()
                            .filter(one -> one.isOpen() && !one.archived() && one.position() > from.position())
                            .findFirst()
                    : Optional.empty();
        }
        Stage to =
                pipelines.stage(step.stageId()).orElseThrow(() -> Refused.because("stageId", "robots.stage.unknown"));
        if (to.id().equals(from.id())) {
            return Optional.empty();
        }
        boolean forwards =
                from.isOpen() && (!to.pipelineId().equals(from.pipelineId()) || to.position() > from.position());
        if (!forwards && !step.mayGoBack()) {
            throw Refused.because("stageId", "robots.stage.back", from.name(), to.name());
        }
        return Optional.of(to);
    }

    private void move(Stage stage, RecordFacts facts, Instant now) {
        Deals.Move move = Deals.Move.to(stage.id(), facts.deal().version());
        deals.move(facts.id(), stage.kind() == Stage.Kind.WON ? move.won(today(now)) : move, ROBOT);
    }

    private void task(RobotStep step, RecordFacts facts, Instant now) {
        StaffMember doer =
                people.of(step, facts).stream().findFirst().orElseThrow(() -> Refused.because("who", "robots.nobody"));
        Instant due = due(step, now);
        var what = new NewTask(
                step.what(),
                Texts.filled(step.title(), facts.values(), LONGEST_TITLE),
                null,
                null,
                null,
                due,
                null,
                null,
                facts.partyId(),
                facts.number(),
                facts.callId());
        if (facts.deal() == null) {
            tasks.add(what, doer);
        } else {
            dealTasks.add(facts.deal(), what, doer);
        }
    }

    /** In working time; null for no time. */
    private Instant due(RobotStep step, Instant now) {
        return step.minutes() == null ? null : calendar.plus(now, Duration.ofMinutes(step.minutes()));
    }

    /** What it would do; nothing is written. */
    Robot.Planned planned(RobotStep step, RecordFacts facts, Map<UUID, String> receivers, Instant now) {
        try {
            return switch (step.does()) {
                case SET ->
                    new Robot.Planned(step.does(), step.field(), value(step, facts, now), null, List.of(), null);
                case MOVE ->
                    new Robot.Planned(
                            step.does(),
                            null,
                            target(step, facts).map(Stage::name).orElse(null),
                            null,
                            List.of(),
                            null);
                case TASK ->
                    new Robot.Planned(
                            step.does(),
                            null,
                            Texts.filled(step.title(), facts.values(), LONGEST_TITLE),
                            due(step, now),
                            names(people.of(step, facts).stream().limit(1).toList()),
                            null);
                case NOTIFY ->
                    new Robot.Planned(
                            step.does(),
                            null,
                            Texts.filled(step.title(), facts.values(), LONGEST_TITLE),
                            null,
                            names(people.of(step, facts)),
                            null);
                case HOOK -> new Robot.Planned(step.does(), null, receivers.get(step.hookId()), null, List.of(), null);
                case WAIT ->
                    new Robot.Planned(step.does(), null, Objects.toString(step.minutes()), null, List.of(), null);
            };
        } catch (Refused refused) {
            return new Robot.Planned(step.does(), step.field(), null, null, List.of(), refused.refusal());
        }
    }

    private static List<String> names(List<StaffMember> all) {
        return all.stream().map(StaffMember::name).toList();
    }
}
