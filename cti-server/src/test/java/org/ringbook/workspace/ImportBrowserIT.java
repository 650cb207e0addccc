package org.ringbook.workspace;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.ringbook.contacts.Contact;
import org.ringbook.lab.NeedsProgram;

@NeedsProgram(at = Screen.CHROMIUM, of = "chromium")
class ImportBrowserIT {

    private static final Path PLACE = Path.of("target/pictures");
    private static final String PEOPLE = """
            Имя;Компания;Телефон;E-mail;Ответственный;Рост
            Ольга Первая;Загрузка;8 916 700-00-01;olga@example.com;101;170
            <img src=x onerror=alert(1)>;Загрузка;8 916 700-00-02;;;
            =HYPERLINK("http://example.com");Загрузка;8 916 700-00-03;;;
            Пётр Второй;Загрузка;8 916 70X;;;
            Игорь Третий;Загрузка;101;;;
            ;;8 916 700-00-05;;;
            Инна Четвёртая;Загрузка;8 916 700-00-06;not an address;;
            """;

    private final Office office = Office.open();

    @Test
    void aFileFromAnOldSpreadsheetIsLookedThroughThenImported() {
        try (Screen vera = Screen.of(office, "ru-RU").signIn("vera")) {
            vera.page.navigate("/contacts");
            vera.page.click("a[href='/contacts/import']");
            vera.picture(PLACE.resolve("import-choose-ru.png"));
            send(vera, "клиенты.csv", PEOPLE.getBytes(Charset.forName("windows-1251")));
            assertThat(vera.page.locator(".is-added dd")).hasText("6");
            assertThat(vera.page.locator(".is-refused dd")).hasText("1");
            assertThat(vera.page.locator(".left-out tbody tr")).hasCount(3);
            assertThat(vera.page.locator(".left-out tbody tr").first()).containsText("8 916 70X");
            assertThat(vera.page.locator(".first-rows")).containsText("+7 916 700-00-01");
            assertThat(vera.page.locator(".first-rows")).containsText("<img src=x onerror=alert(1)>");
            assertThat(vera.page.locator(".reading summary")).containsText("windows-1251");
            vera.picture(PLACE.resolve("import-looked-ru.png"));
            assertThat(named("Ольга Первая")).isZero();

            vera.page.click(".import-acts .btn-primary");
            assertThat(vera.page.locator(".notice-good")).containsText("Контакты загружены");
            assertThat(vera.page.locator(".is-added dd")).hasText("6");
            vera.picture(PLACE.resolve("import-done-ru.png"));
            assertThat(named("Ольга Первая")).isEqualTo(1);
            vera.page.navigate("/contacts?text=загрузка");
            assertThat(vera.page.locator("#list tbody tr")).hasCount(6);
            vera.picture(PLACE.resolve("import-list-ru.png"));
            assertThat(vera.complaints()).isEmpty();
        }
    }

    @Test
    void aFileThatIsReadWronglyIsReadAsTheViewerSays() {
        try (Screen admin = Screen.of(office, "en-US").signIn("admin")) {
            admin.page.navigate("/contacts/import");
            admin.picture(PLACE.resolve("import-choose-en.png"));
            send(admin, "list.csv", "Name,one;Company\nTamara Fifth;Loading\n".getBytes(StandardCharsets.UTF_8));
            admin.page.locator(".reading summary").click();
            admin.page.selectOption("[name=separator]", "comma");
            admin.page.click(".reading button");
            assertThat(admin.page.locator("#run.is-ended")).isVisible();
            assertThat(admin.page.locator(".reading summary")).containsText("comma");
            admin.page.locator(".reading summary").click();
            admin.page.selectOption("[name=encoding]", "UTF-16LE");
            admin.page.click(".reading button");
            assertThat(admin.page.locator(".notice-bad")).isVisible();
            admin.picture(PLACE.resolve("import-failed-en.png"));
            admin.page.selectOption("[name=encoding]", "UTF-8");
            admin.page.selectOption("[name=separator]", "semicolon");
            admin.page.click(".reading button");
            assertThat(admin.page.locator("#run.is-ended .reading summary")).containsText("semicolon");
            assertThat(admin.complaints()).isEmpty();
        }
    }

