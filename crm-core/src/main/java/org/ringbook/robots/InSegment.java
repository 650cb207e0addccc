package org.ringbook.robots;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.ringbook.robots.Definition.Does;
import org.ringbook.robots.Definition.RobotStep;
import org.ringbook.segments.Segment;
import org.ringbook.segments.Segments;
import org.springframework.stereotype.Component;

/** The client comes into a segment that is chosen by hand, or leaves it. */
@Component
class InSegment implements StepKind {

    private final Segments segments;

    InSegment(Segments segments) {
        this.segments = segments;
    }

    @Override
    public Does does() {
        return Does.SEGMENT;
    }

    @Override
    public Robot.Planned planned(RobotStep step, RecordFacts facts, Instant now) {
        facts.client();
        String name = segments.find(step.segmentId()).map(Segment::name).orElse(null);
        return Robot.Planned.of(Does.SEGMENT, (step.takesOut() ? "− " : "+ ") + name);
    }

    @Override
    public Instant does(RobotStep step, RecordFacts facts, RobotRows.Run run, Instant now) {
        List<UUID> client = List.of(facts.client());
        if (step.takesOut()) {
            segments.unpick(step.segmentId(), client, null, null);
        } else {
            segments.pick(step.segmentId(), client, null, null);
        }
        return now;
    }
}
