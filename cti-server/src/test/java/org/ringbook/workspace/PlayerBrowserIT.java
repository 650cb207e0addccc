package org.ringbook.workspace;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.ringbook.lab.NeedsProgram;

/** A recording is heard in real Chromium. */
@NeedsProgram(at = Screen.CHROMIUM, of = "chromium")
class PlayerBrowserIT {

    private static final Path PICTURES = Path.of("target/pictures");
    private static final String TIME = "document.querySelector('.player audio').currentTime";

    /** How many dots are drawn in the left (0) or right (1) half of the upper (0) or lower (1). */
    private static final String PAINTED =
            "const canvas = document.querySelector('.player .part canvas'); if (!canvas) return false;"
                    + "const painted = (right, below) => {"
                    + " const [width, height] = [canvas.width / 2, canvas.height / 2];"
                    + " const dots = canvas.getContext('2d').getImageData(right * width, below * height, width, height).data;"
                    + " return dots.filter((value, at) => at % 4 === 3 && value > 60).length; };";

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
        assertThat(screen.page.locator(".player .waveform")).isVisible();
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

            Locator wave = vera.page.locator(".player .waveform");
            wave.press("ArrowRight");
            assertThat(time(vera)).isGreaterThanOrEqualTo(10);
            wave.press(" ");
            double stopped = time(vera);
            wave.press("ArrowLeft");
            assertThat(time(vera)).isLessThan(stopped - 5);
            wave.press(">");
            assertThat(vera.page.locator(".player [data-speed]")).hasText("1.25×");

            wave.press("ArrowRight");
            wave.press("n");
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
    void eachSideIsDrawnWhereItSpeaksAndNoSoundIsFetchedForThat() {
        recorded("+79035550117", "104", 24);
        try (Screen vera = Screen.of(office, "ru-RU").signIn("vera")) {
            var sounds = new CopyOnWriteArrayList<String>();
            vera.page.onRequest(request -> {
                if (request.url().contains("/audio")) {
                    sounds.add(request.url());
                }
            });
            opens(vera, "+79035550117");
            // The customer speaks in the first half, above; ours in the second, below.
            vera.page.waitForFunction("() => {" + PAINTED + " return painted(0, 0) > 2000 && painted(1, 1) > 2000"
                    + " && painted(1, 0) < 1000 && painted(0, 1) < 1000 }");
            assertThat(sounds).isEmpty();
            assertThat(vera.page.evaluate("typeof WaveSurferAudioContext")).isEqualTo("undefined");
            vera.page.locator(".player [data-toggle]").click();
            vera.page.waitForFunction("() => " + TIME + " > 0.3");
            assertThat(sounds).isNotEmpty();
            assertThat(vera.complaints()).isEmpty();
        }
    }

    @Test
    void holdAndPauseStandOnTheTimeline() {
        Instant began = Instant.now().minusSeconds(65);
        office.telephones
                .call("+79035550115", "104", began)
                .answered(began)
                .recorded(StoryRecordings.conversation("paused.wav", 60), began)
                .held(began.plusSeconds(10), began.plusSeconds(20))
                .paused(began.plusSeconds(34), began.plusSeconds(45))
                .callerHangsUp(began.plusSeconds(60));
        try (Screen vera = Screen.of(office, "ru-RU").signIn("vera")) {
            opens(vera, "+79035550115");
            assertThat(vera.page.locator("#recordings .legend")).containsText("На удержании");
            assertThat(vera.page.locator("#recordings .legend .key-pause + span"))
                    .hasText("Запись приостановлена");
            assertThat(vera.page.locator("#recordings .legend .key-move")).isHidden();
            Locator pause = vera.page.locator(".stretch-pause");
            assertThat(pause).hasCount(1);
            assertThat(pause).hasText("Запись приостановлена");
            Locator wave = vera.page.locator(".player .waveform");
            double width = wave.boundingBox().width;
            assertThat(pause.boundingBox().x - wave.boundingBox().x).isBetween(width * 0.55, width * 0.58);
            assertThat(pause.boundingBox().height).isEqualTo(wave.boundingBox().height);

            vera.page.mouse().click(pause.boundingBox().x + 20, pause.boundingBox().y + 20);
            assertThat(wave).hasAttribute("aria-valuetext", Pattern.compile("00:3[45], Запись приостановлена"));
            wave.press("ArrowRight");
            assertThat(wave).hasAttribute("aria-valuetext", Pattern.compile("00:4[56]"));
            pictures(vera, "player-ru");
            assertThat(vera.complaints()).isEmpty();
        }
    }

