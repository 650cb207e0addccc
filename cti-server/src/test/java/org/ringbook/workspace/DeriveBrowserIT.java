package org.ringbook.workspace;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.ringbook.lab.NeedsProgram;

@NeedsProgram(at = Screen.CHROMIUM, of = "chromium")
class DeriveBrowserIT {

    private final Office office = Office.open();

    @Test
    void theAdministratorLooksThroughADayAndNothingIsWrittenThatIsTheSame() {
        try (Screen admin = Screen.of(office, "en-US").signIn("admin")) {
            admin.page.navigate("/sources");
            admin.page.click("a[href='/derive']");
            assertThat(admin.page).hasTitle(Pattern.compile("Reprocess calls"));
            admin.page.fill("[name=from]", "2026-11-02");
            admin.page.fill("[name=to]", "2026-11-01");
            admin.page.click(".derive-form button");
            assertThat(admin.page.locator(".notice-bad")).containsText("The last day is before the first one");
            admin.page.fill("[name=to]", "2026-11-02");
            admin.page.click(".derive-form button");
            assertThat(admin.page.locator("#run.is-ended")).containsText("Nothing could be compared");
            assertThat(admin.page.locator(".import-acts .btn-primary")).hasCount(0);
            assertThat(admin.complaints()).isEmpty();
        }
    }

    @Test
    void aSupervisorDoesNotDeriveAgainAndIsToldWhyACallCannotBeDownloaded() {
        office.telephones.call("+79035550009", "104").callerHangsUp();
        try (Screen vera = Screen.of(office, "ru-RU").signIn("vera")) {
            assertThat(vera.page.navigate("/derive").status()).isEqualTo(403);
            vera.page.navigate("/calls?number=%2B79035550009");
            vera.page.locator("#rows .who-name").first().click();
            assertThat(vera.page.locator(".flight input[name=mask]")).isChecked();
            vera.page.click(".flight button");
            assertThat(vera.page.locator(".notice-bad")).isVisible();
        }
        try (Screen gleb = Screen.of(office, "ru-RU").signIn("gleb")) {
            gleb.page.navigate("/calls?number=%2B79035550009");
            gleb.page.locator("#rows .who-name").first().click();
            assertThat(gleb.page.locator(".why")).isVisible();
            assertThat(gleb.page.locator(".flight")).hasCount(0);
        }
    }
}
