package org.ringbook.workspace;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringbook.lab.NeedsProgram;

/** One's own password and tokens, in both languages, on a screen and on a telephone; pictures go to {@code target/pictures}. */
@NeedsProgram(at = Screen.CHROMIUM, of = "chromium")
class AccountBrowserIT {

    private static final Path PLACE = Path.of("target/pictures");

    @ParameterizedTest
    @CsvSource({"ru-RU, 1280", "en-US, 390"})
    void borisTriesAWeakPasswordMakesATokenAndRevokesIt(String language, int width) {
        try (Screen boris = Screen.of(Office.open(), language).signIn("boris")) {
            boris.page.setViewportSize(width, 900);
            boris.page.navigate("/account");
            assertThat(boris.page.locator("section.account")).isVisible();

            boris.page.fill("[name=old]", Office.PASSWORD);
            boris.page.fill("[name=password]", "qwerty123");
            boris.page.locator("form[action='/account/password'] button").click();
            assertThat(boris.page.locator(".field-refused")).isVisible();

            boris.page.fill("[name=name]", "Shop");
            boris.page.locator("[name=scope]").selectOption("dial");
            boris.page.locator("form[action='/account/tokens'] button").click();
            Locator secret = boris.page.locator("[data-copies]");
            assertThat(secret).isVisible();
            assertThat(secret.inputValue()).startsWith("ringbook_");
            assertThat((int) boris.page.evaluate("document.documentElement.scrollWidth"))
                    .isLessThanOrEqualTo(width);
            boris.picture(PLACE.resolve("account-" + width + ".png"));

            Locator revoke = boris.page
                    .locator("form[action^='/account/tokens/'] button")
                    .first();
            revoke.click();
            revoke.click();
            assertThat(boris.page.locator("section.account tbody tr")).hasCount(0);
        }
    }

    @ParameterizedTest
    @CsvSource({"en-US, 1280", "ru-RU, 390"})
    void anAdministratorSeesWhoseTokensThereAre(String language, int width) {
        try (Screen boris = Screen.of(Office.open(), language).signIn("boris");
                Screen admin = Screen.of(Office.open(), language).signIn("admin")) {
            boris.page.navigate("/account");
            boris.page.fill("[name=name]", "Shop " + width);
            boris.page.locator("form[action='/account/tokens'] button").click();
            assertThat(boris.page.locator("[data-copies]")).isVisible();

            admin.page.setViewportSize(width, 900);
            admin.page.navigate("/staff/tokens");
            assertThat(admin.page.locator("section.tokens tbody")).containsText("Shop " + width);
            assertThat((int) admin.page.evaluate("document.documentElement.scrollWidth"))
                    .isLessThanOrEqualTo(width);
            admin.picture(PLACE.resolve("tokens-" + width + ".png"));
            Locator revoke = admin.page
                    .locator("section.tokens tr", new Page.LocatorOptions().setHasText("Shop " + width))
                    .locator("button");
            revoke.click();
            revoke.click();
            assertThat(admin.page.locator("section.tokens")).not().containsText("Shop " + width);
        }
    }
}
