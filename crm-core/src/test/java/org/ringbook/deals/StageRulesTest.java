package org.ringbook.deals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringbook.deals.ProbabilityTest.stage;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.ringbook.deals.DealType.Control;
import org.ringbook.deals.Stage.Kind;
import org.ringbook.deals.StageRules.Closing;
import org.ringbook.deals.StageRules.Having;
import org.ringbook.deals.StageRules.Paper;
import org.ringbook.deals.StageRules.Step;
import org.ringbook.refusals.Refusal;

/** New, Qualification, Offer, Contract; won, also by instalments; lost. */
class StageRulesTest {

    private static final Stage NEW = stage("Новая", 1, Kind.OPEN);
    private static final Stage QUALIFICATION = stage("Потребность", 2, Kind.OPEN);
    private static final Stage OFFER =
            stage("Предложение", 3, Kind.OPEN, EntryRule.amount(), EntryRule.document("offer", null));
    private static final Stage CONTRACT = stage("Договор", 4, Kind.OPEN);
    private static final Stage WON = stage("Успешно", 5, Kind.WON);
    private static final Stage INSTALMENTS = stage("В рассрочку", 6, Kind.WON);
    private static final Stage LOST = stage("Проиграна", 7, Kind.LOST);
    private static final List<Stage> ALL = List.of(NEW, QUALIFICATION, OFFER, CONTRACT, WON, INSTALMENTS, LOST);
    private static final Set<UUID> BEEN = Set.of(NEW.id(), OFFER.id());
    private static final Having NOTHING = new Having(Set.of("title"), null, Set.of(), Set.of(), false);

    private static Optional<String> refused(Control control, Stage from, Stage to, boolean supervisor, String reason) {
        return StageRules.refusal(new Step(control, from, to, ALL, supervisor, BEEN, false, reason))
                .map(Refusal::key);
    }

    private static DealType type(boolean partsFinished, String... required) {
        return new DealType(
                new UUID(0, 2),
                "Продажа",
                null,
                new UUID(0, 1),
                Control.FREE,
                List.of(required),
                List.of(),
                partsFinished,
                1,
                false,
                1);
    }

    private static List<String> missing(Stage to, DealType type, Having having, Closing closing) {
        return StageRules.missing(to, type, having, closing).stream()
                .map(Missing::name)
                .toList();
    }

    @Test
    void aStrictTypeGoesStepByStepAndAFreeOneAnywhere() {
        assertThat(refused(Control.STRICT, NEW, OFFER, false, null)).contains("deals.stage.next");
        assertThat(refused(Control.STRICT, NEW, OFFER, true, "спешим")).contains("deals.stage.next");
        assertThat(refused(Control.STRICT, NEW, QUALIFICATION, false, null)).isEmpty();
        assertThat(refused(Control.FREE, NEW, OFFER, false, null)).isEmpty();
        assertThat(refused(Control.FREE, CONTRACT, NEW, false, null)).isEmpty();
    }

    @Test
    void backGoesASupervisorWithAReason() {
        assertThat(refused(Control.STRICT, OFFER, NEW, false, "ошибка")).contains("deals.stage.back");
        assertThat(refused(Control.STRICT, OFFER, NEW, true, null)).contains("deals.stage.back.reason");
        assertThat(refused(Control.STRICT, OFFER, NEW, true, "ошибка")).isEmpty();
    }

    @Test
    void fromTheLastOpenStageAStrictDealIsWonEitherWayAndLostFromAnywhere() {
        assertThat(refused(Control.STRICT, CONTRACT, WON, false, null)).isEmpty();
        assertThat(refused(Control.STRICT, CONTRACT, INSTALMENTS, false, null)).isEmpty();
        assertThat(refused(Control.STRICT, OFFER, WON, false, null)).contains("deals.stage.next");
        assertThat(refused(Control.STRICT, NEW, LOST, false, null)).isEmpty();
    }

    @Test
    void aStrictDealBeginsAtTheBeginningUnlessAProgramBringsIt() {
        assertThat(refused(Control.STRICT, null, OFFER, true, null)).contains("deals.stage.first");
        assertThat(refused(Control.STRICT, null, NEW, false, null)).isEmpty();
        assertThat(StageRules.refusal(Step.first(Control.STRICT, OFFER, ALL, true)))
                .isEmpty();
    }

    @Test
    void ofAnotherPipelineAStrictDealBeginsAtTheBeginningAndComesBackWithAReasonOfASupervisor() {
        Stage elsewhere = new Stage(
                new UUID(9, 9),
                new UUID(9, 1),
                "Тендер",
                null,
                1,
                Kind.OPEN,
                null,
                null,
                null,
                null,
                null,
                null,
                false,
                1);
        assertThat(hop(elsewhere, OFFER, Set.of(), true, "спешим")).contains("deals.stage.first");
        assertThat(hop(elsewhere, NEW, Set.of(), false, null)).isEmpty();
        assertThat(hop(elsewhere, NEW, BEEN, false, "ошибка")).contains("deals.stage.back");
        assertThat(hop(elsewhere, OFFER, BEEN, true, null)).contains("deals.stage.back.reason");
        assertThat(hop(elsewhere, OFFER, BEEN, true, "ошибка")).isEmpty();
        assertThat(hop(elsewhere, CONTRACT, BEEN, true, "ошибка")).contains("deals.stage.first");
    }

    private static Optional<String> hop(Stage from, Stage to, Set<UUID> been, boolean supervisor, String reason) {
        return StageRules.refusal(new Step(Control.STRICT, from, to, ALL, supervisor, been, false, reason))
                .map(Refusal::key);
    }

