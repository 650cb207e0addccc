package org.ringbook.robots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.ringbook.deals.Stage;
import org.ringbook.refusals.Refused;
import org.ringbook.robots.Definition.Condition;
import org.ringbook.robots.Definition.Op;
import org.ringbook.robots.Definition.RobotStep;
import org.ringbook.robots.Definition.Trigger;
import org.ringbook.robots.Definition.When;
import org.ringbook.robots.Definition.Who;
import org.ringbook.tasks.Task;

/** What cannot be done is refused as it is saved, and as it is switched on, with words that name it. */
class DefinitionRulesTest {

    private static final Stage OFFER = stage("Предложение", Stage.Kind.OPEN, false);
    private static final Stage OLD = stage("Старый", Stage.Kind.OPEN, true);
    private static final Stage LOST = stage("Проиграна", Stage.Kind.LOST, false);
    private static final UUID HOOK = UUID.randomUUID();
    private static final UUID ANNA = UUID.randomUUID();
    private static final UUID BY_HAND = UUID.randomUUID();
    private static final UUID BY_RULE = UUID.randomUUID();
    private static final UUID AGREED = UUID.randomUUID();
    private static final UUID LATE = UUID.randomUUID();
    private static final UUID DEBTORS = UUID.randomUUID();
    private static final RobotStep TELL = RobotStep.notify(Who.ADMINISTRATORS, "Смотри");

    private static Stage stage(String name, Stage.Kind kind, boolean archived) {
        return new Stage(
                UUID.randomUUID(),
                UUID.randomUUID(),
                name,
                null,
                1,
                kind,
                BigDecimal.TEN,
                null,
                null,
                null,
                List.of(),
                List.of(),
                archived,
                1);
    }

    private static Surroundings around(String... own) {
        return new Surroundings(
                () -> Arrays.stream(RecordKind.values()).collect(Collectors.toMap(Function.identity(), kind -> {
                    var fields = new LinkedHashMap<>(KnownFields.of(kind));
                    Arrays.stream(own).forEach(key -> fields.put(KnownFields.OWN + key, FieldType.TEXT));
                    return fields;
                })),
                () -> Map.of(OFFER.id(), OFFER, OLD.id(), OLD, LOST.id(), LOST),
                () -> Set.of(HOOK),
                () -> Set.of(ANNA),
                () -> Set.of("loaded"),
                () -> Map.of(BY_HAND, true, BY_RULE, false),
                () -> Set.of(AGREED),
                () -> Set.of(LATE),
                () -> Set.of(DEBTORS));
    }

    private static void fits(Trigger trigger, List<Condition> conditions, RobotStep... steps) {
        assertThatCode(() -> DefinitionRules.check(new Definition(trigger, conditions, List.of(steps)), around("city")))
                .doesNotThrowAnyException();
    }

