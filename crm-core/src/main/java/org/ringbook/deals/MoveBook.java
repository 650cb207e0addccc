package org.ringbook.deals;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.ringbook.deals.StageMove.Kind;
import org.springframework.context.ApplicationEventPublisher;

/** Each move that a deal has made is written once, and told. */
final class MoveBook {

    private final DealRows rows;
    private final DealTasks tasks;
    private final Moments moments;
    private final ApplicationEventPublisher publisher;

    MoveBook(DealRows rows, DealTasks tasks, Moments moments, ApplicationEventPublisher publisher) {
        this.rows = rows;
        this.tasks = tasks;
        this.moments = moments;
        this.publisher = publisher;
    }

    /**
     * What is said of a move.
     *
     * @param reason null for none
     * @param lost why it was lost; null else
     */
    record Said(Kind kind, String reason, LostReason lost) {

        static Said of(Kind kind) {
            return new Said(kind, null, null);
        }
    }

    /** Writes the move, and makes the tasks of the stage. @param before null as it is made */
    Deal moved(UUID id, Deal before, Stage to, Said said, By by) {
        Deal deal = noted(id, before, to, said, by);
        tasks.ofStage(deal, to, moments.zone(), deal.stageEnteredAt());
        return rows.find(id).orElseThrow();
    }

    /** Writes the move; no tasks come of it. @param before null as it is made */
    Deal noted(UUID id, Deal before, Stage to, Said said, By by) {
        Deal deal = rows.find(id).orElseThrow();
        StageMove move = rows.move(new StageMove(
                0,
                id,
                deal.stageEnteredAt(),
                before == null ? null : before.stageId(),
                to.id(),
                by.id(),
                deal.responsibleId(),
                by.cause(),
                said.kind(),
                said.reason(),
                said.lost() == null ? null : said.lost().id(),
                deal.amount(),
                before == null ? null : seconds(before.stageEnteredAt(), deal.stageEnteredAt())));
        publisher.publishEvent(new DealMoved(deal, move));
        return deal;
    }

    private static long seconds(Instant since, Instant until) {
        return Math.max(0, Duration.between(since, until).toSeconds());
    }
}
