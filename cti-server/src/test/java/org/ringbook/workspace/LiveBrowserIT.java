package org.ringbook.workspace;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.ringbook.lab.NeedsProgram;

@NeedsProgram(at = Screen.CHROMIUM, of = "chromium")
class LiveBrowserIT {

    private static final Path PICTURES = Path.of("target/pictures");

    private final Office office = Office.open();

    @Test
    void mariaCallsAndHerCardPopsTalksEndsAndIsPutAway() {
        try (Screen anna = Screen.of(office, "ru-RU").signIn("anna").listening()) {
            var call = office.telephones.call("+79161112233", "101");
            Locator card = card(anna, "Мария Иванова");
            assertThat(card).containsText("Звонит");
            assertThat(card).containsText("Ромашка");
            assertThat(anna.page).hasTitle(Pattern.compile("☎ Мария Иванова"));

            call.answered();
            assertThat(card).containsText("Разговор");
            call.callerHangsUp();
            assertThat(card).containsText("Разговор окончен");
            assertThat(anna.page.locator("#today")).containsText("Мария Иванова");

            card.locator(".card-close").click();
            assertThat(card).hasCount(0);
            assertThat(anna.complaints()).isEmpty();
        }
    }

    /** The page asked for its cards, and the answer was under way when the caller hung up. */
    @Test
    void aCallerWhoHangsUpWhileTheCardIsBeingDrawnHasHungUpOnTheCard() {
        try (Screen anna = Screen.of(office, "ru-RU").signIn("anna").listening()) {
            var call = office.telephones.call("+79035556677", "101");
            Locator card = card(anna, "Павел Кузнецов");
            assertThat(card).containsText("Звонит");

            HeldAnswer drawing = HeldAnswer.ofNext(anna.page, "/live/cards");
            call.answered();
            drawing.waitUntilHeld();
            anna.page.evaluate(
                    "() => document.body.addEventListener('stream:mine', () => document.body.dataset.told = 'yes')");
            call.callerHangsUp();
            anna.page.waitForFunction("() => document.body.dataset.told === 'yes'");
            drawing.letGo();

            assertThat(card).containsText("Разговор окончен", within15Seconds());
            card.locator(".card-close").click();
        }
    }

    @Test
    void aMissedCallFromAnUnknownNumberStandsOutAndBecomesAContact() {
        try (Screen boris = Screen.of(office, "en-US").signIn("boris").listening()) {
            office.telephones.call("+79990001122", "102").callerHangsUp();
            Locator card = boris.page.locator(".card-call.is-missed").first();
            assertThat(card).containsText("Missed");
            assertThat(card.locator(".btn-call")).containsText("Call back");
            card.getByText("Create contact").click();
            assertThat(boris.page.locator("[name=number]").first()).hasValue("+79990001122");
            assertThat(boris.complaints()).isEmpty();
        }
    }

    @Test
    void aSharedNumberShowsEverybodyItMayBe() {
        try (Screen gleb = Screen.of(office, "ru-RU").signIn("gleb").listening()) {
            var call = office.telephones.call("+74951234567", "104");
            Locator card = gleb.page.locator(".card-call.is-ringing");
            assertThat(card.locator(".candidates")).containsText("Нина Белова");
            assertThat(card.locator(".candidates")).containsText("Олег Фёдоров");
            call.callerHangsUp();
        }
    }

    @Test
    void aBrokenConnectionIsToldAndHealsByItself() {
        try (Screen vera = Screen.of(office, "ru-RU").signIn("vera").listening()) {
            vera.page.evaluate("() => document.dispatchEvent(new Event('stream-breaks'))");
            assertThat(vera.page.locator("#connection")).isVisible();
            assertThat(vera.page.locator("#connection")).containsText("Нет связи с сервером");
            assertThat(vera.page.locator("#connection")).isHidden();
            var call = office.telephones.call("+79035556677", "103");
            assertThat(card(vera, "Павел Кузнецов")).isVisible();
            call.callerHangsUp();
        }
    }

    @Test
    void whatIsNoNumberIsRefusedInWords() {
        try (Screen anna = Screen.of(office, "ru-RU").signIn("anna").listening()) {
            anna.page.locator("body").press("d");
            anna.page.keyboard().type("сто один");
            anna.page.keyboard().press("Enter");
            assertThat(anna.page.locator("#toast")).containsText("Не удалось позвонить");
            assertThat(anna.complaints()).isEmpty();
        }
    }

    @Test
    void aDialledNumberRingsTheOwnTelephoneFirst() {
        try (Screen vera = Screen.of(office, "ru-RU").signIn("vera").listening()) {
            vera.page.locator(".dial input[type=tel]").fill("8 (495) 123-00-01");
            vera.page.keyboard().press("Enter");
            assertThat(vera.page.locator("#toast")).containsText("+7 495 123-00-01");
            assertThat(card(vera, "+7 495 123-00-01").first()).isVisible();
        }
    }

