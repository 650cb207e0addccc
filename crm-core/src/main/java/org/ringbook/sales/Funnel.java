package org.ringbook.sales;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.ringbook.sales.Stage.Kind;

/**
 * The funnel of a closed cohort. Of the deals that are closed by now it counts how far they came: a step was <i>reached</i> by a deal that
 * entered it or a later one, won included. Re-entry counts once; a deal that went to another pipeline leaves; one that was lost for a
 * reason that is no demand leaves every rate. Fed with one deal after the other; not for several threads.
 */
final class Funnel {

    /** A step and the deals that make its figures. */
    static final class Step {
        private final Stage stage;
        private final List<UUID> reached = new ArrayList<>();
        private final List<UUID> entered = new ArrayList<>();
        private final List<UUID> skipped = new ArrayList<>();
        private final List<UUID> returned = new ArrayList<>();
        private final List<UUID> lost = new ArrayList<>();
        private final List<UUID> active = new ArrayList<>();
        private int returns;

        private Step(Stage stage) {
            this.stage = stage;
        }

        Stage stage() {
            return stage;
        }

        List<UUID> reached() {
            return reached;
        }

        List<UUID> entered() {
            return entered;
        }

        /** Reached and not entered. */
        List<UUID> skipped() {
            return skipped;
        }

        /** Deals that came back to it from a later step. */
        List<UUID> returned() {
            return returned;
        }

        /** How often deals came back to it. */
        int returns() {
            return returns;
        }

        /** Lost from here. */
        List<UUID> lost() {
            return lost;
        }

        /** Not closed yet, and here now. */
        List<UUID> active() {
            return active;
        }
    }

    private final Stages stages;
    private final UUID pipeline;
    private final Set<UUID> noDemand;
    private final List<Stage> order;
    private final List<Step> steps;
    private final List<UUID> cohort = new ArrayList<>();
    private final List<UUID> closed = new ArrayList<>();
    private final List<UUID> won = new ArrayList<>();
    private final List<UUID> moved = new ArrayList<>();
    private final List<UUID> excluded = new ArrayList<>();

    /** @param noDemand reasons of loss that are no demand: a duplicate, a test, a wrong number */
    Funnel(Stages stages, UUID pipeline, Set<UUID> noDemand) {
        this.stages = stages;
        this.pipeline = pipeline;
        this.noDemand = Set.copyOf(noDemand);
        this.order = stages.steps(pipeline);
        this.steps = order.stream().map(Step::new).toList();
    }

    static Funnel of(Stages stages, UUID pipeline, Set<UUID> noDemand, Iterable<DealHistory> deals) {
        var funnel = new Funnel(stages, pipeline, noDemand);
        deals.forEach(funnel::add);
        return funnel;
    }

    void add(DealHistory story) {
        DealRow deal = story.deal();
        if (!deal.pipeline().equals(pipeline)) {
            if (story.moves().stream().anyMatch(move -> isOurs(stages.of(move.to())))) {
                moved.add(deal.id());
            }
            return;
        }
        Stage now = stages.of(deal.stage());
        if (now.kind() == Kind.LOST && deal.lostReason() != null && noDemand.contains(deal.lostReason())) {
            excluded.add(deal.id());
            return;
        }
        cohort.add(deal.id());
        if (now.kind() != Kind.OPEN) {
            closed.add(deal.id());
            walk(story, now);
        } else if (!steps.isEmpty()) {
            steps.get(Stages.place(now, order)).active.add(deal.id());
        }
    }

    private boolean isOurs(Stage stage) {
        return stage != null && stage.pipeline().equals(pipeline);
    }

    private void walk(DealHistory story, Stage end) {
        UUID id = story.deal().id();
        var entered = new HashSet<Integer>();
        var returned = new HashSet<Integer>();
        int last = -1;
        int most = end.kind() == Kind.WON ? steps.size() : -1;
        int lastOpen = -1;
        for (Move move : story.moves()) {
            Stage to = stages.of(move.to());
            int place = isOurs(to) ? Stages.place(to, order) : -1;
            if (place < 0) {
                continue;
            }
            if (place < steps.size()) {
                entered.add(place);
                lastOpen = place;
                if (last > place) {
                    steps.get(place).returns++;
                    returned.add(place);
                }
            }
            last = place;
            most = Math.max(most, place);
        }
        for (int i = 0; i < steps.size() && i <= most; i++) {
            steps.get(i).reached.add(id);
            (entered.contains(i) ? steps.get(i).entered : steps.get(i).skipped).add(id);
        }
        returned.forEach(place -> steps.get(place).returned.add(id));
        if (end.kind() == Kind.WON) {
            won.add(id);
        } else if (lastOpen >= 0) {
            steps.get(lastOpen).lost.add(id);
        }
    }

    List<Step> steps() {
        return steps;
    }

    /** Everything that counts, closed or not. */
    List<UUID> cohort() {
        return cohort;
    }

    List<UUID> closed() {
        return closed;
    }

    List<UUID> won() {
        return won;
    }

    /** Gone to another pipeline. */
    List<UUID> moved() {
        return moved;
    }

    /** Lost for a reason that is no demand. */
    List<UUID> excluded() {
        return excluded;
    }

    /** Of those that reached a step, how many reached the next one, or were won after the last. */
    Double conversion(int step) {
        int next = step + 1 < steps.size() ? steps.get(step + 1).reached.size() : won.size();
        return Ratio.of(next, steps.get(step).reached.size());
    }

    /** Won of closed. */
    Double total() {
        return Ratio.of(won.size(), closed.size());
    }

    /** Closed of all: how much of the cohort can be judged yet. */
    Double maturity() {
        return Ratio.of(closed.size(), cohort.size());
    }
}
