package org.ringbook.workspace;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.TestFolder;
import org.ringbook.faults.RingbookProcess;
import org.ringbook.lab.NeedsProgram;

/** A call rings, a note is typed, the server is killed in between: nothing that was typed is lost. By keyboard alone. */
@NeedsProgram(at = Screen.CHROMIUM, of = "chromium")
class NotesSurviveBrowserIT {

    private static final Path PICTURES = Path.of("target/pictures");
    private static final String CRM_KEY = "story-crm-key";
    private static final int MOST_TABS = 150;

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port = freePort();
    private final String address = "http://127.0.0.1:" + port;
    private final RingbookProcess server = new RingbookProcess(
            TestFolder.lasting("ringbook-notes"),
            List.of(
                    "ringbook.http.port=" + port,
                    "ringbook.http.address=127.0.0.1",
                    "ringbook.admin.password=" + Office.PASSWORD,
                    "ringbook.demo.enabled=true",
                    "ringbook.demo.calls-per-minute=0",
                    "ringbook.recordings.space.least=0",
                    "ringbook.recordings.space.stop-below=0",
                    "ringbook.megafon.vats.address=http://127.0.0.1:1/",
                    "ringbook.megafon.vats.key=story-key",
                    "ringbook.megafon.vats.crm-key=" + CRM_KEY));

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    @BeforeEach
    void borisHasAPassword() throws Exception {
        server.start();
        String people = api("GET", "/api/staff", null);
        Matcher boris =
                Pattern.compile("\"id\":\"([0-9a-f-]{36})\",\"name\":\"Борис").matcher(people);
        if (!boris.find()) {
            throw new IllegalStateException(people);
        }
        api("PUT", "/api/staff/" + boris.group(1) + "/password", "{\"password\":\"" + Office.PASSWORD + "\"}");
    }

    @AfterEach
    void close() throws InterruptedException {
        server.stop();
        server.close();
    }

