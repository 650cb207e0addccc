package org.ringbook.workspace;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Takes the pictures of the README: a card that pops, and the call log. They go to {@code target/pictures}; with
 * {@code -Dpictures=../docs/images} they replace those of the README.
 */
@NeedsBrowser
class PicturesBrowserIT {

    private static final Path PLACE = Path.of(System.getProperty("pictures", "target/pictures"));

    private final Office office = Office.open();

    @Test
    void aCardThatPops() {
        aMorningOfCalls();
        try (Screen anna = Screen.of(office, "en-US").signIn("anna").listening()) {
            var call = office.telephones.call("+79161112233", "101");
            var colleague = office.telephones.call("+79035556677", "102").answered();
            assertThat(anna.page.locator(".card-call.is-ringing h3")).containsText("Мария Иванова");
            assertThat(anna.page
                            .locator(".card-call.is-ringing .before, .before-none")
                            .first())
                    .isVisible();
            anna.picture(PLACE.resolve("live.png"));
            call.callerHangsUp();
            colleague.callerHangsUp();
        }
    }

    @Test
    void theCallLog() {
        aMorningOfCalls();
        try (Screen vera = Screen.of(office, "en-US").signIn("vera").listening()) {
            vera.page.navigate("/calls");
            vera.listening();
            assertThat(vera.page.locator("#rows .row-missed").first()).isVisible();
            vera.picture(PLACE.resolve("calls.png"));
        }
    }

    private void aMorningOfCalls() {
        List<String> callers = List.of("+79035556677", "+79161112233", "+79990001122", "+74951234567");
        for (int i = 0; i < 8; i++) {
            Instant at = Instant.now().minusSeconds(300L * (9 - i));
            var call = office.telephones.call(callers.get(i % 4), "10" + (1 + i % 3), at);
            if (i % 3 == 1) {
                call.callerHangsUp(at.plusSeconds(14));
            } else {
                call.answered(at.plusSeconds(5 + i)).callerHangsUp(at.plusSeconds(70 + 31L * i));
            }
        }
    }
}
