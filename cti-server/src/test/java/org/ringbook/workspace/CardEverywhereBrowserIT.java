package org.ringbook.workspace;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.ringbook.lab.NeedsProgram;

/** Whoever's telephone rings sees it wherever they are, once, whatever becomes of their tabs. */
@NeedsProgram(at = Screen.CHROMIUM, of = "chromium")
class CardEverywhereBrowserIT {

    private static final Path PICTURES = Path.of("target/pictures");
    /** Two hundred take a quarter of an hour: {@code -Dcards.calls=200}, and {@code -Dcards.rings=100} of a hidden page. */
    private static final int CALLS = Integer.getInteger("cards.calls", 6);

    private static final int RINGS = Integer.getInteger("cards.rings", 6);
    private static final int AT_ONCE = 6;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Office office = Office.open();
    private final Random chance = new Random(13);

    private static Locator cards(Page page, String number) {
        return page.locator(".card-call").filter(new Locator.FilterOptions().setHasText(number));
    }

    private static LocatorAssertions.HasCountOptions patiently() {
        return new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE.toMillis());
    }

    private static LocatorAssertions.HasValueOptions soon() {
        return new LocatorAssertions.HasValueOptions().setTimeout(PATIENCE.toMillis());
    }

    @Test
    void theCardComesOnThePageOfAClientSoundsAndIsPutAway() {
        try (Screen vera = Screen.of(office, "ru-RU").signIn("vera")) {
            vera.page.navigate("/contacts");
            vera.listening();
            var call = office.telephones.call("+79161112233", "103");
            Locator card = cards(vera.page, "Мария Иванова").first();
            assertThat(card).containsText("Звонит");
            assertThat(vera.page).hasTitle(Pattern.compile("☎ Мария Иванова"));
            assertThat(vera.page.locator("body")).hasAttribute("data-rang", Pattern.compile("[0-9a-f-]{36}"));
            vera.picture(PICTURES.resolve("card-on-contacts.png"));
            vera.page.setViewportSize(390, 844);
            vera.picture(PICTURES.resolve("card-on-contacts-390.png"));
            vera.page.setViewportSize(1280, 800);
            call.answered();
            card.locator("textarea[data-draft]").fill("Спросила о доставке");
            assertThat(card.locator("[data-draft-state]")).containsText("Черновик сохранён");
            call.callerHangsUp();
            assertThat(card).containsText("Разговор окончен");
            card.locator(".work-acts .btn-primary").click();
            assertThat(card.locator(".work-state")).containsText("Сохранено");
            vera.page.reload();
            vera.listening();
            Locator folded = vera.page.locator(".card-call.is-folded").first();
            assertThat(folded).containsText("Мария Иванова");
            assertThat(folded.locator(".card-line")).containsText("Спросила о доставке");
            vera.picture(PICTURES.resolve("card-folded.png"));
            folded.locator(".card-close").click();
            assertThat(vera.page.locator("#dock")).isHidden();
            assertThat(vera.complaints()).isEmpty();
        }
    }

    /** The page was made, the telephone rang, and then the page began to listen. */
    @Test
    void whatHappensBetweenThePageAndItsStreamIsTold() {
        try (Screen gleb = Screen.of(office, "ru-RU").signIn("gleb")) {
            gleb.page.route("**/stream?*", asked -> {
                office.telephones.call("+79990003301", "104");
                asked.resume();
            });
            gleb.page.route("**/assets/stream-worker*", asked -> asked.abort());
            gleb.page.navigate("/tasks");
            assertThat(cards(gleb.page, "+7 999 000-33-01")).hasCount(1, patiently());
        }
    }

    @Test
    void aSharedNumberIsChosenInOneClickAndTakenBack() {
        try (Screen gleb = Screen.of(office, "ru-RU").signIn("gleb")) {
            gleb.page.navigate("/calls");
            gleb.listening();
            var call = office.telephones.call("+74951234567", "104").answered();
            Locator card = gleb.page.locator(".card-call.is-talking").first();
            assertThat(card.locator(".candidates")).containsText("Нина Белова");
            card.locator(".candidate")
                    .filter(new Locator.FilterOptions().setHasText("Нина Белова"))
                    .getByText("Этот звонок")
                    .click();
            assertThat(card.locator("h3")).containsText("Нина Белова");
            card.getByText("Выбрать снова").click();
            assertThat(card.locator(".candidates")).containsText("Олег Фёдоров");
            call.callerHangsUp();
            assertThat(gleb.complaints()).isEmpty();
        }
    }

    @Test
    void fiveTabsAndTwoBrowsersAreClosedAtRandomAndThereIsOneCardAndOneNoteAndNoDraftIsLost() {
        try (Screen desk = Screen.of(office, "ru-RU").signIn("vera");
                Screen laptop = Screen.of(office, "ru-RU").signIn("vera").listening()) {
            List<Page> tabs = new ArrayList<>();
            for (String path : List.of("/calls", "/contacts", "/tasks", "/leads", "/missed")) {
                tabs.add(desk.tab(path));
            }
            desk.page.close();
            for (int i = 0; i < CALLS; i++) {
                String number = "+7999000%04d".formatted(4400 + i);
                String printed = "+7 999 000-%02d-%02d".formatted(44 + i / 100, i % 100);
                var call = office.telephones.call(number, "103").answered();
                closeOne(tabs);
                tabs.forEach(tab -> assertThat(cards(tab, printed)).hasCount(1, patiently()));
                assertThat(cards(laptop.page, printed)).hasCount(1, patiently());

                Page typing = tabs.get(chance.nextInt(tabs.size()));
                String text = "заметка " + UUID.randomUUID();
                cards(typing, printed).locator("textarea[data-draft]").fill(text);
                typing.close();
                tabs.remove(typing);
                Page other = desk.tab("/contacts");
                tabs.add(other);
                Locator there = cards(other, printed).locator("textarea[data-draft]");
                assertThat(there).hasValue(text, soon());
                call.callerHangsUp();
                cards(other, printed).locator(".work-acts .btn-primary").click();
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(notesOf(text)).isOne());
                assertThat(cards(other, printed)).hasCount(1);
                cards(other, printed).locator(".card-close").click();
                assertThat(cards(other, printed)).hasCount(0);
                tabs.add(desk.tab("/tasks"));
            }
            assertThat(desk.complaints()).isEmpty();
        }
    }

    private void closeOne(List<Page> tabs) {
        tabs.remove(chance.nextInt(tabs.size())).close();
    }

    private int notesOf(String text) {
        return office.jdbc()
                .sql("select count(*) from event where kind = 'note' and text = ? and deleted_at is null")
                .param(text)
                .query(Integer.class)
                .single();
    }

    @Test
    void whileThePageIsHiddenTheAgentProgramPresentsEachRingAndWithoutItTheRingIsCountedAsUnseen() {
        UUID anna = office.staff().byLogin("anna").orElseThrow().id();
        try (Screen hidden = Screen.of(office, "ru-RU").signIn("anna").hidden();
                DeskProgram program = DeskProgram.of(office, "anna")) {
            hidden.page.navigate("/calls");
            hidden.listening();
            program.knowsOfAPage();
            ringUntil(RINGS, 5500, anna, "program");

            program.close();
            ringUntil(3, 5600, anna, "unseen");
            assertThat(shown(anna, "page", 5500)).isZero();
        }
        try (Screen seen = Screen.of(office, "ru-RU").signIn("anna")) {
            seen.page.navigate("/calls");
            seen.listening();
            ringUntil(3, 5700, anna, "page");
        }
    }

    /** All of them were shown by that; while they ring. */
    private void ringUntil(int times, int from, UUID person, String by) {
        for (int rung = 0; rung < times; rung += AT_ONCE) {
            int upTo = Math.min(rung + AT_ONCE, times);
            List<TelephoneStories.Ringing> calls = new ArrayList<>();
            for (int i = rung; i < upTo; i++) {
                calls.add(office.telephones.call("+7999000%04d".formatted(from + i), "101"));
            }
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(shown(person, by, from)).isEqualTo(upTo));
            calls.forEach(TelephoneStories.Ringing::callerHangsUp);
        }
    }

    /** Of calls whose numbers begin like those of the story that begins with {@code from}. */
    private int shown(UUID person, String by, int from) {
        return office.jdbc()
                .sql("select count(*) from ring_shown r join call c on c.id = r.call_id"
                        + " where r.staff_id = ? and r.shown_by = ? and c.external like ?")
                .params(person, by, "%7999000" + from / 100 + "%")
                .query(Integer.class)
                .single();
    }
}
