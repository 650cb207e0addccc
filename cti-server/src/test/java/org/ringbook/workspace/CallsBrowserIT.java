package org.ringbook.workspace;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.lab.NeedsProgram;
import org.ringbook.numbers.PhoneNumber;

@NeedsProgram(at = Screen.CHROMIUM, of = "chromium")
class CallsBrowserIT {

    private final Office office = Office.open();

    @Test
    void theSupervisorFindsACallAndReadsWhyItIsSo() {
        try (Screen vera = Screen.of(office, "en-US").signIn("vera")) {
            office.telephones.call("+79035556677", "104").callerHangsUp();
            vera.page.navigate("/calls?result=MISSED&number=%2B79035556677");
            var row = vera.page.locator("#rows tr[data-href]").first();
            assertThat(row.locator(".outcome")).hasText("Missed");
            assertThat(row.locator(".outcome")).hasAttribute("title", "Missed: caller gave up");
            row.locator(".who-name").click();
            assertThat(vera.page.locator(".why")).containsText("The caller hung up before anybody answered");
            assertThat(vera.page.locator(".lanes")).containsText("Глеб Сидоров");
            assertThat(vera.complaints()).isEmpty();
        }
    }

    @Test
    void aCallThatBeginsWhileTheListIsOpenComesIntoItAndEndsInIt() {
        try (Screen vera = Screen.of(office, "ru-RU").signIn("vera")) {
            vera.page.navigate("/calls?number=%2B79035550001");
            vera.listening();
            assertThat(vera.page.locator("#list")).containsText("Звонки не найдены");
            var call = office.telephones.call("+79035550001", "104");
            assertThat(vera.page.locator("#rows .row-live")).hasCount(1);
            call.callerHangsUp();
            assertThat(vera.page.locator("#rows .row-missed")).hasCount(1);
            assertThat(vera.complaints()).isEmpty();
        }
    }

    @Test
    void anAgentSeesOwnCallsOnly() {
        office.telephones.call("+79035550002", "104").callerHangsUp();
        try (Screen anna = Screen.of(office, "ru-RU").signIn("anna")) {
            anna.page.navigate("/calls?number=%2B79035550002");
            assertThat(anna.page.locator("#list")).containsText("Звонки не найдены");
        }
    }

    @Test
    void whatACallerIsCalledIsTextEverywhere() throws IOException {
        PhoneNumber evil = PhoneNumber.of("+79035550003");
        String name = "=1+1<img src=x onerror=alert(1)>\"';--";
        office.contacts().save(Cast.person(name, null, evil));
        try (Screen gleb = Screen.of(office, "ru-RU").signIn("gleb").listening()) {
            office.telephones.call(evil.toString(), "104").callerHangsUp();
            assertThat(gleb.page.locator(".card-call", new Page.LocatorOptions().setHasText(name)))
                    .isVisible();
            gleb.page.navigate("/calls?number=%2B79035550003");
            assertThat(gleb.page.locator("#rows")).containsText(name);
            assertThat(gleb.page.locator("img")).hasCount(0);
            Download file = gleb.page.waitForDownload(
                    () -> gleb.page.locator("a[download]").click());
            String csv = Files.readString(file.path(), StandardCharsets.UTF_8);
            assertThat(csv)
                    .startsWith("\uFEFFДата;")
                    .contains(";Звонил у;", ";Глеб Сидоров;1;")
                    .contains("'=1+1<img")
                    .doesNotContain(";=1+1", ";\"=1+1");
            assertThat(gleb.complaints()).isEmpty();
        }
    }

    @Test
    void theLanguageChosenIsKept() {
        try (Screen vera = Screen.of(office, "ru-RU")) {
            vera.page.navigate("/sign-in");
            assertThat(vera.page).hasTitle(Pattern.compile("Вход"));
            vera.page.click(".languages [value=en]");
            assertThat(vera.page).hasTitle(Pattern.compile("Sign in"));
            vera.page.fill("[name=login]", "vera");
            vera.page.fill("[name=password]", "not it");
            vera.page.click(".signin form[action='/sign-in'] button");
            assertThat(vera.page.locator(".notice-bad")).containsText("is not right");
        }
    }
}
