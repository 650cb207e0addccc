package org.ringbook.workspace;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringbook.lab.NeedsProgram;

/** The administrator has a telephone at hand, 390 px wide. */
@NeedsProgram(at = Screen.CHROMIUM, of = "chromium")
class TelephoneWidthBrowserIT {

    private static final Path PLACE = Path.of("target/pictures");
    private static final String BESIDE = "() => [...document.querySelectorAll('.stacks button, .stacks input')]"
            + ".filter(one => one.getBoundingClientRect().right > innerWidth).length";

    @Test
    void theFieldsOfATableAndItsButtonLieOnTheScreen() {
        try (Screen admin = Screen.of(Office.open(), "ru-RU").signIn("admin")) {
            admin.page.setViewportSize(390, 844);
            for (String path : List.of("/alarm-rules", "/deals/settings")) {
                admin.page.navigate(path);
                assertThat(admin.page.locator(".stacks button").first()).isVisible();
                assertThat(admin.page.evaluate(BESIDE)).as(path).isEqualTo(0);
                assertThat(admin.page.evaluate("() => document.documentElement.scrollWidth"))
                        .as("nothing of " + path + " scrolls sideways")
                        .isEqualTo(390);
                admin.picture(PLACE.resolve("telephone" + path.replace('/', '-') + ".png"));
            }
            assertThat(admin.complaints()).isEmpty();
        }
    }

    @Test
    void theMenuIsWalkedByKeysAndWhatBelongsTogetherOpens() {
        try (Screen admin = Screen.of(Office.open(), "ru-RU").signIn("admin")) {
            admin.page.setViewportSize(390, 844);
            admin.page.navigate("/reports");
            admin.page.locator(".side nav a[href='/floor']").focus();
            admin.page.keyboard().press("Enter");
            admin.page.waitForURL("**/floor");
            admin.page.locator(".side nav > a[href='/floor']").focus();
            admin.page.keyboard().press("Tab");
            admin.page.keyboard().press("Tab");
            assertThat(admin.page.locator(".side-sub a[href='/floor/alarms']")).isFocused();
            admin.page.keyboard().press("Enter");
            admin.page.waitForURL("**/floor/alarms");
            assertThat(admin.page.locator(".side-sub a[aria-current=page]")).hasText("Тревоги");
            admin.picture(PLACE.resolve("telephone-menu.png"));
        }
    }
}
