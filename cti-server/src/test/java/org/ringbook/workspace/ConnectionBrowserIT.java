package org.ringbook.workspace;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.ringbook.lab.NeedsProgram;

@NeedsProgram(at = Screen.CHROMIUM, of = "chromium")
class ConnectionBrowserIT {

    private final Office office = Office.open();

    @Test
    void theSupervisorSeesStepByStepThatThePbxIsConnectedAndTriesItAgain() {
        try (Screen vera = Screen.of(office, "ru-RU").signIn("vera")) {
            vera.page.navigate("/sources");
            vera.page.locator(".source h2 a").first().click();
            assertThat(vera.page.locator(".steps li").first()).hasClass("is-done");
            assertThat(vera.page.locator(".steps h2").first()).containsText("Доступ");
            vera.page.click(".page-head button");
            assertThat(vera.page.locator(".notice-good")).containsText("Подключение проверяется");
            assertThat(vera.complaints()).isEmpty();
            assertThat(vera.page.navigate("/sources/nobody").status()).isEqualTo(404);
        }
    }

    @Test
    void anAgentIsNotShownHowTheTelephonesAreConnected() {
        try (Screen anna = Screen.of(office, "en-US").signIn("anna")) {
            assertThat(anna.page.navigate("/sources/demo").status()).isEqualTo(403);
        }
    }
}
