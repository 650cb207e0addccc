package org.ringbook.robots;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.ringbook.refusals.Refusal;
import org.ringbook.robots.Definition.Condition;
import org.ringbook.robots.Definition.Op;
import org.ringbook.robots.Definition.RobotStep;
import org.ringbook.robots.Definition.Trigger;
import org.ringbook.robots.Definition.When;
import org.ringbook.robots.Definition.Who;
import org.ringbook.tasks.Task;

/** What the program brings to begin with: nothing of it runs until somebody has saved it and switched it on. Pure. */
public final class RobotTemplates {

    private static final int HALF_AN_HOUR = 30;
    private static final int TWO_HOURS = 120;
    private static final int THREE_DAYS = 3;

    /** The stage "Contract" that the program brings; where it is gone, another one is chosen. */
    private static final UUID CONTRACT = UUID.fromString("019ad000-0000-7000-8000-00000000e104");

    private RobotTemplates() {}

    /** @param key stable name */
    public record Template(String key, String name, Definition definition) {}

    /** With texts in the reader's language. */
    public static List<Template> all(Locale reader) {
        return List.of(
                template(
                        "missed-call",
                        reader,
                        Trigger.of(When.MISSED_CALL),
                        List.of(new Condition(Definition.Asks.NO_OPEN_TASK, null, null, null)),
                        RobotStep.task(
                                Task.What.CALL, words("missed-call.task", reader), Who.RESPONSIBLE, HALF_AN_HOUR)),
                template(
                        "lead-waits",
                        reader,
                        Trigger.of(When.LEAD_WAITING).afterMinutes(HALF_AN_HOUR),
                        List.of(),
                        RobotStep.notify(Who.SUPERVISORS, words("lead-waits.words", reader))),
                template(
                        "offer-silent",
                        reader,
                        Trigger.of(When.OFFER_SILENT).after(THREE_DAYS),
                        List.of(new Condition(Definition.Asks.NO_OPEN_TASK, null, null, null)),
                        RobotStep.task(Task.What.CALL, words("offer-silent.task", reader), Who.RESPONSIBLE, TWO_HOURS)),
                template(
                        "deal-agreed",
                        reader,
                        Trigger.of(When.DEAL_STAGE_ENTERED).inStage(CONTRACT),
                        List.of(),
                        RobotStep.hook(null)),
                template(
                        "part-shipped",
                        reader,
                        Trigger.of(When.PART_STATE).inState("loaded"),
                        List.of(),
                        RobotStep.note(words("part-shipped.note", reader))),
                template(
                        "deal-won",
                        reader,
                        Trigger.of(When.DEAL_STAGE_ENTERED),
                        List.of(Condition.field("kind", Op.EQ, "won")),
                        RobotStep.segment(null, false)));
    }

    private static Template template(
            String key, Locale reader, Trigger trigger, List<Condition> conditions, RobotStep step) {
        return new Template(key, words(key + ".name", reader), new Definition(trigger, conditions, List.of(step)));
    }

    private static String words(String key, Locale reader) {
        return Refusal.of("robots.template." + key)
                .words(reader)
                .replace("[", "{")
                .replace("]", "}");
    }
}
