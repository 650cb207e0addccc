package org.ringbook.workspace;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.ringbook.lab.NeedsProgram;

@NeedsProgram(at = Screen.CHROMIUM, of = "chromium")
class ContactsBrowserIT {

    private final Office office = Office.open();

    @Test
    void aContactIsWrittenDownFoundChangedAndDeleted() {
        try (Screen vera = Screen.of(office, "en-US").signIn("vera")) {
            vera.page.navigate("/contacts/new?number=%2B79035550010");
            vera.page.fill("[name=name]", "Nadezhda Kruglova");
            vera.page.fill("[name=company]", "Kruglov and Sons");
            vera.page.click(".form-acts .btn-primary");
            assertThat(vera.page.locator(".notice-good")).containsText("Contact saved");
            assertThat(vera.page.locator("h1")).containsText("Nadezhda Kruglova");
            assertThat(vera.page.locator(".page-head").first()).containsText("Kruglov and Sons");

            vera.page.navigate("/contacts");
            vera.page.locator("[name=text]").pressSequentially("krug");
            assertThat(vera.page.locator("#list tbody tr")).hasCount(1);
            vera.page.locator("#list .who-name").click();
            vera.page.click("text=Edit");
            vera.page.locator("[name=number]").first().fill("no number");
            vera.page.click(".form-acts .btn-primary");
            assertThat(vera.page.locator(".notice-bad")).containsText("no number");
            vera.page.locator("[name=number]").first().fill("8 903 555-00-11");
            vera.page.click(".form-acts .btn-primary");
            assertThat(vera.page.locator(".numbers")).containsText("555");

            vera.page.click("[data-opens=delete]");
            vera.page.click("dialog .btn-danger");
            assertThat(vera.page.locator(".notice-good")).containsText("In the bin for 30 days: Nadezhda Kruglova");
            assertThat(vera.complaints()).isEmpty();
        }
    }

    @Test
    void theAdministratorGivesAnExtensionThatIsTakenAndIsToldSo() {
        try (Screen admin = Screen.of(office, "ru-RU").signIn("admin")) {
            admin.page.navigate("/staff/new");
            admin.page.fill("[name=name]", "Дарья Новая");
            admin.page.fill("[name=extensions]", "101");
            admin.page.click(".form-acts .btn-primary");
            assertThat(admin.page.locator(".notice-bad")).containsText("101");
            admin.page.fill("[name=extensions]", "177");
            admin.page.click(".form-acts .btn-primary");
            assertThat(admin.page.locator("table")).containsText("Дарья Новая");
            assertThat(admin.complaints()).isEmpty();
        }
    }

    @Test
    void anAgentIsKeptOutOfStaffAndTelephony() {
        try (Screen anna = Screen.of(office, "en-US").signIn("anna")) {
            anna.page.navigate("/staff");
            assertThat(anna.page.locator("h1")).containsText("no access to this page");
            anna.page.navigate("/sources");
            assertThat(anna.page.locator("h1")).containsText("no access to this page");
        }
    }
}
