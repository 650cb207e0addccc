package org.ringbook.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringbook.numbers.Extension;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.staff.Role;
import org.ringbook.staff.StaffMember;

class TransferTargetTest {

    private static final NumberPlan PLAN = new NumberPlan("RU");
    private static final List<StaffMember> COLLEAGUES = List.of(
            person("Алёна Борисова", "104"),
            person("Анна-Мария Ким", "105"),
            person("Борис Смирнов", "102"),
            person("Борис", "109"));

    private static StaffMember person(String name, String extension) {
        return new StaffMember(
                UUID.randomUUID(), name, null, Role.AGENT, List.of(new Extension(extension)), List.of(), "ru", true);
    }

    private static String target(String typed) {
        var known = new TransferTarget.Known(
                who -> COLLEAGUES, text -> PLAN.parse(text).map(PhoneNumber::toString));
        return TransferTarget.of(typed, Office.ANNA, known, Words.in("ru"));
    }

    @ParameterizedTest
    @CsvSource({
        "102, 102",
        "' 8 (916) 111-22-33 ', +79161112233",
        "смир, 102",
        "смирнов бор, 102",
        "АЛЕНА, 104",
        "мария, 105",
        "борис, 109"
    })
    void aColleagueByNameOrANumber(String typed, String dialled) {
        assertThat(target(typed)).isEqualTo(dialled);
    }

    @Test
    void whoMayBeSeveralIsAskedFor() {
        assertThatThrownBy(() -> target("бо"))
                .isInstanceOfSatisfying(
                        Declined.class, why -> assertThat(why.code()).isEqualTo("several_of_that_name"))
                .hasMessageContaining("Борис Смирнов – 102")
                .hasMessageContaining("Алёна Борисова – 104");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Жанна", "*72", "#31#", "<script>"})
    void whoIsNobodyIsSaid(String typed) {
        assertThatThrownBy(() -> target(typed))
                .isInstanceOfSatisfying(
                        Declined.class, why -> assertThat(why.code()).isEqualTo("nobody_of_that_name"));
    }

    @Test
    void withoutAWordItIsAskedToWhom() {
        assertThatThrownBy(() -> target("  "))
                .isInstanceOfSatisfying(
                        Declined.class, why -> assertThat(why.code()).isEqualTo("to_whom"));
    }
}