    private static void refused(
            String key, String field, Trigger trigger, List<Condition> conditions, RobotStep... steps) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() ->
                        DefinitionRules.check(new Definition(trigger, conditions, List.of(steps)), around("city")))
                .satisfies(why -> {
                    assertThat(why.refusal().key()).isEqualTo(key);
                    assertThat(why.field()).isEqualTo(field);
                    assertThat(why.words(Locale.forLanguageTag("ru")))
                            .doesNotContain("robots.")
                            .endsWith(".");
                });
    }

    @Test
    void whatIsThereFits() {
        fits(
                Trigger.of(When.DEAL_STAGE_ENTERED).inStage(OFFER.id()),
                List.of(Condition.field("amount", Op.GT, "100 000"), Condition.field("fields.city", Op.FILLED, null)),
                RobotStep.set("expectedClose", "+14"),
                RobotStep.set("fields.city", "{title}"),
                RobotStep.move(null),
                RobotStep.task(Task.What.CALL, "Позвонить", Who.RESPONSIBLE, 60),
                TELL,
                RobotStep.hook(HOOK),
                RobotStep.waits(5));
        fits(Trigger.of(When.DEAL_CHANGED).ofField("fields.city"), List.of(), TELL);
        fits(Trigger.of(When.DEAL_DATE).ofField("expectedClose").after(-3), List.of(), TELL);
        fits(Trigger.of(When.MISSED_CALL), List.of(Condition.field("queue", Op.EQ, "sales")), TELL);
    }

    @Test
    void aFieldThatIsGoneIsNamed() {
        Trigger made = Trigger.of(When.DEAL_CREATED);
        refused(
                "robots.field.gone",
                "conditions[0].field",
                made,
                List.of(Condition.field("fields.region", Op.FILLED, null)),
                TELL);
        refused("robots.field.gone", "steps[1].field", made, List.of(), TELL, RobotStep.set("fields.region", "x"));
        refused(
                "robots.field.gone",
                "trigger.field",
                Trigger.of(When.DEAL_CHANGED).ofField("fields.region"),
                List.of(),
                TELL);
        refused(
                "robots.field.no-date",
                "trigger.field",
                Trigger.of(When.DEAL_DATE).ofField("title").after(1),
                List.of(),
                TELL);
    }

    @Test
    void aStageThatNobodyCanEnterIsRefused() {
        Trigger made = Trigger.of(When.DEAL_CREATED);
        refused("robots.stage.unknown", "steps[0].stageId", made, List.of(), RobotStep.move(UUID.randomUUID()));
        refused("robots.stage.archived", "steps[0].stageId", made, List.of(), RobotStep.move(OLD.id()));
        refused("robots.stage.lost", "steps[0].stageId", made, List.of(), RobotStep.move(LOST.id()));
        refused(
                "robots.stage.unknown",
                "trigger.stageId",
                Trigger.of(When.DEAL_STUCK).inStage(UUID.randomUUID()).after(3),
                List.of(),
                TELL);
    }

    @Test
    void aHookWithoutAddressIsRefused() {
        Trigger made = Trigger.of(When.DEAL_CREATED);
        refused("robots.hook.none", "steps[0].hookId", made, List.of(), RobotStep.hook(null));
        refused("robots.hook.gone", "steps[0].hookId", made, List.of(), RobotStep.hook(UUID.randomUUID()));
    }

    @Test
    void whatHappensElsewhereIsNamedAsItIsCalledThere() {
        fits(Trigger.of(When.PART_STATE).inState("loaded"), List.of(Condition.field("paid", Op.GT, "0")), TELL);
        fits(Trigger.of(When.PART_STATE), List.of(), RobotStep.note("{title}"));
        fits(Trigger.of(When.CLAIM_STATE).inState("closed"), List.of(), RobotStep.segment(BY_HAND, true));
        fits(Trigger.of(When.SEGMENT_ENTERED).ofSegment(BY_RULE), List.of(), RobotStep.callList(DEBTORS, false));
        fits(Trigger.of(When.CALL_LIST_RESULT).ofDisposition(AGREED), List.of(), RobotStep.claim("{name}", LATE));
        fits(Trigger.of(When.MESSAGE_IN), List.of(), RobotStep.assignment("Ответить", Who.RESPONSIBLE, ANNA, 30));
        fits(Trigger.of(When.HOOK).called("paid-in-full"), List.of(), RobotStep.part("Отгрузка"));
        refused("robots.state", "trigger.state", Trigger.of(When.PART_STATE).inState("gone"), List.of(), TELL);
        refused("robots.state", "trigger.state", Trigger.of(When.CLAIM_STATE).inState("loaded"), List.of(), TELL);
        refused("robots.segment", "trigger.segmentId", Trigger.of(When.SEGMENT_LEFT), List.of(), TELL);
        refused(
                "robots.disposition",
                "trigger.dispositionId",
                Trigger.of(When.CALL_LIST_RESULT).ofDisposition(LATE),
                List.of(),
                TELL);
        refused("robots.code", "trigger.code", Trigger.of(When.HOOK).called("Оплачено"), List.of(), TELL);
    }

    @Test
    void aStepThatCannotBeDoneIsRefused() {
        Trigger made = Trigger.of(When.DEAL_CREATED);
        refused("robots.segment.by-rule", "steps[0].segmentId", made, List.of(), RobotStep.segment(BY_RULE, false));
        refused("robots.segment", "steps[0].segmentId", made, List.of(), RobotStep.segment(null, false));
        refused("robots.campaign", "steps[0].campaignId", made, List.of(), RobotStep.callList(null, true));
        refused("robots.cause", "steps[0].causeId", made, List.of(), RobotStep.claim("Опоздали", ANNA));
        refused("robots.title", "steps[0].title", made, List.of(), RobotStep.note("\0"));
        refused(
                "robots.person",
                "steps[0].checkerId",
                made,
                List.of(),
                RobotStep.assignment("Проверить", Who.RESPONSIBLE, LATE, 30));
        refused("robots.step.deals", "steps[0]", Trigger.of(When.CLAIM_STATE), List.of(), RobotStep.part("Ещё"));
        refused(
                "robots.step.no-claim",
                "steps[0]",
                Trigger.of(When.CLAIM_STATE),
                List.of(),
                RobotStep.claim("Ещё", null));
    }

    @Test
    void valuesAreOfTheirField() {
        Trigger made = Trigger.of(When.DEAL_CREATED);
        refused("robots.value.number", "steps[0].value", made, List.of(), RobotStep.set("amount", "много"));
        refused("robots.value.date", "steps[0].value", made, List.of(), RobotStep.set("expectedClose", "завтра"));
        refused(
                "robots.condition.order",
                "conditions[0].op",
                made,
                List.of(Condition.field("title", Op.GT, "а")),
                TELL);
        refused(
                "robots.person",
                "steps[0].value",
                made,
                List.of(),
                RobotStep.set("responsibleId", UUID.randomUUID().toString()));
    }

    @Test
    void onlyDealsAreMovedAndSomethingIsDone() {
        refused("robots.step.deals", "steps[0]", Trigger.of(When.MISSED_CALL), List.of(), RobotStep.move(null));
        refused(
                "robots.step.no-task",
                "steps[0]",
                Trigger.of(When.TASK_OVERDUE),
                List.of(),
                RobotStep.task(Task.What.CALL, "Ещё", Who.RESPONSIBLE, 5));
        refused("robots.steps.none", "steps", Trigger.of(When.MISSED_CALL), List.of());
        refused("robots.minutes", "trigger.minutes", Trigger.of(When.LEAD_WAITING), List.of(), TELL);
        refused("robots.days", "trigger.days", Trigger.of(When.DEAL_STUCK), List.of(), TELL);
    }

    @Test
    void whatTheProgramBringsFitsInBothLanguages() {
        for (Locale language : List.of(Locale.ENGLISH, Locale.forLanguageTag("ru"))) {
            assertThat(RobotTemplates.all(language)).hasSize(6).allSatisfy(one -> {
                assertThat(one.name()).doesNotContain("robots.");
                one.definition().steps().stream()
                        .map(RobotStep::title)
                        .filter(Objects::nonNull)
                        .forEach(title ->
                                assertThat(title).doesNotContain("robots.").contains("{"));
            });
        }
    }
}
