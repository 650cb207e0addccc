package org.ringbook.robots;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.ringbook.deals.Stage;
import org.ringbook.refusals.Refused;
import org.ringbook.robots.Definition.Does;
import org.ringbook.robots.Definition.RobotStep;
import org.ringbook.robots.Definition.Who;

/** Whether a step can be done at all, as far as its definition says. Pure. */
final class StepRules {

    private static final int LONGEST = 500;
    private static final Pattern DAYS_FROM_NOW = Pattern.compile("\\+\\d{1,4}");

    private final RecordKind kind;
    private final Surroundings known;
    private final Map<Does, BiConsumer<String, RobotStep>> all = new EnumMap<>(Does.class);

    /** @param kind of the record with which they are done */
    StepRules(RecordKind kind, Surroundings known) {
        this.kind = kind;
        this.known = known;
        all.put(Does.SET, this::set);
        all.put(Does.MOVE, this::move);
        all.put(Does.TASK, this::task);
        all.put(Does.ASSIGNMENT, this::assignment);
        all.put(Does.NOTIFY, (at, step) -> {
            title(at, step);
            who(at, step);
        });
        all.put(Does.NOTE, this::title);
        all.put(Does.CLAIM, this::claim);
        all.put(Does.PART, this::title);
        all.put(Does.SEGMENT, this::segment);
        all.put(Does.CALL_LIST, this::callList);
        all.put(Does.HOOK, this::hook);
        all.put(Does.WAIT, (at, step) -> minutes(at + ".minutes", step.minutes()));
    }

    /** @throws Refused beside {@code at} or a field below it */
    void check(String at, RobotStep step) {
        if (step == null || step.does() == null) {
            throw Refused.because(at, "robots.step");
        }
        if (!step.does().fits(kind)) {
            throw Refused.because(
                    at,
                    step.does().fits(RecordKind.CALL)
                            ? kind == RecordKind.CLAIM ? "robots.step.no-claim" : "robots.step.no-task"
                            : "robots.step.deals");
        }
        all.get(step.does()).accept(at, step);
    }

    private void set(String at, RobotStep step) {
        FieldType type = known.field(kind, step.field());
        if (type == null) {
            throw DefinitionRules.gone(at + ".field", step.field());
        }
        if (!KnownFields.WRITABLE.contains(step.field()) && !step.field().startsWith(KnownFields.OWN)) {
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

    static void value(String at, String field, FieldType type, String value) {
        if (value == null || value.isBlank() || value.length() > LONGEST || value.indexOf('\0') >= 0) {
            throw Refused.because(at, "robots.value", LONGEST);
        }
        if (type.read(value).isEmpty()) {
            throw Refused.because(at, type == FieldType.DATE ? "robots.value.date" : "robots.value.number", field);
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
        if (step.stageId() != null
                && stage(at + ".stageId", step.stageId(), known).kind() == Stage.Kind.LOST) {
            throw Refused.because(at + ".stageId", "robots.stage.lost");
        }
    }

    static Stage stage(String at, UUID id, Surroundings known) {
        Stage stage = Optional.ofNullable(known.stages().get().get(id))
                .orElseThrow(() -> Refused.because(at, "robots.stage.unknown"));
        if (stage.archived()) {
            throw Refused.because(at, "robots.stage.archived", stage.name());
        }
        return stage;
    }

    private void task(String at, RobotStep step) {
        title(at, step);
        who(at, step);
        if (step.minutes() != null) {
            minutes(at + ".minutes", step.minutes());
        }
    }

    private void assignment(String at, RobotStep step) {
        task(at, step);
        if (step.checkerId() != null) {
            person(at + ".checkerId", step.checkerId());
            if (step.who() == Who.PERSON && step.checkerId().equals(step.personId())) {
                throw Refused.because(at + ".checkerId", "robots.own-checker");
            }
        }
    }

    private void claim(String at, RobotStep step) {
        title(at, step);
        if (step.causeId() != null && !known.causes().get().contains(step.causeId())) {
            throw Refused.because(at + ".causeId", "robots.cause");
        }
    }

    private void segment(String at, RobotStep step) {
        Boolean byHand =
                step.segmentId() == null ? null : known.segments().get().get(step.segmentId());
        if (byHand == null) {
            throw Refused.because(at + ".segmentId", "robots.segment");
        }
        if (!byHand) {
            throw Refused.because(at + ".segmentId", "robots.segment.by-rule");
        }
    }

    private void callList(String at, RobotStep step) {
        if (step.campaignId() == null || !known.campaigns().get().contains(step.campaignId())) {
            throw Refused.because(at + ".campaignId", "robots.campaign");
        }
    }

    private void hook(String at, RobotStep step) {
        if (step.hookId() == null) {
            throw Refused.because(at + ".hookId", "robots.hook.none");
        }
        if (!known.receivers().get().contains(step.hookId())) {
            throw Refused.because(at + ".hookId", "robots.hook.gone");
        }
    }

    private void title(String at, RobotStep step) {
        String title = step.title();
        if (title == null || title.isBlank() || title.length() > LONGEST || title.indexOf('\0') >= 0) {
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
        if (person == null || !known.people().get().contains(person)) {
            throw Refused.because(at, "robots.person");
        }
    }

    static void minutes(String at, Integer minutes) {
        if (minutes == null || minutes < 1 || minutes > DefinitionRules.MOST_MINUTES) {
            throw Refused.because(at, "robots.minutes", DefinitionRules.MOST_MINUTES);
        }
    }
}