    @Test
    void columnsThatNobodyKnowsAreChosenAndTheImportIsUndone() {
        byte[] file = "Кто;Куда звонить;Цвет\nTatiana Seventh;8 916 700-00-71;red\nUlrich Eighth;8 916 700-00-72;blue\n"
                .getBytes(StandardCharsets.UTF_8);
        try (Screen vera = Screen.of(office, "en-US").signIn("vera")) {
            vera.page.navigate("/contacts/import");
            send(vera, "list of Tatiana.csv", file);
            assertThat(vera.page.locator(".notice-bad")).isVisible();
            assertThat(vera.page.locator(".columns tbody tr")).hasCount(3);
            vera.page.locator(".columns select").nth(0).selectOption("name");
            vera.page.locator(".columns select").nth(1).selectOption("phone");
            vera.picture(PLACE.resolve("import-columns-en.png"));
            vera.page.click(".reading button");
            assertThat(vera.page.locator(".is-added dd")).hasText("2");
            assertThat(vera.page.locator(".first-rows")).containsText("+7 916 700-00-71");

            vera.page.click(".import-acts .btn-primary");
            assertThat(vera.page.locator(".notice-good")).isVisible();
            assertThat(named("Tatiana Seventh")).isEqualTo(1);
            vera.page.locator(".import-acts a[href*='/past/']").click();
            assertThat(vera.page.locator(".is-deleted dd")).hasText("2");
            vera.picture(PLACE.resolve("import-undo-en.png"));
            vera.page.click(".import-acts .btn-primary");
            assertThat(vera.page.locator("#undoing.is-ended .notice-good")).containsText("Removed: 2");
            vera.picture(PLACE.resolve("import-undone-en.png"));
            assertThat(named("Tatiana Seventh")).isZero();

            vera.page.navigate("/contacts/import");
            assertThat(vera.page.locator(".past-imports tbody tr").first()).containsText("Undone");
            // What was chosen is remembered.
            send(vera, "list of Tatiana.csv", file);
            assertThat(vera.page.locator(".is-added dd")).hasText("2");
            vera.page.setViewportSize(390, 800);
            vera.picture(PLACE.resolve("import-columns-390.png"));
            assertThat((int) vera.page.evaluate("document.documentElement.scrollWidth"))
                    .isLessThanOrEqualTo(390);
            assertThat(vera.complaints()).isEmpty();
        }
    }

    @Test
    void whatIsNoCsvIsRefusedInWords() {
        try (Screen admin = Screen.of(office, "en-US").signIn("admin")) {
            admin.page.navigate("/contacts/import");
            send(admin, "empty.csv", new byte[0]);
            assertThat(admin.page.locator(".notice-bad")).containsText("The file is empty");
            send(admin, "book.xlsx", new byte[] {'P', 'K', 3, 4, 0, 0});
            assertThat(admin.page.locator(".notice-bad")).containsText("Excel workbook");
            admin.picture(PLACE.resolve("import-workbook-en.png"));
            admin.page.click(".import-acts button");
            send(admin, "numbers.csv", "height;weight\n1;2\n".getBytes(StandardCharsets.UTF_8));
            assertThat(admin.page.locator(".notice-bad")).containsText("height | weight");
            assertThat(admin.complaints()).isEmpty();
        }
    }

    @Test
    void aFileThatIsTooLargeIsNotEvenSent() throws IOException {
        Path large = Files.createTempFile("large", ".csv");
        try (Screen admin = Screen.of(office, "en-US").signIn("admin");
                var file = new java.io.RandomAccessFile(large.toFile(), "rw")) {
            file.setLength((50L << 20) + 1);
            admin.page.navigate("/contacts/import");
            admin.page.setInputFiles("[name=file]", large);
            assertThat((String) admin.page.locator("[name=file]").evaluate("field => field.validationMessage"))
                    .contains("larger than 50 MB");
        } finally {
            Files.delete(large);
        }
    }

    @Test
    void aLongImportShowsHowFarItIsAndCanBeCancelled() {
        StringBuilder rows = new StringBuilder("Name;Phone\n");
        for (int i = 0; i < 200_000; i++) {
            rows.append("Long List ")
                    .append(i)
                    .append(";+7917")
                    .append(1_000_000 + i)
                    .append('\n');
        }
        try (Screen vera = Screen.of(office, "en-US").signIn("vera")) {
            vera.page.navigate("/contacts/import");
            send(vera, "long.csv", rows.toString().getBytes(StandardCharsets.UTF_8));
            vera.page
                    .locator(".import-acts .btn-primary")
                    .click(new com.microsoft.playwright.Locator.ClickOptions().setTimeout(120_000));
            assertThat(vera.page.locator("#run progress")).isVisible();
            vera.page.waitForFunction("() => document.querySelector('#run progress')?.value > 0");
            vera.picture(PLACE.resolve("import-progress-en.png"));
            vera.page.click("#run form button");
            assertThat(vera.page.locator("#run.is-ended .notice-bad")).containsText("Cancelled");
            vera.picture(PLACE.resolve("import-cancelled-en.png"));
            assertThat(vera.complaints()).isEmpty();
        }
    }

    @Test
    void contactsAreExportedAndAnAgentIsNotOfferedIt() throws IOException {
        try (Screen vera = Screen.of(office, "en-US").signIn("vera");
                Screen anna = Screen.of(office, "en-US").signIn("anna")) {
            vera.page.navigate("/contacts");
            Download file = vera.page.waitForDownload(() -> vera.page.click("a[href^='/contacts.csv']"));
            assertThat(Files.readString(file.path())).startsWith("\uFEFFName;Company;Position;Phone");
            anna.page.navigate("/contacts");
            assertThat(anna.page.locator("a[href='/contacts/import']")).hasCount(0);
            anna.page.navigate("/contacts/import");
            assertThat(anna.page.locator("h1")).containsText("no access to this page");
        }
    }

    private static void send(Screen screen, String name, byte[] content) {
        screen.page.setInputFiles("[name=file]", new FilePayload(name, "text/csv", content));
        screen.page.click("form[enctype] .btn-primary");
    }

    private long named(String name) {
        return office.contacts().contacts(name, null, null, 10).items().stream()
                .map(Contact::name)
                .filter(name::equals)
                .count();
    }
}
