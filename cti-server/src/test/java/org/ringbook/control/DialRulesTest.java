package org.ringbook.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringbook.numbers.NumberPlan;

/** Where a stolen token may dial to, before any administrator has said anything. */
class DialRulesTest {

    private static final NumberPlan RUSSIA = new NumberPlan("RU");
    private static final DialRules SHIPPED = new DialRules(Set.of(), false, false, List.of(), List.of());

    private static String code(DialRules rules, String dialled) {
        return rules.refuse(RUSSIA, dialled).map(DialRules.No::code).orElse("may");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+79161112233",
                "89161112233",
                "84951234567",
                "88001234567",
                "101",
                "102",
                "112",
                "103",
                "2345678"
            })
    void homeColleaguesAndTheEmergencyServicesAlwaysMay(String dialled) {
        assertThat(code(SHIPPED, dialled)).isEqualTo("may");
    }

    @ParameterizedTest
    @CsvSource({
        "+4930123456, abroad",
        "8104930123456, abroad",
        "00442071838750, abroad",
        "+77012345678, abroad",
        "+881612345678, satellite",
        "810881612345678, satellite",
        "+870773111632, satellite",
        "+88234211234, satellite",
        "+979123456789, premium",
        "+78091234567, premium",
        "+449091234567, premium",
        "810999999999999999, unreadable",
        "98109001234567890, unreadable"
    })
    void whatCostsIsOffUntilItIsOpened(String dialled, String code) {
        assertThat(code(SHIPPED, dialled)).isEqualTo(code);
    }

    @Test
    void aCountryThatWasOpenedIsOpenAndItsPremiumNumbersAreNot() {
        var rules = new DialRules(Set.of("GB"), false, false, List.of(), List.of());
        assertThat(code(rules, "+442071838750")).isEqualTo("may");
        assertThat(code(rules, "+449091234567")).isEqualTo("premium");
        assertThat(code(rules, "+4930123456")).isEqualTo("abroad");
    }

    @Test
    void ofTwoBeginningsThatFitTheLongerOneDecidesBeforeAllElse() {
        var rules = new DialRules(Set.of(), false, false, List.of("49", "79161"), List.of("4930", "7916"));
        assertThat(code(rules, "+498912345678")).isEqualTo("may");
        assertThat(code(rules, "+4930123456")).isEqualTo("forbidden");
        assertThat(code(rules, "+79162223344")).isEqualTo("forbidden");
        assertThat(code(rules, "+79161112233")).isEqualTo("may");
    }

    @Test
    void aBeginningThatIsBothAllowedAndForbiddenIsForbidden() {
        var rules = new DialRules(Set.of("DE"), true, true, List.of("49"), List.of("49"));
        assertThat(code(rules, "+4930123456")).isEqualTo("forbidden");
        assertThat(code(rules, "112")).isEqualTo("may");
    }

    @Test
    void satellitesAndPremiumNumbersAreOpenedEachByItself() {
        assertThat(code(new DialRules(Set.of(), true, false, List.of(), List.of()), "+78091234567"))
                .isEqualTo("may");
        assertThat(code(new DialRules(Set.of(), false, true, List.of(), List.of()), "+881612345678"))
                .isEqualTo("may");
    }
}
