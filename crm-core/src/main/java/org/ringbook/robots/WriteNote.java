package org.ringbook.robots;

import java.time.Instant;
import org.ringbook.events.Events;
import org.ringbook.events.NewEvent;
import org.ringbook.robots.Definition.Does;
import org.ringbook.robots.Definition.RobotStep;
import org.springframework.stereotype.Component;

/** A note of the program in the timeline of the client. */
@Component
class WriteNote implements StepKind {

    private static final int LONGEST = 500;

    private final Events events;

    WriteNote(Events events) {
        this.events = events;
    }

    @Override
    public Does does() {
        return Does.NOTE;
    }

    @Override
    public Robot.Planned planned(RobotStep step, RecordFacts facts, Instant now) {
        facts.client();
        return Robot.Planned.of(Does.NOTE, text(step, facts));
    }

    @Override
    public Instant does(RobotStep step, RecordFacts facts, RobotRows.Run run, Instant now) {
        events.add(NewEvent.note(text(step, facts), facts.client()), null, null);
        return now;
    }

    private static String text(RobotStep step, RecordFacts facts) {
        return Texts.filled(step.title(), facts.values(), LONGEST);
    }
}
