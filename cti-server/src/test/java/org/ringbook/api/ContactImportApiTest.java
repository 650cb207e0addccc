package org.ringbook.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.calls.CallsOfTheDay;
import org.ringbook.contacts.CallerDirectory;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class ContactImportApiTest extends Server {

    private static final String FILE = """
            Имя;Компания;Телефон;Ответственный;Рост
            Мария Иванова;Ромашка;8 916 111-22-33;anna;170
            <b>Павел</b>;Вектор;8 903 555-66-7X;;180
            """;

    @Autowired
    private CallerDirectory directory;

    @Test
    void aDryRunTellsWhatWouldHappenAndTheImportDoesIt() {
        JsonNode dry = csv("vera", "?dryRun=true&strict=true", FILE).json();
        assertThat(dry.get("state").asString()).isEqualTo("done");
        assertThat(dry.get("added").asInt()).isEqualTo(1);
        assertThat(dry.get("ignoredColumns").get(0).asString()).isEqualTo("Рост");
        assertThat(directory.whoIs(CallsOfTheDay.MARIA)).isEmpty();

        Http.Answer done = csv("vera", "?strict=true", FILE);
        assertThat(done.status()).as(done.body()).isEqualTo(200);
        JsonNode bad = done.json().get("refusedRows").get(0);
        assertThat(bad.get("row").asInt()).isEqualTo(3);
        assertThat(bad.get("column").asString()).isEqualTo("Телефон");
        assertThat(bad.get("value").asString()).isEqualTo("8 903 555-66-7X");
        assertThat(bad.get("code").asString()).isEqualTo("numbers.letters");
        assertThat(directory.whoIs(CallsOfTheDay.MARIA)).hasSize(1);
        assertThat(contacts.contacts("мария", null, null, 2).items().get(0).responsible())
                .isEqualTo("101");
        assertThat(csv("vera", "?strict=true", FILE).json().get("known").asInt())
                .isEqualTo(1);
    }

    @Test
    void theGoodPartOfARowIsTakenAndTheRestStandsInItsLine() {
        JsonNode done = csv("vera", "", FILE).json();

        assertThat(done.get("added").asInt()).isEqualTo(2);
        assertThat(done.get("partly").asInt()).isEqualTo(1);
        assertThat(done.get("leftOut").get(0).get("code").asString()).isEqualTo("numbers.letters");
        assertThat(done.get("lines").get(0).get("numbers").get(0).asString()).isEqualTo("+79161112233");
        assertThat(done.get("lines").get(1).get("leftOut").get(0).get("value").asString())
                .isEqualTo("8 903 555-66-7X");
        assertThat(csv("vera", "?strict=perhaps", FILE).status()).isEqualTo(400);
    }

    @Test
    void anExtensionInTheTextOfANumberIsKeptAsTheImportKeepsIt() {
        Http.Answer made = as("vera")
                .post(
                        "/api/contacts",
                        "{\"name\":\"Ольга\",\"numbers\":[{\"number\":\"+7 812 999-94-31 доб. 404\"},"
                                + "{\"number\":\"+7 812 999-94-32 доб. 404\",\"extension\":\"405\"}]}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.json().get("numbers").get(0).get("extension").asString())
                .isEqualTo("404");
        assertThat(made.json().get("numbers").get(1).get("extension").asString())
                .isEqualTo("405");
    }

    @Test
    void whatAColumnHoldsIsSaidAndTheImportIsUndoneAsAWhole() {
        String file = "Кто;Куда\nОльга;89161112299\n";
        assertRefused(csv("vera", "?dryRun=true", file), "contacts.import.header");
        String columns = "?column=%D0%9A%D1%82%D0%BE%3Dname&column=%D0%9A%D1%83%D0%B4%D0%B0%3Dphone";
        JsonNode done = csv("vera", columns, file).json();
        assertThat(done.get("added").asInt()).as(done.toString()).isEqualTo(1);
        assertThat(done.get("columns").get(1).get("field").asString()).isEqualTo("phone");
        assertThat(csv("vera", "?column=%D0%9A%D1%82%D0%BE%3Dcolour", file).status())
                .isEqualTo(400);

        String address = "/api/contacts/imports/" + done.get("id").asString() + "/undo";
        assertThat(as("anna").post(address, "").status()).isEqualTo(403);
        assertThat(as("admin").get("/api/contacts/imports").body())
                .contains(done.get("id").asString());
        assertThat(as("admin")
                        .post(address + "?dryRun=true", "")
                        .json()
                        .get("deleted")
                        .asInt())
                .isEqualTo(1);
        assertThat(contacts.contacts("ольга", null, null, 2).items()).hasSize(1);
        assertThat(as("admin").post(address, "").json().get("deleted").asInt()).isEqualTo(1);
        assertThat(contacts.contacts("ольга", null, null, 2).items()).isEmpty();
        assertThat(as("admin").post(address, "").status()).isEqualTo(400);
    }

    @Test
    void theResultCanBeReadAgainByItsOwnerOnly() {
        String address = "/api/contacts/imports/"
                + csv("vera", "?strict=true", FILE).json().get("id").asString();
        assertThat(as("vera").get(address).json().get("added").asInt()).isEqualTo(1);
        assertThat(as("admin").get(address).status()).isEqualTo(404);
        assertThat(as("anna").get(address).status()).isEqualTo(403);
    }

    @Test
    void whoIsLikelyKnownUnderAnotherNameIsAddedAndToldOrFilledInOrLeftOut() {
        var maria = contacts.save(Cast.person("Мария Иванова", null, Cast.MARIAS));
        String file =
                "Имя;Телефон;Должность\nМаша из Ромашки;8 916 111-22-33;закупки\nПавел Новиков;+79035556677;\nПаша;89035556677;\n";

        JsonNode told = csv("vera", "?dryRun=true", file).json();
        assertThat(told.get("added").asInt()).isEqualTo(3);
        assertThat(told.get("likelyRows").asInt()).isEqualTo(2);
        assertThat(told.get("likely").get(0).get("row").asInt()).isEqualTo(2);
        assertThat(told.get("likely").get(0).get("detail").asString()).contains("Мария Иванова");
        assertThat(told.get("likely").get(1).get("detail").asString())
                .as("of the same file")
                .contains("Павел Новиков");

        JsonNode left = csv("vera", "?dryRun=true&likely=leave_out", file).json();
        assertThat(left.get("added").asInt()).isEqualTo(1);
        assertThat(left.get("refused").asInt()).isEqualTo(2);

        JsonNode merged = csv("vera", "?likely=merge", file).json();
        assertThat(merged.get("added").asInt()).isEqualTo(1);
        assertThat(merged.get("changed").asInt()).isEqualTo(1);
        assertThat(contacts.contact(maria.id()).orElseThrow().name()).isEqualTo("Мария Иванова");
        assertThat(contacts.contact(maria.id()).orElseThrow().position()).isEqualTo("закупки");
        assertThat(csv("vera", "?likely=perhaps", file).status()).isEqualTo(400);
    }

    @Test
    void colleaguesOnOneSwitchboardNumberStayThemselvesWhateverBecomesOfLikelyOnes() {
        var file = new StringBuilder("Имя;Телефон;Должность\n");
        for (String name : List.of("Анна", "Борис", "Вера", "Глеб")) {
            file.append(name).append(" Петрова;+74951234500;").append(name).append('\n');
        }
        assertThat(csv("vera", "?dryRun=true&likely=leave_out", file.toString())
                        .json()
                        .get("added")
                        .asInt())
                .isEqualTo(4);
        assertThat(csv("vera", "?likely=merge", file.toString())
                        .json()
                        .get("added")
                        .asInt())
                .isEqualTo(4);
        assertThat(contacts.contacts("петрова", null, null, 10).items()).hasSize(4);
    }

    @Test
    void aFormWithAFileDoesTheSame() {
        String form = "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n"
                + "Content-Type: text/csv\r\n\r\n" + FILE + "\r\n--edge--\r\n";
        Http.Answer done = as("admin")
                .header("Content-Type", "multipart/form-data; boundary=edge")
                .post("/api/contacts/import?strict=true", form);
        assertThat(done.status()).as(done.body()).isEqualTo(200);
        assertThat(done.json().get("added").asInt()).isEqualTo(1);
    }

    @Test
    void aLargeBodyIsTakenAndWhatIsNoCsvIsRefusedInWords() {
        String many = "Name;Note\n" + ("Maria;" + "m".repeat(1000) + "\n").repeat(2_000);
        assertThat(csv("admin", "?dryRun=true", many).json().get("rows").asInt())
                .isEqualTo(2_000);
        assertRefused(csv("admin", "", ""), "contacts.import.empty");
        assertRefused(csv("admin", "", "PK\u0003\u0004 a workbook"), "contacts.import.workbook.broken");
        assertRefused(csv("admin", "", "height;weight\n1;2\n"), "contacts.import.header");
        assertThat(csv("admin", "?dryRun=maybe", FILE).json().get("field").asString())
                .isEqualTo("dryRun");
        Http.Answer json = as("admin").post("/api/contacts/import", "{}");
        assertThat(json.status()).isEqualTo(415);
        assertThat(json.json().get("detail").asString()).contains("text/csv");
    }

    @Test
    void theExportIsImportedAgainWithoutAnyChange() {
        csv("vera", "", "Name;Company;Phone\n\"'=cmd()\";Vektor;89035556677\n");
        Http.Answer export = as("vera").get("/api/contacts.csv");
        assertThat(export.body()).contains("'=cmd();Vektor;;+79035556677");
        assertThat(export.header("Content-Type")).startsWith("text/csv");
        JsonNode again = csv("vera", "", export.body()).json();
        assertThat(again.get("known").asInt()).isEqualTo(1);
        assertThat(again.get("rows").asInt()).isEqualTo(1);
    }

    private Http.Answer csv(String login, String query, String file) {
        return as(login)
                .header("Content-Type", "text/csv; charset=UTF-8")
                .header("Accept-Language", "en")
                .post("/api/contacts/import" + query, file);
    }

    private static void assertRefused(Http.Answer answer, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().get("code").asString()).isEqualTo(code);
        assertThat(answer.json().get("field").asString()).isEqualTo("file");
    }
}