    private String api(String method, String path, String body) throws Exception {
        String basic =
                Base64.getEncoder().encodeToString(("admin:" + Office.PASSWORD).getBytes(StandardCharsets.UTF_8));
        var request = HttpRequest.newBuilder(URI.create(address + path))
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    /** What the operator's virtual PBX says of Maria's call to Boris. */
    private void vatsTells(String type) throws Exception {
        String event =
                "cmd=event&type=" + type + "&callid=STORY1&user=boris&ext=102&phone=79161112233&crm_token=" + CRM_KEY;
        http.send(
                HttpRequest.newBuilder(URI.create(address + "/hooks/vats?" + event))
                        .build(),
                HttpResponse.BodyHandlers.discarding());
    }

    /** Maria is being edited in one tab, the log is open in another; the keyboard goes to the card with F2, and back. */
    @Test
    void mariaRingsWhileHerCardIsEditedAndTheServerIsKilledAndWhatWasTypedInBothStands() throws Exception {
        try (Screen boris = Screen.at(address, "ru-RU").signIn("boris").listening()) {
            Page page = boris.page;
            Page log = boris.tab("/calls");
            page.navigate("/contacts?text=%D0%9C%D0%B0%D1%80%D0%B8%D1%8F");
            page.locator("a.who-name").first().click();
            page.locator("a[href$='/edit']").first().click();
            boris.listening();
            Locator comment = page.locator("main textarea").first();
            comment.focus();
            page.keyboard().type("Любит звонки утром");

            vatsTells("INCOMING");
            Locator card = page.locator(".card-call").filter(new Locator.FilterOptions().setHasText("Мария Иванова"));
            Locator note = card.locator("textarea[data-draft]");
            assertThat(note).isVisible();
            assertThat(log.locator(".card-call textarea[data-draft]")).hasCount(1);
            assertThat(comment).isFocused();
            page.keyboard().press("F2");
            assertThat(note).isFocused();
            page.keyboard().type("Во вторник");
            assertThat(card.locator("[data-draft-state]")).containsText("Черновик сохранён");

            server.kill();
            page.keyboard().type(" в десять");
            page.keyboard().press("F2");
            assertThat(comment).isFocused();
            page.keyboard().type(" и вечером");
            String edited = page.url();
            server.start();
            page.navigate("/sign-in");
            boris.signIn("boris").listening();
            page.navigate(edited);
            boris.listening();
            assertThat(comment).hasValue(Pattern.compile("Любит звонки утром и вечером$"));
            assertThat(page.locator("#form-kept")).isVisible();

            vatsTells("ACCEPTED");
            assertThat(note)
                    .hasValue("Во вторник в десять", new LocatorAssertions.HasValueOptions().setTimeout(30_000));
            page.keyboard().press("F2");
            assertThat(note).isFocused();
            page.keyboard().press("Control+Enter");
            assertThat(card.locator(".work-state")).containsText("Сохранено");
            Locator again = card.locator(".work-results").getByText("Перезвонить");
            tabTo(page, again);
            page.keyboard().press("Enter");
            assertThat(card.locator(".work-steps")).containsText("Запланируйте следующий шаг");
            LocalDateTime tuesday = LocalDate.now(ZoneId.of("Europe/Moscow"))
                    .with(TemporalAdjusters.next(DayOfWeek.TUESDAY))
                    .atTime(10, 0);
            card.locator("[name=at]").fill(tuesday.toString());
            tabTo(page, card.locator(".work-step .btn[value=at]"));
            page.keyboard().press("Enter");
            assertThat(card.locator(".work-due")).containsText("10:00");
            boris.picture(PICTURES.resolve("card-while-editing.png"));
        }
    }

    /** As a person does who has no mouse. */
    private static void tabTo(Page page, Locator place) {
        for (int i = 0; i < MOST_TABS; i++) {
            if ((Boolean) place.first().evaluate("one => one === document.activeElement")) {
                return;
            }
            page.keyboard().press("Tab");
        }
        throw new AssertionError("The Tab key does not come to " + place);
    }

    @Test
    void mariaRingsBorisTypesTheServerIsKilledAndNothingIsLostThenAResultAndATask() throws Exception {
        try (Screen boris = Screen.at(address, "ru-RU").signIn("boris").listening()) {
            Page page = boris.page;
            vatsTells("INCOMING");
            Locator card = page.locator(".card-call").filter(new Locator.FilterOptions().setHasText("Мария Иванова"));
            Locator note = card.locator("textarea[data-draft]");
            assertThat(note).isVisible();
            page.keyboard().press("n");
            assertThat(note).isFocused();
            page.keyboard().type("Ждёт счёт");
            assertThat(card.locator("[data-draft-state]")).containsText("Черновик сохранён");

            vatsTells("ACCEPTED");
            assertThat(card).containsText("Разговор");
            assertThat(note).isFocused();
            assertThat(note).hasValue("Ждёт счёт");
            boris.picture(PICTURES.resolve("note-on-the-card.png"));

            server.kill();
            page.keyboard().type(" на 40 коробок");
            assertThat(card.locator("[data-draft-state]")).containsText("сохранён в этом браузере");
            server.start();
            vatsTells("COMPLETED");

            page.navigate("/sign-in");
            boris.signIn("boris").listening();
            page.navigate("/calls");
            Locator call =
                    page.locator("#rows .who-name").getByText("Мария Иванова").first();
            tabTo(page, call);
            page.keyboard().press("Enter");
            Locator typed = page.locator("textarea[data-draft]");
            assertThat(typed).hasValue("Ждёт счёт на 40 коробок");

            Locator again = page.locator(".work-results").getByText("Перезвонить");
            page.keyboard().press("n");
            assertThat(typed).isFocused();
            tabTo(page, again);
            page.keyboard().press("Enter");
            assertThat(page.locator(".work-results [aria-pressed=true]")).hasText("Перезвонить");
            assertThat(page.locator(".work-steps")).containsText("Запланируйте следующий шаг");
            assertThat(page.getByText("Через час")).isFocused();
            page.keyboard().press("Tab");
            page.keyboard().press("Enter");
            assertThat(page.locator(".work-due")).containsText("Перезвонить: Мария Иванова");
            assertThat(page.locator(".work-due")).containsText("Завтра, 10:00");
            assertThat(typed).hasValue("Ждёт счёт на 40 коробок");
            boris.picture(PICTURES.resolve("note-of-the-call.png"));

            page.navigate("/calls");
            assertThat(page.locator("#rows .chip-chosen")).hasText("Перезвонить");
            page.navigate("/tasks");
            assertThat(page.locator("tbody")).containsText("Перезвонить: Мария Иванова");
        }
    }
}
