package org.ringbook.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringbook.calls.CallsOfTheDay.LINE;
import static org.ringbook.calls.CallsOfTheDay.MARIA;
import static org.ringbook.calls.CallsOfTheDay.NINE;
import static org.ringbook.calls.TwoSources.ANNAS_MOBILE;
import static org.ringbook.calls.TwoSources.OFFICE;
import static org.ringbook.calls.TwoSources.SIM;
import static org.ringbook.calls.TwoSources.rang;
import static org.ringbook.calls.TwoSources.spoke;
import static org.ringbook.calls.TwoSources.told;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.ringbook.calls.Call;
import org.ringbook.numbers.Extension;
import org.ringbook.staff.Role;
import org.ringbook.staff.StaffMember;

class ColleaguesTest {

    private static final String MOBILE = ANNAS_MOBILE.toString();

    private final StaffMember anna = new StaffMember(
            new UUID(0, 1),
            "Анна Петрова",
            "anna",
            Role.AGENT,
            List.of(new Extension("101"), new Extension("701")),
            List.of(ANNAS_MOBILE),
            "ru",
            true);

    @Test
    void annaSpeaksOnHerMobileAndHerColleaguesSeeIt() {
        Call sentOn = told(
                OFFICE,
                MARIA,
                LINE,
                NINE,
                null,
                rang("101", NINE, NINE),
                spoke(MOBILE, NINE, NINE.plusSeconds(9), null));
        assertThat(stateOfAnna(sentOn)).isEqualTo(Call.State.TALKING);
    }

    @Test
    void annasTelephoneRingsInOneSystemAndSheSpeaksInTheOther() {
        Call rings = told(OFFICE, MARIA, LINE, NINE, null, rang("101", NINE, null));
        Call speaks = told(SIM, MARIA, null, NINE, null, spoke("701", NINE, NINE, null));
        assertThat(stateOfAnna(rings, speaks)).isEqualTo(Call.State.TALKING);
        assertThat(stateOfAnna(speaks, rings)).isEqualTo(Call.State.TALKING);
        assertThat(stateOfAnna(rings)).isEqualTo(Call.State.RINGING);
    }

    @Test
    void whoCallsTheCompanyFromTheirMobileIsACallerLikeOthers() {
        assertThat(stateOfAnna()).isNull();
        assertThat(stateOfAnna(told(OFFICE, ANNAS_MOBILE, LINE, NINE, null, spoke(MOBILE, NINE, NINE, null))))
                .as("she calls the company from it, as a caller like others")
                .isNull();
    }

    private Call.State stateOfAnna(Call... current) {
        return Colleagues.of(List.of(anna), this::owner, List.of(current), null, call -> false)
                .get(0)
                .state();
    }

    private Optional<StaffMember> owner(String source, String telephone) {
        return Optional.of(anna).filter(one -> one.has(telephone));
    }
}
