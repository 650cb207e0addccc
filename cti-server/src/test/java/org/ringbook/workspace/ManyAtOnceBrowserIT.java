package org.ringbook.workspace;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** Vera puts a list in order by keyboard, and a file to where it belongs. */
class ManyAtOnceBrowserIT {

    private final Office office = Office.open();

    @Test
    void byKeyboardAloneRowsAreChosenLookedThroughTaggedAndTakenBack() {
        try (Screen vera = Screen.of(office, "ru-RU").signIn("vera")) {
            Page page = vera.page;
            page.navigate("/contacts");
            Locator picks = page.locator("input[data-pick]");
            picks.first().focus();
            page.keyboard().press("Space");
            page.keyboard().press("Shift+ArrowDown");
            assertThat(page.locator("[data-bulk-count]")).hasText("Выбрано: 2");
            page.keyboard().press("Escape");
            assertThat(page.locator("#bulk")).isHidden();
            page.keyboard().press("Space");
            page.keyboard().press("Shift+ArrowUp");

            page.locator("#bulk [name=action]").selectOption("tag");
            page.locator("#bulk [name=to-tag]").fill("весна");
            page.keyboard().press("Enter");
            assertThat(page.locator("#bulk-run")).containsText("Изменится");
            page.locator("#bulk-run .form-acts .btn-primary").press("Enter");
            assertThat(page.locator("#bulk-run")).containsText("Готово");
            page.locator("#bulk-run .btn-outline-danger").press("Enter");
            page.locator("#bulk-run .btn-outline-danger").press("Enter");
            assertThat(page.locator("#bulk-run .chip")).hasText("Отменено");
            Assertions.assertThat(vera.complaints()).isEmpty();
        }
    }

    @Test
    void aFileIsChosenOnACardAndAnotherIsDroppedOntoIt() {
        try (Screen vera = Screen.of(office, "ru-RU").signIn("vera")) {
            Page page = vera.page;
            page.navigate("/contacts");
            page.locator(".who-name").first().click();
            Locator files = page.locator(".files-panel");
            files.locator("input[type=file]")
                    .setInputFiles(new FilePayload("прайс.txt", "text/plain", "цены".getBytes(StandardCharsets.UTF_8)));
            assertThat(files.locator(".file-name a").first()).hasText("прайс.txt");
            page.evaluate(
                    "() => { const data = new DataTransfer();"
                            + " data.items.add(new File(['<b>'], 'страница.html', {type: 'text/html'}));"
                            + " document.querySelector('h1').dispatchEvent(new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true})); }");
            assertThat(files.locator(".file-name > a")).hasCount(2);
            files.locator("input[type=file]")
                    .setInputFiles(new FilePayload(
                            "setup.exe", "application/octet-stream", "MZ".getBytes(StandardCharsets.UTF_8)));
            assertThat(files.locator(".work-refused").first()).containsText(".exe");
            files.locator("button[data-sure]").first().click();
            files.locator("button[data-sure]").first().click();
            assertThat(files.locator(".file-name > a")).hasCount(1);
            Assertions.assertThat(List.copyOf(vera.complaints())).isEmpty();
        }
    }

    @Test
    void whatAFieldSaidIsReadInTheHistoryOfTheCardAndPutBackByKeyboard() {
        try (Screen vera = Screen.of(office, "ru-RU").signIn("vera")) {
            Page page = vera.page;
            page.navigate("/contacts");
            page.locator(".who-name").first().click();
            String name = page.locator("h1").textContent();
            page.locator("a[href$='/edit']").first().click();
            page.locator("[name=name]").fill(name + " младшая");
            page.keyboard().press("Enter");
            assertThat(page.locator("h1")).hasText(name + " младшая");
            page.locator("#changes summary").focus();
            page.keyboard().press("Enter");
            Locator line = page.locator("#changes li").first();
            assertThat(line).containsText("Имя");
            assertThat(line.locator("del")).hasText(name);
            line.locator("button").press("Enter");
            assertThat(page.locator(".notice-good")).containsText("Возвращено: Имя");
            assertThat(page.locator("h1")).hasText(name);
            Assertions.assertThat(vera.complaints()).isEmpty();
        }
    }

    @Test
    void aContactGoesIntoTheBinAndComesBack() {
        try (Screen vera = Screen.of(office, "ru-RU").signIn("vera")) {
            Page page = vera.page;
            page.navigate("/contacts");
            String name = page.locator(".who-name").last().textContent();
            page.locator(".who-name").last().click();
            page.locator("[data-opens=delete]").click();
            page.locator("dialog[open] .btn-danger").click();
            assertThat(page.locator(".notice-good")).containsText("В корзине на 30 дней: " + name);
            page.locator(".bin-link").click();
            assertThat(page.locator(".bin tbody tr").first()).containsText(name);
            page.locator(".bin tbody tr").first().locator(".btn").click();
            assertThat(page.locator("h1")).hasText(name);
            assertThat(page.locator(".notice-good")).containsText("Восстановлено");
        }
    }
}
