package org.ringbook.deals;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ringbook.deals.DealType.Control;
import org.ringbook.refusals.Refusal;

/** Which stage a deal may go to, and what it must have for it. Asked by forms, board, API, robots and imports alike. Pure. */
final class StageRules {

    private StageRules() {}

    /**
     * @param from null as it is made
     * @param stages of the pipeline that it goes to
     * @param supervisor whether who moves it is one
     * @param byHand false for programs that bring deals as they are elsewhere
     * @param reason null for none
     */
    record Step(
            Control control,
            Stage from,
            Stage to,
            List<Stage> stages,
            boolean supervisor,
            boolean byHand,
            String reason) {

        private boolean newPipeline() {
            return from == null || !from.pipelineId().equals(to.pipelineId());
        }
    }

    /** Why it may not go there at all; empty when it may. */
    static Optional<Refusal> refusal(Step step) {
        Stage to = step.to();
        if (to.archived()) {
            return no("deals.stage.archived", to.name());
        }
        if (step.from() != null && !step.from().isOpen()) {
            if (!to.isOpen()) {
                return no("deals.closed");
            }
            return step.supervisor() ? Optional.empty() : no("deals.reopen.supervisor");
        }
        if (to.kind() == Stage.Kind.LOST || step.control() == Control.FREE) {
            return Optional.empty();
        }
        if (step.control() == Control.NONE) {
            return to.isOpen() && !step.newPipeline() ? no("deals.stage.none") : Optional.empty();
        }
        return strict(step);
    }

    private static Optional<Refusal> strict(Step step) {
        if (step.newPipeline()) {
            return !step.byHand() || step.to().equals(first(step.stages()).orElse(null))
                    ? Optional.empty()
                    : no(
                            "deals.stage.first",
                            names(first(step.stages()).stream().toList()));
        }
        if (step.to().isOpen() && step.to().position() < step.from().position()) {
            if (!step.supervisor()) {
                return no("deals.stage.back");
            }
            return step.reason() == null ? no("deals.stage.back.reason") : Optional.empty();
        }
        List<Stage> next = next(step);
        return next.stream().anyMatch(one -> one.id().equals(step.to().id()))
                ? Optional.empty()
                : no("deals.stage.next", names(next));
    }

    private static List<Stage> next(Step step) {
        Optional<Stage> open = step.stages().stream()
                .filter(one -> one.isOpen() && !one.archived())
                .filter(one -> one.position() > step.from().position())
                .min(Comparator.comparingInt(Stage::position));
        return open.map(List::of)
                .orElseGet(() -> step.stages().stream()
                        .filter(one -> one.kind() == Stage.Kind.WON && !one.archived())
                        .toList());
    }

    /** Where a deal of the pipeline begins. */
    static Optional<Stage> first(List<Stage> stages) {
        return stages.stream()
                .filter(one -> one.isOpen() && !one.archived())
                .min(Comparator.comparingInt(Stage::position));
    }

    private static String names(List<Stage> stages) {
        return String.join(", ", stages.stream().map(Stage::name).toList());
    }

    private static Optional<Refusal> no(String key, Object... args) {
        return Optional.of(Refusal.of(key, args));
    }

    /** @param state draft, sent, accepted, refused */
    record Paper(String kind, String state) {}

    /**
     * What a deal has.
     *
     * @param filled names of fields in which something stands, {@code fields.KEY} for the company's own
     * @param tasksDone what the tasks were that are done
     */
    record Having(
            Set<String> filled, BigDecimal amount, Set<Paper> documents, Set<String> tasksDone, boolean partsOpen) {}

    /**
     * What is said of the end.
     *
     * @param dated whether somebody said on which day it was won
     * @param reason null for none
     */
    record Closing(boolean dated, LostReason reason, String note) {

        static final Closing NOTHING = new Closing(false, null, null);
    }

    /** All that it lacks to come into a stage, each once, in the order in which it is asked. */
    static List<Missing> missing(Stage to, DealType type, Having having, Closing closing) {
        var missing = new ArrayList<Missing>();
        type.requiredFields().stream()
                .filter(name -> !having.filled().contains(name))
                .map(Missing::field)
                .forEach(missing::add);
        to.entryRules().stream()
                .filter(rule -> !holds(rule, having))
                .map(Missing::of)
                .forEach(missing::add);
        if (to.kind() == Stage.Kind.WON) {
            askWon(type, having, closing, missing);
        }
        if (to.kind() == Stage.Kind.LOST) {
            askLost(closing, missing);
        }
        return missing.stream().distinct().toList();
    }

    private static void askWon(DealType type, Having having, Closing closing, List<Missing> missing) {
        if (!isPositive(having.amount())) {
            missing.add(Missing.of(EntryRule.amount()));
        }
        if (!closing.dated()) {
            missing.add(Missing.field("closedOn"));
        }
        if (type.partsFinished() && having.partsOpen()) {
            missing.add(Missing.of(EntryRule.partsFinished()));
        }
    }

    private static void askLost(Closing closing, List<Missing> missing) {
        if (closing.reason() == null) {
            missing.add(Missing.field("lostReasonId"));
        } else if (closing.reason().needsNote() && closing.note() == null) {
            missing.add(Missing.field("lostNote"));
        }
    }

    private static boolean holds(EntryRule rule, Having having) {
        return switch (rule.rule()) {
            case FIELD -> having.filled().contains(rule.name());
            case AMOUNT -> isPositive(having.amount());
            case DOCUMENT ->
                having.documents().stream()
                        .anyMatch(paper -> paper.kind().equals(rule.name())
                                && (rule.state() == null
                                        ? !paper.state().equals("refused")
                                        : paper.state().equals(rule.state())));
            case TASK ->
                rule.name() == null
                        ? !having.tasksDone().isEmpty()
                        : having.tasksDone().contains(rule.name());
            case PARTS -> !having.partsOpen();
        };
    }

    private static boolean isPositive(BigDecimal amount) {
        return amount != null && amount.signum() > 0;
    }
}
