package org.ringbook.workspace;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringbook.lab.NeedsProgram;

/**
 * Takes the pictures of the README: a card that pops, the call log, and a call with its recording. They go to {@code target/pictures}; with
 * {@code -Dpictures=../docs/images} they replace those of the README.
 */
@NeedsProgram(at = Screen.CHROMIUM, of = "chromium")
class PicturesBrowserIT {

    private static final Path PLACE = Path.of(System.getProperty("pictures", "target/pictures"));

    private static final String DRAWN = "() => [...document.querySelectorAll('.player .part canvas')].some(canvas =>"
            + " canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some(dot => dot > 60))";

    @ParameterizedTest
    @CsvSource({"en-US, Maria Ivanova, ''", "ru-RU, Мария Иванова, -ru"})
    void aCardThatPopsTheLogOfAMorningAndACallThatIsHeard(String language, String maria, String suffix) {
        Office office = Office.fresh(language.substring(0, 2));
        aMorningOfCalls(office);
        aRecordedCall(office);
        try (Screen anna = Screen.atNoon(office, language).signIn("anna").listening();
                Screen vera = Screen.atNoon(office, language).signIn("vera").listening()) {
            office.telephones.call("+79035556677", "102").answered();
            office.telephones.call("+79161112233", "101");
            assertThat(anna.page.locator(".card-call.is-ringing h3")).containsText(maria);
            assertThat(anna.page.locator(".card-call.is-ringing .before")).isVisible();
            assertThat(anna.page.locator(".colleagues .is-talking")).isVisible();
            anna.picture(PLACE.resolve("live" + suffix + ".png"));

            vera.page.navigate("/calls");
            vera.listening();
            assertThat(vera.page.locator("#rows .row-missed").first()).isVisible();
            vera.picture(PLACE.resolve("calls" + suffix + ".png"));

            vera.page.navigate("/calls?number=%2B79161112233");
            // The first one rings at Anna's.
            vera.page.locator("#rows .who-name").nth(1).click();
            await("the recording is fetched")
                    .pollInSameThread()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> {
                        vera.page.reload();
                        return vera.page.locator(".player .waveform").count() > 0;
                    });
            assertThat(vera.page.locator(".player .part canvas").first()).isVisible();
            vera.page.waitForFunction(DRAWN);
            vera.picture(PLACE.resolve("call" + suffix + ".png"));
        } finally {
            office.close();
        }
    }

    private static void aRecordedCall(Office office) {
        Instant began = Instant.now().minusSeconds(150);
        String file = StoryRecordings.conversation("of-the-readme.wav", 96);
        office.telephones
                .call("+79161112233", "104", began)
                .answered(began.plusSeconds(6))
                .recorded(file, began.plusSeconds(6))
                .callerHangsUp(began.plusSeconds(102));
    }

    private static void aMorningOfCalls(Office office) {
        List<String> callers = List.of("+79035556677", "+79161112233", "+79990001122", "+74951234567", "+79161112233");
        for (int i = 0; i < 13; i++) {
            Instant at = Instant.now().minusSeconds(560L * (14 - i));
            var call = office.telephones.call(callers.get(i % 5), "10" + (1 + i % 3), at);
            if (i % 4 == 2) {
                call.callerHangsUp(at.plusSeconds(14 + i));
            } else {
                call.answered(at.plusSeconds(5 + i)).callerHangsUp(at.plusSeconds(70 + 31L * i));
            }
        }
    }
}
