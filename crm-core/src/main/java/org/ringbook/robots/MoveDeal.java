package org.ringbook.robots;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.ringbook.calendar.WorkingCalendar;
import org.ringbook.deals.By;
import org.ringbook.deals.Deals;
import org.ringbook.deals.Pipelines;
import org.ringbook.deals.Stage;
import org.ringbook.deals.StageMove;
import org.ringbook.refusals.Refused;
import org.ringbook.robots.Definition.Does;
import org.ringbook.robots.Definition.RobotStep;
import org.springframework.stereotype.Component;

@Component
class MoveDeal implements StepKind {

    static final By ROBOT = By.program(StageMove.Cause.ROBOT);

    private final Deals deals;
    private final Pipelines pipelines;
    private final WorkingCalendar calendar;

    MoveDeal(Deals deals, Pipelines pipelines, WorkingCalendar calendar) {
        this.deals = deals;
        this.pipelines = pipelines;
        this.calendar = calendar;
    }

    @Override
    public Does does() {
        return Does.MOVE;
    }

    @Override
    public Robot.Planned planned(RobotStep step, RecordFacts facts, Instant now) {
        return Robot.Planned.of(Does.MOVE, target(step, facts).map(Stage::name).orElse(null));
    }

    @Override
    public Instant does(RobotStep step, RecordFacts facts, RobotRows.Run run, Instant now) {
        target(step, facts).ifPresent(stage -> move(stage, facts, now));
        return now;
    }

    private void move(Stage stage, RecordFacts facts, Instant now) {
        Deals.Move move = Deals.Move.to(stage.id(), facts.deal().version());
        LocalDate today = LocalDate.ofInstant(now, calendar.zone());
        deals.move(facts.id(), stage.kind() == Stage.Kind.WON ? move.won(today) : move, ROBOT);
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
}
