package org.ringbook.robots;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.ringbook.calls.Call;
import org.ringbook.deals.Stage;
import org.ringbook.refusals.Refused;
import org.ringbook.robots.Definition.Asks;
import org.ringbook.robots.Definition.Condition;
import org.ringbook.robots.Definition.Does;
import org.ringbook.robots.Definition.Op;
import org.ringbook.robots.Definition.RobotStep;
import org.ringbook.robots.Definition.Trigger;
import org.ringbook.robots.Definition.When;
import org.ringbook.robots.Definition.Who;

/**
 * Whether a definition can be done at all: asked when it is saved, when it is switched on, and before each run, because a field or a stage
 * may be gone since. Pure.
 */
final class DefinitionRules {

    private static final int MOST_CONDITIONS = 20;
    private static final int MOST_STEPS = 20;
    private static final int MOST_DAYS = 3_650;
    private static final int MOST_MINUTES = 60 * 24 * 90;
    private static final int LONGEST = 500;
    private static final Pattern DAYS_FROM_NOW = Pattern.compile("\\+\\d{1,4}");

    private final Definition definition;
    private final Surroundings known;

    private DefinitionRules(Definition definition, Surroundings known) {
        this.definition = definition;
        this.known = known;
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
            step("steps[" + i + "]", definition.steps().get(i));
        }
    }

    private RecordKind kind() {
        return definition.trigger().when().kind();
    }

    private void trigger(Trigger trigger) {
        When when = trigger.when();
        if (when.hasStage() && trigger.stageId() != null) {
            stage("trigger.stageId", trigger.stageId());
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
            minutes("trigger.minutes", trigger.minutes());
        }
        if (when == When.CALL_ENDED && trigger.result() != null && !isResult(trigger.result())) {
            throw Refused.because("trigger.result", "robots.result", trigger.result());
        }
    }

    private static boolean isResult(String word) {
        return List.of(Call.Result.values()).stream()
                .anyMatch(one -> RecordFacts.word(one).equals(word));
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
            value(at + ".value", condition.field(), type, condition.value());
        }
    }

    private static void value(String at, String field, FieldType type, String value) {
        if (value == null || value.isBlank() || value.length() > LONGEST) {
            throw Refused.because(at, "robots.value", LONGEST);
        }
        if (type.read(value).isEmpty()) {
            throw Refused.because(at, type == FieldType.DATE ? "robots.value.date" : "robots.value.number", field);
        }
    }

    private void step(String at, RobotStep step) {
        if (step == null || step.does() == null) {
            throw Refused.because(at, "robots.step");
        }
        if ((step.does() == Does.SET || step.does() == Does.MOVE) && kind() != RecordKind.DEAL) {
            throw Refused.because(at, "robots.step.deals");
        }
        if (step.does() == Does.TASK && kind() == RecordKind.TASK) {
            throw Refused.because(at, "robots.step.no-task");
        }
        switch (step.does()) {
            case SET -> set(at, step);
            case MOVE -> move(at, step);
            case TASK -> {
                title(at, step.title());
                who(at, step);
                if (step.minutes() != null) {
                    minutes(at + ".minutes", step.minutes());
                }
            }
            case NOTIFY -> {
                title(at, step.title());
                who(at, step);
            }
            case HOOK -> {
                if (step.hookId() == null) {
                    throw Refused.because(at + ".hookId", "robots.hook.none");
                }
                if (!known.receivers().contains(step.hookId())) {
                    throw Refused.because(at + ".hookId", "robots.hook.gone");
                }
            }
            case WAIT -> minutes(at + ".minutes", step.minutes());
        }
    }

    private void set(String at, RobotStep step) {
        FieldType type = known.field(kind(), step.field());
        if (type == null) {
            throw gone(at + ".field", step.field());
        }
        if (!KnownFields.WRITABLE.contains(step.field()) && !isOwn(step.field())) {
            throw Refused.because(at + ".field", "robots.field.not-written", step.field());
        }
        String value = step.value();
        boolean counted = value != null
                && type == FieldType.DATE
                && DAYS_FROM_NOW.matcher(value.strip()).matches();
        boolean named = value != null && Texts.names(value);
        if (value == null || value.isBlank()) {
            if (Set.of("title", "responsibleId").contains(step.field())) {
                throw Refused.because(at + ".value", "robots.value", LONGEST);
            }
        } else if (!counted && !(named && type == FieldType.TEXT)) {
            value(at + ".value", step.field(), type, value);
        }
        if (step.field().equals("responsibleId")) {
            person(at + ".value", id(value));
        }
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text.strip());
        } catch (IllegalArgumentException none) {
            return null;
        }
    }

    private void move(String at, RobotStep step) {
        if (step.stageId() != null && stage(at + ".stageId", step.stageId()).kind() == Stage.Kind.LOST) {
            throw Refused.because(at + ".stageId", "robots.stage.lost");
        }
    }

    private Stage stage(String at, UUID id) {
        Stage stage = Optional.ofNullable(known.stages().get(id))
                .orElseThrow(() -> Refused.because(at, "robots.stage.unknown"));
        if (stage.archived()) {
            throw Refused.because(at, "robots.stage.archived", stage.name());
        }
        return stage;
    }

    private static void title(String at, String title) {
        if (title == null || title.isBlank() || title.length() > LONGEST) {
            throw Refused.because(at + ".title", "robots.title", LONGEST);
        }
    }

    private void who(String at, RobotStep step) {
        if (step.who() == null) {
            throw Refused.because(at + ".who", "robots.who");
        }
        if (step.who() == Who.PERSON) {
            person(at + ".personId", step.personId());
        }
    }

    private void person(String at, UUID person) {
        if (person == null || !known.people().contains(person)) {
            throw Refused.because(at, "robots.person");
        }
    }

    private static void minutes(String at, Integer minutes) {
        if (minutes == null || minutes < 1 || minutes > MOST_MINUTES) {
            throw Refused.because(at, "robots.minutes", MOST_MINUTES);
        }
    }

    private static Refused gone(String at, String field) {
        return Refused.because(at, "robots.field.gone", text(field));
    }

    private static String text(String field) {
        return field == null ? "" : field;
    }
}
