package org.ringbook.sales;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.ringbook.sales.Stage.Kind;

/**
 * The deals that stood open in each stage at one moment, past or now: by the last move until then; what was closed for an earlier day is
 * closed since that day. Fed with one deal after the other; not
 * for several threads.
 */
final class OpenFunnel {

    /** The deals of a stage. */
    static final class Column {
        private final Stage stage;
        private final List<UUID> deals = new ArrayList<>();
        private final List<UUID> rotten = new ArrayList<>();
        private final List<UUID> withoutStep = new ArrayList<>();
        private BigDecimal sum = BigDecimal.ZERO;

        private Column(Stage stage) {
            this.stage = stage;
        }

        Stage stage() {
            return stage;
        }

        List<UUID> deals() {
            return deals;
        }

        /** Longer in the stage than it allows. */
        List<UUID> rotten() {
            return rotten;
        }

        /** Nobody has anything to do for it. */
        List<UUID> withoutStep() {
            return withoutStep;
        }

        BigDecimal sum() {
            return sum;
        }
    }

    private final Stages stages;
    private final UUID pipeline;
    private final Instant at;
    private final Predicate<UUID> hasStep;
    private final List<Stage> order;
    private final List<Column> columns;
    private final Foreign foreign = new Foreign();

    /** @param hasStep whether somebody has something to do for a deal */
    OpenFunnel(Stages stages, UUID pipeline, Instant at, Predicate<UUID> hasStep) {
        this.stages = stages;
        this.pipeline = pipeline;
        this.at = at;
        this.hasStep = hasStep;
        this.order = stages.steps(pipeline);
        this.columns = order.stream().map(Column::new).toList();
    }

    void add(DealHistory story) {
        Move last = null;
        boolean movedSince = false;
        for (Move move : story.moves()) {
            if (move.since().isAfter(at)) {
                movedSince = true;
            } else {
                last = move;
            }
        }
        Stage stage = last == null ? null : stages.of(last.to());
        if (stage == null || stage.kind() != Kind.OPEN || !stage.pipeline().equals(pipeline) || columns.isEmpty()) {
            return;
        }
        Column column = columns.get(Stages.place(stage, order));
        DealRow deal = story.deal();
        column.deals.add(deal.id());
        foreign.see(deal);
        BigDecimal amount = movedSince ? last.amount() : deal.amount();
        if (amount != null && !deal.isForeign()) {
            column.sum = column.sum.add(amount);
        }
        if (stage.rotsAfterDays() != null
                && Duration.between(last.since(), at).compareTo(Duration.ofDays(stage.rotsAfterDays())) > 0) {
            column.rotten.add(deal.id());
        }
        if (!hasStep.test(deal.id())) {
            column.withoutStep.add(deal.id());
        }
    }

    List<Column> columns() {
        return columns;
    }

    Foreign foreign() {
        return foreign;
    }
}
