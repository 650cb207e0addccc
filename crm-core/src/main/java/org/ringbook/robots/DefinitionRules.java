package org.ringbook.robots;

import java.util.Arrays;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ringbook.calls.Call;
import org.ringbook.claims.Claim;
import org.ringbook.refusals.Refused;
import org.ringbook.robots.Definition.Asks;
import org.ringbook.robots.Definition.Condition;
import org.ringbook.robots.Definition.Op;
import org.ringbook.robots.Definition.Trigger;
import org.ringbook.robots.Definition.When;

/**
 * Whether a definition can be done at all: asked when it is saved, when it is switched on, and before each run, because a field or a stage
 * may be gone since. Pure.
 */
final class DefinitionRules {

    static final int MOST_MINUTES = 60 * 24 * 90;

    private static final int MOST_CONDITIONS = 20;
    private static final int MOST_STEPS = 20;
    private static final int MOST_DAYS = 3_650;
    private static final Pattern CODE = Pattern.compile("[a-z0-9][a-z0-9_-]{0,39}");
    private static final Set<String> RESULTS = words(Call.Result.values());
    private static final Set<String> STATES_OF_CLAIMS = words(Claim.State.values());

    private final Definition definition;
    private final Surroundings known;
    private final StepRules steps;

    private DefinitionRules(Definition definition, Surroundings known) {
        this.definition = definition;
        this.known = known;
        this.steps = new StepRules(definition.trigger().when().kind(), known);
    }

    private static Set<String> words(Enum<?>[] all) {
        return Arrays.stream(all).map(RecordFacts::word).collect(Collectors.toUnmodifiableSet());
    }

    /** @throws Refused with words that name what is at fault */
    static void check(Definition definition, Surroundings known) {
        if (definition == null
                || definition.trigger() == null
                || definition.trigger().when() == null) {
            throw Refused.because("trigger", "robots.trigger");
        }
        new DefinitionRules(definition, known).check();
    }

    private void check() {
        trigger(definition.trigger());
        if (definition.conditions().size() > MOST_CONDITIONS) {
            throw Refused.because("conditions", "robots.conditions.many", MOST_CONDITIONS);
        }
        for (int i = 0; i < definition.conditions().size(); i++) {
            condition("conditions[" + i + "]", definition.conditions().get(i));
        }
        if (definition.steps().isEmpty()) {
            throw Refused.because("steps", "robots.steps.none");
        }
        if (definition.steps().size() > MOST_STEPS) {
            throw Refused.because("steps", "robots.steps.many", MOST_STEPS);
        }
        for (int i = 0; i < definition.steps().size(); i++) {
            steps.check("steps[" + i + "]", definition.steps().get(i));
        }
    }

    private RecordKind kind() {
        return definition.trigger().when().kind();
    }

    private void trigger(Trigger trigger) {
        When when = trigger.when();
        if (when.hasStage() && trigger.stageId() != null) {
            StepRules.stage("trigger.stageId", trigger.stageId(), known);
        }
        if (when == When.DEAL_CHANGED
                && !KnownFields.LISTENED.contains(String.valueOf(trigger.field()))
                && !isOwn(trigger.field())) {
            throw gone("trigger.field", trigger.field());
        }
        if (when == When.DEAL_DATE && known.field(kind(), trigger.field()) != FieldType.DATE) {
            throw Refused.because("trigger.field", "robots.field.no-date", text(trigger.field()));
        }
        if (when.hasDays()) {
            int least = when == When.DEAL_DATE ? -MOST_DAYS : 1;
            if (trigger.days() == null || trigger.days() < least || trigger.days() > MOST_DAYS) {
                throw Refused.because("trigger.days", "robots.days", least, MOST_DAYS);
            }
        }
        if (when == When.LEAD_WAITING) {
            StepRules.minutes("trigger.minutes", trigger.minutes());
        }
        if (when == When.CALL_ENDED) {
            oneOf("trigger.result", "robots.result", trigger.result(), () -> RESULTS);
        }
        if (when == When.CLAIM_STATE) {
            oneOf("trigger.state", "robots.state", trigger.state(), () -> STATES_OF_CLAIMS);
        }
        if (when == When.PART_STATE) {
            oneOf("trigger.state", "robots.state", trigger.state(), known.partStates());
        }
        if (when == When.CALL_LIST_RESULT) {
            oneOf("trigger.dispositionId", "robots.disposition", trigger.dispositionId(), known.dispositions());
        }
        if (when.hasSegment()
                && (trigger.segmentId() == null || !known.segments().get().containsKey(trigger.segmentId()))) {
            throw Refused.because("trigger.segmentId", "robots.segment");
        }
        if (when == When.HOOK
                && (trigger.code() == null || !CODE.matcher(trigger.code()).matches())) {
            throw Refused.because("trigger.code", "robots.code");
        }
    }

    /** Null is for any. */
    private static <T> void oneOf(String at, String refusal, T named, Supplier<Set<T>> all) {
        if (named != null && !all.get().contains(named)) {
            throw Refused.because(at, refusal, named.toString());
        }
    }

    private boolean isOwn(String field) {
        return field != null && field.startsWith(KnownFields.OWN) && known.field(kind(), field) != null;
    }

    private void condition(String at, Condition condition) {
        if (condition == null || condition.asks() == null) {
            throw Refused.because(at, "robots.condition");
        }
        if (condition.asks() != Asks.FIELD) {
            return;
        }
        FieldType type = known.field(kind(), condition.field());
        if (type == null) {
            throw gone(at + ".field", condition.field());
        }
        Op op = condition.op();
        if (op == null) {
            throw Refused.because(at + ".op", "robots.condition.op");
        }
        if ((op == Op.GT || op == Op.LT) && type == FieldType.TEXT) {
            throw Refused.because(at + ".op", "robots.condition.order", condition.field());
        }
        if (op.hasValue()) {
            StepRules.value(at + ".value", condition.field(), type, condition.value());
        }
    }

    static Refused gone(String at, String field) {
        return Refused.because(at, "robots.field.gone", text(field));
    }

    private static String text(String field) {
        return field == null ? "" : field;
    }
}
