package org.ringbook.deals;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.ringbook.deals.DealType.Control;
import org.ringbook.refusals.Refusal;
import org.ringbook.refusals.Refused;

/** Which stage a deal may go to, and what it must have for it. Asked by forms, board, API, robots and imports alike. Pure. */
final class StageRules {

    private StageRules() {}

    /**
     * @param from null as it is made
     * @param stages of the pipeline that it goes to
     * @param supervisor whether who moves it is one
     * @param been stages in which it ever stood
     * @param brought whether another program brings, as it stands there, what is not here yet
     * @param reason null for none
     */
    record Step(
            Control control,
            Stage from,
            Stage to,
            List<Stage> stages,
            boolean supervisor,
            Set<UUID> been,
            boolean brought,
            String reason) {

        /** What is made by hand, by a robot, or over the API without the name of another program. */
        static Step first(Control control, Stage to, List<Stage> stages, boolean brought) {
            return new Step(control, null, to, stages, false, Set.of(), brought, null);
        }

        private boolean returns() {
            return stages.stream().anyMatch(one -> been.contains(one.id()));
        }

        private boolean toKnown() {
            return been.contains(to.id()) || to.equals(StageRules.first(stages).orElse(null));
        }

        private boolean newPipeline() {
            return from == null || !from.pipelineId().equals(to.pipelineId());
        }
    }

    /** Why it may not go there at all; empty when it may. */
    static Optional<Refusal> refusal(Step step) {
        Stage to = step.to();
        if (to.archived()) {
            return no("deals.stage.archived", to.name(), to.name(Locale.ENGLISH));
        }
        if (step.from() != null && !step.from().isOpen()) {
            if (!to.isOpen()) {
                return no("deals.closed");
            }
            if (!step.supervisor()) {
                return no("deals.reopen.supervisor");
            }
            return step.control() == Control.STRICT && !step.toKnown()
                    ? named("deals.reopen.known", known(step))
                    : Optional.empty();
        }
        if (to.kind() == Stage.Kind.LOST || step.control() == Control.FREE) {
            return Optional.empty();
        }
        if (step.control() == Control.NONE) {
            return to.isOpen() && !step.newPipeline() ? no("deals.stage.none") : Optional.empty();
        }
        return strict(step);
    }

    /** @throws Refused if it may not go there at all */
    static void refuse(Step step) {
        refusal(step).ifPresent(why -> {
            throw Refused.because("stageId", why);
        });
    }

    private static Optional<Refusal> strict(Step step) {
        if (step.newPipeline()) {
            if (step.from() == null && step.brought()) {
                return Optional.empty();
            }
            if (step.from() != null && step.returns()) {
                return back(step).or(() -> step.toKnown() ? Optional.empty() : named("deals.stage.first", known(step)));
            }
            return step.to().equals(first(step.stages()).orElse(null))
                    ? Optional.empty()
                    : named("deals.stage.first", first(step.stages()).stream().toList());
        }
        if (step.to().isOpen() && step.to().position() < step.from().position()) {
            return back(step);
        }
        List<Stage> next = next(step);
        return next.stream().anyMatch(one -> one.id().equals(step.to().id()))
                ? Optional.empty()
                : named("deals.stage.next", next);
    }

    private static Optional<Refusal> back(Step step) {
        if (!step.supervisor()) {
            return no("deals.stage.back");
        }
        return step.reason() == null ? no("deals.stage.back.reason") : Optional.empty();
    }

    /** Open stages in which it stood, and where it would begin. */
    private static List<Stage> known(Step step) {
        Stage first = first(step.stages()).orElse(null);
        return step.stages().stream()
                .filter(one -> one.isOpen() && !one.archived())
                .filter(one -> one.equals(first) || step.been().contains(one.id()))
                .toList();
    }

    /**
     * Why a deal may not be led as another type; empty when it may. Out of strict types, as into the midst of one, leads a supervisor.
     *
     * @param to where it stands then
     * @param stages of the pipeline of the type that it becomes
     */
    static Optional<Refusal> otherType(
            Control from, Control into, Stage to, List<Stage> stages, boolean supervisor, String reason) {
        if (from == Control.STRICT && !supervisor) {
            return no("deals.type.strict");
        }
        boolean begins = to.equals(first(stages).orElse(null));
        if (into == Control.STRICT && !begins && !supervisor) {
            return named("deals.stage.first", first(stages).stream().toList());
        }
        boolean bold = from == Control.STRICT || into == Control.STRICT && !begins;
        return bold && reason == null ? no("deals.type.strict.reason") : Optional.empty();
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

    /** In the words of those who read Russian, and of those who do not. */
    private static Optional<Refusal> named(String key, List<Stage> stages) {
        return no(
                key,
                String.join(", ", stages.stream().map(Stage::name).toList()),
                String.join(
                        ", ",
                        stages.stream().map(one -> one.name(Locale.ENGLISH)).toList()));
    }

    private static Optional<Refusal> no(String key, Object... args) {
        return Optional.of(Refusal.of(key, args));
    }

    /** @param state draft, approved, sent, accepted, refused */
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