    @Test
    void outOfAStrictTypeLeadsASupervisorWithAReasonAndIntoItsMidstToo() {
        assertThat(other(Control.STRICT, Control.FREE, NEW, false, "тендер")).contains("deals.type.strict");
        assertThat(other(Control.STRICT, Control.FREE, NEW, true, null)).contains("deals.type.strict.reason");
        assertThat(other(Control.STRICT, Control.FREE, NEW, true, "тендер")).isEmpty();
        assertThat(other(Control.FREE, Control.STRICT, OFFER, false, "тендер")).contains("deals.stage.first");
        assertThat(other(Control.FREE, Control.STRICT, NEW, false, null)).isEmpty();
        assertThat(other(Control.FREE, Control.STRICT, OFFER, true, "тендер")).isEmpty();
    }

    private static Optional<String> other(Control from, Control into, Stage to, boolean supervisor, String reason) {
        return StageRules.otherType(from, into, to, ALL, supervisor, reason).map(Refusal::key);
    }

    @Test
    void withoutStagesADealIsOnlyWonOrLost() {
        assertThat(refused(Control.NONE, NEW, OFFER, true, null)).contains("deals.stage.none");
        assertThat(refused(Control.NONE, NEW, WON, false, null)).isEmpty();
        assertThat(refused(Control.NONE, NEW, LOST, false, null)).isEmpty();
    }

    @Test
    void whatIsClosedIsOpenedAgainByASupervisorAndGoesNowhereElse() {
        assertThat(refused(Control.FREE, LOST, OFFER, false, null)).contains("deals.reopen.supervisor");
        assertThat(refused(Control.FREE, LOST, OFFER, true, null)).isEmpty();
        assertThat(refused(Control.STRICT, LOST, OFFER, true, null)).isEmpty();
        assertThat(refused(Control.STRICT, LOST, CONTRACT, true, null)).contains("deals.reopen.known");
        assertThat(refused(Control.FREE, LOST, WON, true, null)).contains("deals.closed");
    }

    @Test
    void allThatAStageAsksIsToldAtOnce() {
        assertThat(missing(OFFER, type(false, "expectedClose"), NOTHING, Closing.NOTHING))
                .containsExactly("expectedClose", "amount", "documents.offer");
        var having = new Having(
                Set.of("expectedClose"), BigDecimal.TEN, Set.of(new Paper("offer", "draft")), Set.of(), false);
        assertThat(missing(OFFER, type(false, "expectedClose"), having, Closing.NOTHING))
                .isEmpty();
        var refused = new Having(Set.of(), BigDecimal.TEN, Set.of(new Paper("offer", "refused")), Set.of(), false);
        assertThat(missing(OFFER, type(false), refused, Closing.NOTHING)).containsExactly("documents.offer");
    }

    @Test
    void whatIsMissingIsCalledAsPeopleCallIt() {
        assertThat(Missing.field("expectedClose").words(Locale.ENGLISH)).isEqualTo("Fill in: expected day.");
        Missing offer = Missing.of(EntryRule.document("offer", "sent"));
        assertThat(offer.words(Locale.forLanguageTag("ru")))
                .isEqualTo("Нужен документ: предложение, состояние отправлен.");
        Missing size = Missing.field("fields.size").called("Размер", "Size");
        assertThat(size.words(Locale.ENGLISH)).isEqualTo("Fill in: Size.");
        assertThat(size.words(Locale.forLanguageTag("ru"))).isEqualTo("Заполните: Размер.");
    }

    @Test
    void anAmountOfNothingIsNone() {
        var having = new Having(Set.of("amount"), BigDecimal.ZERO, Set.of(new Paper("offer", "sent")), Set.of(), false);
        assertThat(missing(OFFER, type(false), having, Closing.NOTHING)).containsExactly("amount");
    }

    @Test
    void aStateATaskAndPartsAreAskedFor() {
        Stage signed = stage(
                "Подписан",
                4,
                Kind.OPEN,
                EntryRule.document("contract", "accepted"),
                EntryRule.task("meeting"),
                EntryRule.task(null),
                EntryRule.partsFinished());
        var having = new Having(Set.of(), null, Set.of(new Paper("contract", "sent")), Set.of("call"), true);
        assertThat(missing(signed, type(false), having, Closing.NOTHING))
                .containsExactly("documents.contract", "tasks.meeting", "parts");
    }

    @Test
    void toWinAsksAmountAndDayAndOfSomeTypesThatNothingIsOpen() {
        assertThat(missing(WON, type(false), NOTHING, Closing.NOTHING)).containsExactly("amount", "closedOn");
        var having = new Having(Set.of(), BigDecimal.ONE, Set.of(), Set.of(), true);
        assertThat(missing(WON, type(false), having, new Closing(true, null, null)))
                .as("a won deal may have open parts")
                .isEmpty();
        assertThat(missing(WON, type(true), having, new Closing(true, null, null)))
                .containsExactly("parts");
    }

    @Test
    void toLoseAsksWhyAndSometimesAWord() {
        var price = new LostReason(new UUID(0, 3), "Дорого", null, true, false, 1, false);
        var other = new LostReason(new UUID(0, 4), "Другое", null, true, true, 2, false);
        assertThat(missing(LOST, type(false), NOTHING, Closing.NOTHING)).containsExactly("lostReasonId");
        assertThat(missing(LOST, type(false), NOTHING, new Closing(false, price, null)))
                .isEmpty();
        assertThat(missing(LOST, type(false), NOTHING, new Closing(false, other, null)))
                .containsExactly("lostNote");
        assertThat(missing(LOST, type(false), NOTHING, new Closing(false, other, "сгорел склад")))
                .isEmpty();
    }
}
