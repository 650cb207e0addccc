package org.ringbook.workspace;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.ringbook.lab.NeedsProgram;

/** The disk of the recordings is nearly full, and whoever looks after the telephones reads it where they look. */
@NeedsProgram(at = Screen.CHROMIUM, of = "chromium")
class LittleRoomBrowserIT {

    private static final Path PLACE = Path.of("target/pictures");
    private static final String MORE_THAN_ANY = "1000000TB";

    @Test
    void theAdministratorReadsWhatToDoAndTheSupervisorWhomToTell() {
        Office office = Office.ofLittleRoom(MORE_THAN_ANY, MORE_THAN_ANY);
        try (Screen admin = Screen.of(office, "ru-RU").signIn("admin");
                Screen vera = Screen.of(office, "en-US").signIn("vera")) {
            admin.page.navigate("/sources");
            assertThat(admin.page.locator("#sources")).containsText("новые записи не забираются");
            assertThat(admin.page.locator("#sources")).containsText("ringbook.recordings.keep");
            admin.picture(PLACE.resolve("room-stopped-ru.png"));

            vera.page.navigate("/sources");
            assertThat(vera.page.locator("#sources")).containsText("no more recordings are fetched");
            assertThat(vera.page.locator("#sources")).containsText("Tell your administrator");
            vera.picture(PLACE.resolve("room-stopped.png"));
            vera.page.click("text=Calls whose recording is not fetched yet");
            assertThat(vera.page.locator("h1")).hasText("Without a recording");
            assertThat(admin.complaints()).isEmpty();
            assertThat(vera.complaints()).isEmpty();
        } finally {
            office.close();
        }
    }

    @Test
    void littleRoomIsToldBeforeItEnds() {
        Office office = Office.ofLittleRoom(MORE_THAN_ANY, "0");
        try (Screen admin = Screen.of(office, "en-US").signIn("admin")) {
            admin.page.navigate("/sources");
            assertThat(admin.page.locator("#sources")).containsText("There is little room left for recordings.");
            admin.picture(PLACE.resolve("room-little.png"));
        } finally {
            office.close();
        }
    }

    @Test
    void whileThereIsRoomNothingIsSaidOfIt() {
        try (Screen vera = Screen.of(Office.open(), "en-US").signIn("vera")) {
            vera.page.navigate("/sources");
            assertThat(vera.page.locator("#sources .source").first()).isVisible();
            assertThat(vera.page.locator("#sources")).not().containsText("Room for recordings");
        }
    }
}
