package org.ringbook.workspace;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.ringbook.calls.TwoSources.rang;
import static org.ringbook.calls.TwoSources.spoke;
import static org.ringbook.calls.TwoSources.told;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallsOfTheDay;
import org.ringbook.lab.NeedsProgram;
import org.ringbook.numbers.PhoneNumber;

@NeedsProgram(at = Screen.CHROMIUM, of = "chromium")
class OnePersonManyPhonesBrowserIT {

    private static final PhoneNumber LINE = PhoneNumber.of("+74957770001");
    private static final PhoneNumber MOBILE = PhoneNumber.of("+79160000101");

    private final Office office = Office.open();

    @Test
    void veraSeesOneCallOfTwoSourcesPartsItAndJoinsItAgain() {
        Call first = seenTwice(PhoneNumber.of("+79035550041"));
        try (Screen vera = Screen.of(office, "en-US").signIn("vera")) {
            vera.page.navigate("/calls?number=%2B79035550041");
            assertThat(vera.page.locator("#rows tr[data-href]")).hasCount(1);
            vera.page.locator("#rows .who-name").click();
            var seen = vera.page.locator(".seen");
            assertThat(seen).containsText("mobiles");
            assertThat(seen).containsText("began 2 s apart and ended 1 s apart");
            seen.locator("a").click();
            assertThat(vera.page.locator("p.notice")).containsText("What mobiles alone reported of this call");
            vera.page.locator("p.notice a").click();
            vera.page.locator(".seen button").click();
            assertThat(vera.page.locator(".seen")).containsText("vera: this is not the call");
            vera.page.navigate("/calls?number=%2B79035550041");
            assertThat(vera.page.locator("#rows tr[data-href]")).hasCount(2);
            vera.page.navigate("/calls/" + first.id());
            vera.page.locator(".seen button").click();
            assertThat(vera.page.locator(".seen")).containsText("Both saw");
            assertThat(vera.complaints()).isEmpty();
        }
    }

    @Test
    void anAgentCannotSayThatACallIsTwo() {
        Call first = seenTwice(PhoneNumber.of("+79035550042"));
        try (Screen anna = Screen.of(office, "ru-RU").signIn("anna")) {
            anna.page.navigate("/calls/" + first.id());
            assertThat(anna.page.locator(".seen")).containsText("Оба видели");
            assertThat(anna.page.locator(".seen button")).hasCount(0);
        }
    }

    @Test
    void theAdministratorGivesGlebAMobileAndACallOnItIsGlebs() {
        try (Screen admin = Screen.of(office, "ru-RU").signIn("admin")) {
            String gleb = office.staff().byLogin("gleb").orElseThrow().id().toString();
            admin.page.navigate("/staff/" + gleb + "/edit");
            admin.page.fill("[name=mobiles]", "8 916 000-01-04, нет");
            admin.page.locator(".form-acts button").click();
            assertThat(admin.page.locator(".notice-bad")).containsText("нет — не телефонный номер");
            admin.page.fill("[name=mobiles]", "8 916 000-01-04");
            admin.page.locator(".form-acts button").click();
            assertThat(admin.page.locator(".staff")).containsText("+7 916 000-01-04");
            Instant at = now();
            Call call = told(
                    "office",
                    PhoneNumber.of("+79035550043"),
                    LINE,
                    at,
                    at.plusSeconds(60),
                    spoke("+79160000104", at, at.plusSeconds(5), at.plusSeconds(60)));
            office.log().write(List.of(CallsOfTheDay.change(call)));
            admin.page.navigate("/calls?agent=104&number=%2B79035550043");
            assertThat(admin.page.locator("#rows")).containsText("Глеб Сидоров");
            assertThat(admin.complaints()).isEmpty();
        }
    }

    /** Somebody calls Anna's mobile, which the virtual PBX looks after. */
    private Call seenTwice(PhoneNumber caller) {
        Instant at = now();
        Instant end = at.plusSeconds(66);
        Call first = told(
                "ats",
                caller,
                LINE,
                at,
                end,
                rang("102", at, at.plusSeconds(6)),
                spoke("101", at, at.plusSeconds(6), end));
        Call second = told(
                "mobiles",
                caller,
                MOBILE,
                at.plusSeconds(2),
                end.plusSeconds(1),
                spoke("101", at.plusSeconds(3), at.plusSeconds(8), end.plusSeconds(1)));
        office.log().write(List.of(CallsOfTheDay.change(second)));
        office.log().write(List.of(CallsOfTheDay.change(first)));
        return first;
    }

    private static Instant now() {
        return Instant.now().minusSeconds(600).truncatedTo(ChronoUnit.SECONDS);
    }
}
