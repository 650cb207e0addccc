package org.ringbook.robots;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.ringbook.deals.DealChanged;
import org.ringbook.deals.DealMoved;
import org.ringbook.deals.Stage;
import org.ringbook.deals.StageMove;
import org.ringbook.robots.Definition.When;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Notes what becomes of deals, in the transaction in which it is written: what is not committed starts no robot. */
@Component
class RobotEvents {

    private static final List<String> OF_MOVES = TriggerKind.of(RobotRows.MOVED);
    private static final Duration BACK = Duration.ofDays(1);
    private static final List<String> OF_CHANGES = List.of(When.DEAL_CHANGED.word());

    private final RobotRows rows;

    RobotEvents(RobotRows rows) {
        this.rows = rows;
    }

    @EventListener
    void moved(DealMoved moved) {
        if (!isHistory(moved) && rows.isWaitedFor(OF_MOVES) && !cameLost(moved)) {
            boolean elsewhere =
                    !Objects.equals(moved.move().from(), moved.move().to());
            rows.happened(
                    RobotRows.MOVED,
                    null,
                    RecordKind.DEAL,
                    moved.deal().id(),
                    moved.move().kind().word(),
                    elsewhere ? moved.move().to() : null,
                    List.of(),
                    null);
        }
    }

    /** Brought from elsewhere, where it came about long since: whatever a robot would do for it was done there. */
    private static boolean isHistory(DealMoved moved) {
        Instant begins = Instant.now().minus(BACK);
        boolean madeLongSince = moved.move().kind() == StageMove.Kind.CREATED
                && moved.deal().createdAt().isBefore(begins);
        return madeLongSince
                || moved.move().at().isBefore(begins)
                || startsNothing(moved.move().cause());
    }

    /** What a file says was done elsewhere; and what is taken back is as if it had not been done. */
    private static boolean startsNothing(StageMove.Cause cause) {
        return cause == StageMove.Cause.IMPORT || cause == StageMove.Cause.UNDO;
    }

    /** Told of for the first time as lost, it was lost there whenever it was: that it was made is taken back. */
    private boolean cameLost(DealMoved moved) {
        return moved.move().cause() == StageMove.Cause.API
                && moved.move().kind() == StageMove.Kind.CLOSED
                && moved.deal().kind() == Stage.Kind.LOST
                && rows.takeBackMoves(moved.deal().id());
    }

    @EventListener
    void changed(DealChanged changed) {
        if (!startsNothing(changed.by().cause()) && rows.isWaitedFor(OF_CHANGES)) {
            rows.happened(
                    When.DEAL_CHANGED.word(),
                    null,
                    RecordKind.DEAL,
                    changed.deal().id(),
                    null,
                    null,
                    changed.fields(),
                    null);
        }
    }
}
