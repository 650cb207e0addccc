package org.ringbook.workspace;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringbook.lab.NeedsProgram;
import org.ringbook.panels.Panel;
import org.ringbook.panels.Panels;
import org.ringbook.workspace.TelephoneStories.Ringing;

/** A television on the wall of the support department. */
@NeedsProgram(at = Screen.CHROMIUM, of = "chromium")
class WallBrowserIT {

    private static final Path PLACE = Path.of("target/pictures");
    private static final String MARIA = "9161112233";

    /** The set sleeps: its line dies without a word, and its clock stands. What the veil did is noted. */
    private static final String SLEEPS = "const Line = window.EventSource; window.lines = []; window.veils = [false];"
            + "window.EventSource = function (url) { const line = new Line(url); window.lines.push(line); return line; };"
            + "document.addEventListener('DOMContentLoaded', () => { const veil = document.getElementById('veil');"
            + "new MutationObserver(() => { if (window.veils.at(-1) === veil.hidden) window.veils.push(!veil.hidden); })"
            + ".observe(veil, { attributes: true }); });";

    private final Office office = Office.open();

    private Panel.Made panel() {
        var input = new Panel.Input("Стена", "support", null, "ru", null, false);
        return office.bean(Panels.class)
                .make(input, office.staff().byLogin("vera").orElseThrow());
    }

    @Test
    void aSetThatSleptForAnHourIsVeiledAndHasAllAgainWhenItWakes() {
        Panel.Made made = panel();
        Ringing call = null;
        try (Screen wall = Screen.of(office, "ru-RU")) {
            wall.page.addInitScript(SLEEPS);
            wall.page.clock().install();
            wall.page.navigate("/panel/" + made.secret());
            assertThat(wall.page.locator("#wall .is-shown")).isVisible();
            assertThat(wall.page.locator("#wall .is-talking")).hasCount(0);
            wall.page.evaluate("() => window.lines.forEach(line => line.close())");
            call = office.telephones.call("+7" + MARIA, "101").answered();
            wall.page.clock().fastForward("01:00:00");
            assertThat(wall.page.locator("#wall .is-talking").first()).isAttached();
            assertThat(wall.page.locator("#veil")).isHidden();
            assertThat(wall.page.evaluate("() => window.veils"))
                    .as("it was covered first, and then was not")
                    .isEqualTo(List.of(false, true, false));
            assertThat(wall.page.content()).doesNotContain(MARIA).doesNotContain("Мария");
            wall.picture(PLACE.resolve("wall-awake.png"));
            assertThat(wall.complaints()).isEmpty();
        } finally {
            if (call != null) {
                call.callerHangsUp();
            }
            office.bean(Panels.class).revoke(made.panel().id());
        }
    }

    @Test
    void aPanelWhoseLinkIsRevokedIsBlank() {
        Panel.Made made = panel();
        try (Screen wall = Screen.of(office, "ru-RU")) {
            wall.page.navigate("/panel/" + made.secret());
            assertThat(wall.page.locator("#wall .is-shown")).isVisible();
            office.bean(Panels.class).revoke(made.panel().id());
            assertThat(wall.page.locator("body.wall-blank")).isAttached();
            assertThat(wall.page.locator("#wall")).isEmpty();
            assertThat(wall.page.locator("#veil")).isHidden();
            assertThat(wall.page.navigate("/panel/" + made.secret()).status()).isEqualTo(404);
        }
    }
}
