package org.ringbook.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.ringbook.orders.DealProgress.PartOfDeal;
import org.ringbook.orders.PartState.Kind;

class DealProgressTest {

    private static final Locale RUSSIAN = Locale.forLanguageTag("ru");

    private static PartOfDeal part(Kind kind, String amount) {
        return new PartOfDeal(kind, amount == null ? null : new BigDecimal(amount));
    }

    private static DealProgress paid(String sum, PartOfDeal... parts) {
        return DealProgress.of(List.of(parts), new BigDecimal("1000"), false, new BigDecimal(sum));
    }

    @Test
    void threeOfFiveAreDeliveredAndThreeFifthsPaid() {
        DealProgress progress = paid(
                "300",
                part(Kind.DONE, "100"),
                part(Kind.DONE, "100"),
                part(Kind.DONE, "100"),
                part(Kind.OPEN, "100"),
                part(Kind.OPEN, "100"));
        assertThat(progress.words(Locale.ENGLISH)).isEqualTo("3 of 5 delivered, 60\u00a0% paid");
        assertThat(progress.words(RUSSIAN)).isEqualTo("Доставлено: 3 из 5, оплачено: 60\u00a0%");
        assertThat(progress.isFinished()).isFalse();
    }

    @Test
    void whatWasCancelledCountsNowhere() {
        DealProgress progress = paid("100", part(Kind.DONE, "100"), part(Kind.CANCELLED, "900"));
        assertThat(progress.words(Locale.ENGLISH)).isEqualTo("1 of 1 delivered, 100\u00a0% paid");
        assertThat(progress.due()).isEqualByComparingTo("100");
        assertThat(progress.isFinished()).isTrue();
    }

    @Test
    void aHundredPerCentIsOnlySaidWhenAllIsPaid() {
        assertThat(paid("999.99", part(Kind.OPEN, "1000")).paidPercent()).isEqualTo(99);
        assertThat(paid("1000", part(Kind.OPEN, "1000")).paidPercent()).isEqualTo(100);
        assertThat(paid("1500", part(Kind.OPEN, "1000")).paidPercent()).isEqualTo(150);
        assertThat(paid("-20", part(Kind.OPEN, "1000")).paidPercent()).isZero();
    }

    @Test
    void withoutAmountsOfPartsTheDealsOwnIsDue() {
        assertThat(paid("500", part(Kind.OPEN, null)).paidPercent()).isEqualTo(50);
        assertThat(paid("500").words(Locale.ENGLISH)).isEqualTo("50\u00a0% paid");
        DealProgress nothing = DealProgress.of(List.of(), null, false, BigDecimal.ZERO);
        assertThat(nothing.paidPercent()).isNull();
        assertThat(nothing.words(Locale.ENGLISH)).isEmpty();
    }

    @Test
    void oneLorryOfFiveWithAnAmountIsNotTheWholeDeal() {
        DealProgress progress = paid(
                "200",
                part(Kind.DONE, "200"),
                part(Kind.OPEN, null),
                part(Kind.OPEN, null),
                part(Kind.CANCELLED, null));
        assertThat(progress.due()).isEqualByComparingTo("1000");
        assertThat(progress.paidPercent()).isEqualTo(20);
        assertThat(new Fulfilment(progress, BigDecimal.TEN, false, Set.of()).margin())
                .as("what one of them costs is not what all cost")
                .isNull();
        assertThat(new Fulfilment(progress, BigDecimal.TEN, true, Set.of()).margin())
                .isEqualByComparingTo("990");
        DealProgress counted = DealProgress.of(
                List.of(part(Kind.DONE, "200"), part(Kind.OPEN, null)),
                new BigDecimal("200"),
                true,
                new BigDecimal("100"));
        assertThat(counted.paidPercent()).isEqualTo(50);
    }

    @Test
    void aTypeWithoutAListOfItsOwnHasTheShippedStatesInTheReadersLanguage() {
        PartStates states = PartStates.read("[]");
        assertThat(states).isEqualTo(PartStates.SHIPPED);
        assertThat(states.first().key()).isEqualTo("planned");
        assertThat(states.nameOf("in_production", Locale.ENGLISH)).isEqualTo("In production");
        assertThat(states.nameOf("in_production", RUSSIAN)).isEqualTo("В производстве");
        for (PartState state : states.all()) {
            assertThat(states.nameOf(state.key(), RUSSIAN)).isNotEqualTo(state.key());
        }
    }

    @Test
    void aTypeMayHaveItsOwnAndWhatIsGoneFromThemIsOpen() {
        PartStates states = PartStates.read("""
                [{"key": "asked", "name": "Запрошена", "kind": "open"}, {"key": "here", "name": "На складе", "kind": "done"},
                 {"key": "cancelled", "kind": "cancelled"}]""");
        assertThat(states.nameOf("here", Locale.ENGLISH)).isEqualTo("На складе");
        assertThat(states.nameOf("cancelled", Locale.ENGLISH)).isEqualTo("Cancelled");
        assertThat(states.kindOf("loaded")).isEqualTo(Kind.OPEN);
        assertThat(states.nameOf("loaded", Locale.ENGLISH)).isEqualTo("loaded");
    }

    @Test
    void whoReadsEnglishReadsTheEnglishNameAndAStateThatIsNoneIsLeftOut() {
        PartStates states = PartStates.read("""
                [{"key": "here", "name": "На складе", "nameEn": "In store", "kind": "done"}, {"key": "", "name": "x", "kind": "open"},
                 {"key": "a", "name": "x", "kind": "won"}, 1, {"key": "asked", "name": "Запрошена", "kind": "open"}]""");
        assertThat(states.all()).extracting(PartState::key).containsExactly("here", "asked");
        assertThat(states.nameOf("here", Locale.ENGLISH)).isEqualTo("In store");
        assertThat(states.nameOf("here", RUSSIAN)).isEqualTo("На складе");
        assertThat(states.first().key()).as("where work begins").isEqualTo("asked");
    }
}
