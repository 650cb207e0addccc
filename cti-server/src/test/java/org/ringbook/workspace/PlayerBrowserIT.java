package org.ringbook.workspace;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.time.Instant;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.ringbook.lab.NeedsProgram;

/** A recording is heard in real Chromium. */
@NeedsProgram(at = Screen.CHROMIUM, of = "chromium")
class PlayerBrowserIT {

    private static final String TIME = "document.querySelector('.player audio').currentTime";

    private final Office office = Office.open();

    private void recorded(String number, String agent, int seconds) {
        Instant began = Instant.now().minusSeconds(seconds + 5);
        String file = StoryRecordings.conversation("call" + number.substring(1) + ".wav", seconds);
        office.telephones
                .call(number, agent, began)
                .answered(began.plusSeconds(2))
                .recorded(file, began.plusSeconds(2))
                .callerHangsUp(began.plusSeconds(seconds + 2));
    }

    private static double time(Screen screen) {
        return ((Number) screen.page.evaluate(TIME)).doubleValue();
    }

    private static void opens(Screen screen, String number) {
        screen.page.navigate("/calls?number=%2B" + number.substring(1));
        screen.page.locator("#rows .who-name").first().click();
        assertThat(screen.page.locator(".player canvas")).isVisible();
    }

    @Test
    void veraHearsACallJumpsInItAndLeavesANote() {
        recorded("+79035550101", "104", 24);
        try (Screen vera = Screen.of(office, "ru-RU").signIn("vera")) {
            opens(vera, "+79035550101");
            assertThat(vera.page.locator(".player [data-length]")).hasText("00:24");
            assertThat(vera.page.locator("#recordings")).containsText("Говорил клиент");
            vera.page.locator(".player [data-toggle]").click();
            vera.page.waitForFunction("() => " + TIME + " > 0.3");
            // The button that was clicked has the focus, and the keys are the player's all the same.
            vera.page.keyboard().press("ArrowRight");
            assertThat(time(vera)).isGreaterThanOrEqualTo(10);
            vera.page.keyboard().press("Home");
            double length =
                    ((Number) vera.page.evaluate("document.querySelector('.player audio').duration")).doubleValue();
            assertThat(length).isBetween(23.9, 24.1);

            Locator canvas = vera.page.locator(".player canvas");
            canvas.press("ArrowRight");
            assertThat(time(vera)).isGreaterThanOrEqualTo(10);
            canvas.press(" ");
            double stopped = time(vera);
            canvas.press("ArrowLeft");
            assertThat(time(vera)).isLessThan(stopped - 5);
            canvas.press(">");
            assertThat(vera.page.locator(".player [data-speed]")).hasText("1.25×");

            canvas.press("ArrowRight");
            canvas.press("n");
            vera.page.locator("[data-note-form] [name=text]").fill("Просит скидку <b>");
            vera.page.locator("[data-note-form] button").click();
            Locator note = vera.page.locator(".notes li");
            assertThat(note).containsText("Просит скидку <b>");
            note.locator("a").click();
            assertThat(vera.page).hasURL(Pattern.compile(".*#t=[0-9.]+$"));
            vera.page.reload();
            vera.page.waitForFunction("() => document.querySelector('.player [data-now]').textContent !== '00:00'");
            assertThat(vera.complaints()).isEmpty();
        }
    }

    @Test
    void theListPlaysInItsPlace() {
        recorded("+79035550102", "104", 6);
        try (Screen vera = Screen.of(office, "en-US").signIn("vera")) {
            vera.page.navigate("/calls?number=%2B79035550102");
            Locator play = vera.page.locator("#rows [data-plays]").first();
            for (int tries = 0; tries < 50 && play.count() == 0; tries++) {
                vera.page.waitForTimeout(100);
                vera.page.reload();
            }
            play.click();
            vera.page.waitForFunction("() => " + TIME + " > 0.3");
            play.click();
            assertThat(vera.page.locator("#rows .mini-player")).hasCount(0);
            assertThat(vera.complaints()).isEmpty();
        }
    }

    @Test
    void aCallThatComesWhileTheListPlaysStopsNothing() {
        recorded("+79035550105", "104", 6);
        try (Screen vera = Screen.of(office, "en-US").signIn("vera").listening()) {
            vera.page.navigate("/calls");
            vera.listening();
            Locator play = vera.page.locator("#rows [data-plays]").first();
            assertThat(play).isVisible();
            HeldAnswer drawing = HeldAnswer.ofNext(vera.page, "/calls");
            office.telephones.call("+79035550106", "102").callerHangsUp();
            drawing.waitUntilHeld();
            play.click();
            vera.page.waitForFunction("() => " + TIME + " > 0.1");
            drawing.letGo();
            assertThat(vera.page.locator("[data-fresh]")).isVisible();
            assertThat(vera.page.locator("#rows .mini-player")).isVisible();

            vera.page.evaluate("() => document.activeElement.blur()");
            office.telephones.call("+79035550107", "102").callerHangsUp();
            vera.page.waitForFunction("() => " + TIME + " > 3");
            assertThat(vera.page.locator("#rows .mini-player")).isVisible();
        }
    }

    @Test
    void aConversationIsFoundByWhoSpokeHowMuch() {
        recorded("+79035550104", "104", 30);
        try (Screen vera = Screen.of(office, "ru-RU").signIn("vera")) {
            opens(vera, "+79035550104");
            vera.page.navigate("/recordings/talk?monologue=14&ours=40");
            assertThat(vera.page.locator(".spoken tbody")).containsText("+7 903 555-01-04");
            vera.page.navigate("/recordings/talk?ours=90");
            assertThat(vera.page.locator(".spoken")).containsText("Ни один разговор не подходит");
            assertThat(vera.complaints()).isEmpty();
        }
    }

    @Test
    void whoWasNotInTheCallIsToldSoAndHearsNothing() {
        recorded("+79035550103", "104", 6);
        try (Screen boris = Screen.of(office, "ru-RU").signIn("boris")) {
            boris.page.navigate("/calls?number=%2B79035550103");
            assertThat(boris.page.locator("#list")).containsText("Ни один звонок не подходит");
        }
    }
}