    @Test
    void twoRecordingsOfOneCallAreOneTimeline() {
        Instant began = Instant.now().minusSeconds(65);
        office.telephones
                .call("+79035550116", "104", began)
                .answered(began)
                .recorded(StoryRecordings.mono("first.wav", 20), began)
                .recordingEnds(began.plusSeconds(20))
                .recorded(StoryRecordings.mono("second.wav", 25), began.plusSeconds(35))
                .callerHangsUp(began.plusSeconds(60));
        try (Screen vera = Screen.of(office, "en-US").signIn("vera")) {
            opens(vera, "+79035550116");
            assertThat(vera.page.locator(".player [data-length]")).hasText("01:00");
            Locator wave = vera.page.locator(".player .waveform");
            wave.press("Home");
            double width = wave.boundingBox().width;
            wave.click(new Locator.ClickOptions().setPosition(width * 0.75, 20));
            assertThat(vera.page.locator(".player [data-now]")).hasText("00:45");
            vera.page.waitForFunction("() => Math.abs(" + TIME + " - 10) < 0.3");
            wave.press(" ");
            vera.page.waitForFunction("() => " + TIME + " > 10.5");
            wave.press(" ");
            pictures(vera, "player-two");
            assertThat(vera.complaints()).isEmpty();
        }
    }

    private static void pictures(Screen screen, String name) {
        screen.picture(PICTURES.resolve(name + ".png"));
        screen.page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        screen.picture(PICTURES.resolve(name + "-dark.png"));
        screen.page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        screen.page.setViewportSize(420, 800);
        // It is drawn anew in the next frames.
        screen.page.waitForFunction("() => {" + PAINTED + " return painted(0, 0) > 200 }");
        screen.picture(PICTURES.resolve(name + "-narrow.png"));
        screen.page.setViewportSize(1280, 800);
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
            assertThat(vera.page.evaluate("typeof WaveSurfer")).isEqualTo("undefined");
            play.click();
            vera.page.waitForFunction("() => " + TIME + " > 0.3");
            assertThat(vera.page.locator(".mini-player canvas").first()).isVisible();
            vera.picture(PICTURES.resolve("player-list.png"));
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
            HeldAnswer drawing = HeldAnswer.ofAll(vera.page, "/calls");
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
    void aRecordingThatNobodyHereCanDrawPlaysAndItIsSaidWhy() {
        recorded("+79035550118", "104", 6);
        try (Screen vera = Screen.of(office, "ru-RU").signIn("vera")) {
            opens(vera, "+79035550118");
            assertThat(vera.page.locator("#recordings")).not().containsText("ffmpeg");
            office.forgetsWaveforms();
            vera.page.reload();
            assertThat(vera.page.locator("#recordings")).containsText("Нет графика звука и долей разговора");
            vera.page.locator(".player [data-toggle]").click();
            vera.page.waitForFunction("() => " + TIME + " > 0.3");
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
            assertThat(vera.page.locator(".spoken")).containsText("Ничего не найдено");
            assertThat(vera.complaints()).isEmpty();
        }
    }

    @Test
    void whoWasNotInTheCallIsToldSoAndHearsNothing() {
        recorded("+79035550103", "104", 6);
        try (Screen boris = Screen.of(office, "ru-RU").signIn("boris")) {
            boris.page.navigate("/calls?number=%2B79035550103");
            assertThat(boris.page.locator("#list")).containsText("Звонки не найдены");
        }
    }
}
