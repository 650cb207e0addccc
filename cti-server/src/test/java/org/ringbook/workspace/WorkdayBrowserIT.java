package org.ringbook.workspace;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.time.Instant;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.ringbook.lab.NeedsProgram;

/** A note that is typed at two places, a result that asks why, and a missed call that leaves the list by itself. */
@NeedsProgram(at = Screen.CHROMIUM, of = "chromium")
class WorkdayBrowserIT {

    private final Office office = Office.open();

    private static Locator note(Screen screen, String who) {
        return screen.page
                .locator(".card-call")
                .filter(new Locator.FilterOptions().setHasText(who))
                .first()
                .locator("textarea[data-draft]");
    }

    private static LocatorAssertions.HasValueOptions soon() {
        return new LocatorAssertions.HasValueOptions().setTimeout(30_000);
    }

    @Test
    void veraTypesInTwoBrowsersAndNothingOfEitherIsLost() {
        try (Screen desk = Screen.of(office, "ru-RU").signIn("vera").listening();
                Screen laptop = Screen.of(office, "ru-RU").signIn("vera").listening()) {
            var call = office.telephones.call("+79217778899", "103").answered();
            Locator first = note(desk, "Ирина Соколова");
            Locator second = note(laptop, "Ирина Соколова");
            assertThat(first).isVisible();
            assertThat(second).isVisible();
            first.fill("с рабочего места");
            assertThat(desk.page.locator("[data-draft-state]").first()).containsText("Черновик сохранён");
            second.fill("с ноутбука");
            assertThat(second).hasValue("с рабочего места\nс ноутбука", soon());
            assertThat(laptop.page.locator("[data-draft-state]").first()).containsText("Черновик сохранён");
            desk.page.reload();
            assertThat(note(desk, "Ирина Соколова")).hasValue("с рабочего места\nс ноутбука", soon());
            call.callerHangsUp();
        }
    }

    @Test
    void aRefusalAsksWhyAndIsTakenWithTheReason() {
        try (Screen gleb = Screen.of(office, "ru-RU").signIn("gleb").listening()) {
            var call = office.telephones.call("+79126667788", "104").answered();
            Locator note = note(gleb, "Тимур Ахметов");
            note.fill("Не берёт");
            Locator card = gleb.page
                    .locator(".card-call")
                    .filter(new Locator.FilterOptions().setHasText("Тимур Ахметов"))
                    .first();
            card.locator(".work-results").getByText("Отказ").click();
            assertThat(card.locator(".work-refused")).containsText("укажите причину");
            Locator reason = card.locator("[name=reason]");
            assertThat(reason).isFocused();
            assertThat(note).hasValue("Не берёт");
            gleb.page.keyboard().type("дорого");
            gleb.page.keyboard().press("Enter");
            assertThat(card.locator(".work-results [aria-pressed=true]")).hasText("Отказ");
            assertThat(card.locator(".work-refused")).hasCount(0);
            assertThat(card.locator("[name=reason]")).hasValue("дорого");
            assertThat(card.locator("[data-draft-state]")).containsText("Сохранено");
            call.callerHangsUp();
            assertThat(gleb.complaints()).isEmpty();
        }
    }

    @Test
    void aMissedCallStandsInTheListAndLeavesItWhenTheClientWasReached() {
        try (Screen boris = Screen.of(office, "en-US").signIn("boris")) {
            Instant then = Instant.now().minusSeconds(40);
            office.telephones.call("+79607776655", "102", then).callerHangsUp(then.plusSeconds(20));
            boris.page.navigate("/missed");
            Locator row = boris.page
                    .locator("#missed-list tr")
                    .filter(new Locator.FilterOptions().setHasText("+7 960 777-66-55"));
            assertThat(row).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(60_000));
            assertThat(boris.page.locator("#missed-count")).hasText(Pattern.compile("[1-9]\\d*"));
            row.getByText("Take").click();
            assertThat(row).containsText("Борис Смирнов");

            office.telephones.call("+79607776655", "102").answered().callerHangsUp();
            assertThat(row).hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(60_000));
            boris.page.navigate("/missed?show=closed");
            boris.page.locator("main").getByText("+7 960 777-66-55").first().click();
            assertThat(boris.page.locator(".verdict")).containsText("Came back");
            assertThat(boris.page.locator(".why")).containsText("They called again and were answered");
            assertThat(boris.complaints()).isEmpty();
        }
    }
}