    @Test
    void whileTheCardNumberIsSaidTheRecordingIsPausedAndTheCardSaysSo() {
        try (Screen gleb = Screen.of(office, "ru-RU").signIn("gleb").listening()) {
            gleb.page.locator(".dial input[type=tel]").fill("8 (495) 123-00-04");
            gleb.page.keyboard().press("Enter");
            Locator card = card(gleb, "+7 495 123-00-04").first();
            assertThat(card).containsText("Идёт запись", within15Seconds());
            gleb.picture(PICTURES.resolve("recorded.png"));

            card.getByText("Приостановить запись").click();
            assertThat(gleb.page.locator("#toast")).containsText("Запись приостановлена");
            assertThat(card).containsText("Не записывается");
            gleb.picture(PICTURES.resolve("paused.png"));

            card.getByText("Продолжить запись").click();
            assertThat(gleb.page.locator("#toast")).containsText("Запись продолжается");
            assertThat(card).containsText("Идёт запись");
            assertThat(gleb.complaints()).isEmpty();
        }
    }

    @Test
    void annaHangsUpByTheButtonOfTheCard() {
        try (Screen anna = talkingAtTheDemo("anna", "8 (495) 123-00-05")) {
            Locator card = card(anna, "+7 495 123-00-05").first();
            anna.picture(PICTURES.resolve("commands.png"));
            card.getByText("Завершить").click();
            assertThat(card).containsText("Разговор окончен", within15Seconds());
            assertThat(anna.complaints()).isEmpty();
        }
    }

    @Test
    void borisHandsTheCallOnToAColleagueByName() {
        try (Screen boris = talkingAtTheDemo("boris", "8 (495) 123-00-06")) {
            Locator card = card(boris, "+7 495 123-00-06").first();
            card.getByText("Перевести …").click();
            Locator dialog = boris.page.locator("dialog[open]");
            assertThat(dialog.locator(".transfer-people")).containsText("Вера");
            boris.picture(PICTURES.resolve("transfer.png"));
            boris.page.setViewportSize(390, 844);
            boris.picture(PICTURES.resolve("transfer-390.png"));
            boris.page.keyboard().type("кто-то");
            boris.page.keyboard().press("Enter");
            assertThat(dialog).containsText("Нет коллеги с телефоном по имени «кто-то»");
            dialog.locator("input[name=to]").fill("вера");
            boris.page.keyboard().press("Enter");
            assertThat(dialog).hasCount(0);
            assertThat(card).containsText("Переведён", within15Seconds());
            assertThat(boris.complaints()).isEmpty();
        }
    }

    @Test
    void glebAsksVeraFirstAndJoinsHerWithTheCustomer() {
        try (Screen gleb = talkingAtTheDemo("gleb", "en-US", "8 (495) 123-00-07")) {
            Locator card = card(gleb, "+7 495 123-00-07").first();
            card.getByText("Transfer …").click();
            Locator dialog = gleb.page.locator("dialog[open]");
            dialog.locator("input[name=to]").fill("вера");
            dialog.getByText("Ask first").click();
            assertThat(card.locator(".card-asked")).containsText("You speak with Вера Орлова", within15Seconds());
            gleb.picture(PICTURES.resolve("consulting.png"));
            gleb.page.setViewportSize(390, 844);
            gleb.picture(PICTURES.resolve("consulting-390.png"));
            card.getByText("Join both").click();
            assertThat(card).containsText("Transferred", within15Seconds());
            assertThat(gleb.complaints()).isEmpty();
        }
    }

    /** Only their own telephone and the called one know of it: no other test's call is in the way. */
    private Screen talkingAtTheDemo(String login, String number) {
        return talkingAtTheDemo(login, "ru-RU", number);
    }

    private Screen talkingAtTheDemo(String login, String language, String number) {
        Screen screen = Screen.of(office, language).signIn(login).listening();
        screen.page.locator(".dial input[type=tel]").fill(number);
        screen.page.keyboard().press("Enter");
        assertThat(card(screen, number.replace("8 (495)", "+7 495")).first())
                .containsText(language.startsWith("ru") ? "Разговор" : "Talking", within15Seconds());
        return screen;
    }

    private static LocatorAssertions.ContainsTextOptions within15Seconds() {
        return new LocatorAssertions.ContainsTextOptions().setTimeout(15_000);
    }

    private static Locator card(Screen screen, String name) {
        return screen.page.locator(".card-call", new com.microsoft.playwright.Page.LocatorOptions().setHasText(name));
    }
}
