package org.ringbook.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringbook.api.SignedInBrowser.coded;

import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.contacts.Company;
import org.ringbook.contacts.Contact;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.JsonNode;

/** Two of us have the same card open: who saves last overwrites nothing that they have not seen. */
class TwoOnOneCardTest extends Server {

    private static final Pattern HIDDEN = Pattern.compile("name=\"(version|seen)\" value=\"([^\"]*)\"");

    private Contact maria;

    @BeforeEach
    void mariaHasACard() {
        maria = contacts.save(
                new Contact(null, "Мария Иванова", null, "закупки", "maria@romashka.example", null, null, List.of()));
    }

    private String card() {
        return "/api/contacts/" + maria.id();
    }

    private SignedInBrowser anna() {
        return new SignedInBrowser(http().port(), "anna", passwordOf("anna"));
    }

    private static String hidden(String page, String name) {
        Matcher field = HIDDEN.matcher(page);
        while (field.find()) {
            if (field.group(1).equals(name)) {
                return HtmlUtils.htmlUnescape(field.group(2));
            }
        }
        throw new AssertionError("No " + name + " in " + page);
    }

    private static String form(String page, String position, String email) {
        return "_method=put&name=" + coded("Мария Иванова") + "&position=" + coded(position) + "&email=" + coded(email)
                + "&number=&extension=&label=&version=" + hidden(page, "version") + "&seen="
                + coded(hidden(page, "seen"));
    }

    @Test
    void aProgramThatHasSeenAnOlderVersionIsToldSo() {
        JsonNode seen = as("anna").get(card()).json();
        String body = "{\"name\":\"Мария Иванова\",\"position\":\"%s\",\"numbers\":[],\"version\":"
                + seen.path("version") + "}";
        Http.Answer first = as("boris").put(card(), body.formatted("директор"));
        assertThat(first.status()).as(first.body()).isEqualTo(200);
        assertThat(first.header("ETag")).isEqualTo("\"" + first.json().path("version") + "\"");

        Http.Answer second = as("anna").header("Accept-Language", "ru").put(card(), body.formatted("бухгалтер"));

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.json().path("field").asString()).isEqualTo("version");
        assertThat(second.json().path("detail").asString()).contains("«Мария Иванова»", "изменил кто-то другой");
        assertThat(as("anna").get(card()).json().path("position").asString()).isEqualTo("директор");
    }

    @Test
    void ifMatchSaysTheSameAsAVersion() {
        String seen = as("anna").get(card()).header("ETag");
        String body = "{\"name\":\"Мария Иванова\",\"numbers\":[]}";
        assertThat(as("boris").header("If-Match", seen).put(card(), body).status())
                .isEqualTo(200);
        assertThat(as("anna").header("If-Match", seen).put(card(), body).status())
                .isEqualTo(409);
        assertThat(as("anna").header("If-Match", "*").put(card(), body).status())
                .isEqualTo(200);
        assertThat(as("anna").header("If-Match", "\"noon\"").put(card(), body).status())
                .isEqualTo(400);
        assertThat(as("anna").put(card(), body).status())
                .as("as programs did before there were versions")
                .isEqualTo(200);
    }

    @Test
    void thePageTellsWhatTheOtherChangedAndKeepsWhatWasTyped() {
        SignedInBrowser anna = anna();
        String opened = anna.get("/contacts/" + maria.id() + "/edit").body();
        contacts.save(new Contact(
                maria.id(), maria.name(), null, "директор", "m.ivanova@romashka.example", null, null, List.of()));

        Http.Answer told = anna.post("/contacts/" + maria.id(), form(opened, "бухгалтер", "maria@romashka.example"));

        assertThat(told.status()).isEqualTo(409);
        assertThat(told.body())
                .contains("data-changed", "закупки", "директор", "value=\"бухгалтер\"")
                .contains("value=\"m.ivanova@romashka.example\"");
        assertThat(contacts.contact(maria.id()).orElseThrow().position()).isEqualTo("директор");

        Http.Answer saved =
                anna.post("/contacts/" + maria.id(), form(told.body(), "бухгалтер", "m.ivanova@romashka.example"));
        assertThat(saved.status()).isEqualTo(302);
        Contact now = contacts.contact(maria.id()).orElseThrow();
        assertThat(now.position()).isEqualTo("бухгалтер");
        assertThat(now.email()).isEqualTo("m.ivanova@romashka.example");
    }

    @Test
    void whatChangesNothingThatShowsHoldsNobodyUp() {
        SignedInBrowser anna = anna();
        String opened = anna.get("/contacts/" + maria.id() + "/edit").body();
        contacts.save(maria.asSeen(null));
        Http.Answer saved = anna.post("/contacts/" + maria.id(), form(opened, "бухгалтер", "maria@romashka.example"));
        assertThat(saved.status()).isEqualTo(302);
    }

    @Test
    void aFieldOfTheCompanysOwnCountsToo() {
        UUID id = maria.id();
        Integer before = contacts.contact(id).orElseThrow().version();
        jdbc.sql("update party set fields = '{\"segment\": \"retail\"}' where id = ?")
                .param(id)
                .update();
        assertThat(contacts.contact(id).orElseThrow().version()).isGreaterThan(before);
    }

    @Test
    void aCardAndItsFieldsAreSavedTogetherOrNotAtAll() {
        String field = as("admin")
                .post("/api/fields", "{\"subject\":\"person\",\"name\":\"Сегмент\",\"kind\":\"text\"}")
                .json()
                .path("key")
                .asString();
        jdbc.sql("alter table party add constraint fields_stay_as_they_are check (fields = '{}') not valid")
                .update();
        try {
            String body = "{\"name\":\"Мария Иванова\",\"position\":\"директор\",\"numbers\":[],\"fields\":{\"" + field
                    + "\":\"опт\"}}";
            assertThat(as("anna").put(card(), body).status()).isGreaterThanOrEqualTo(400);
            assertThat(contacts.contact(maria.id()).orElseThrow().position()).isEqualTo("закупки");
        } finally {
            jdbc.sql("alter table party drop constraint fields_stay_as_they_are")
                    .update();
        }
    }

    @Test
    void theSameHoldsForCompanies() {
        Company romashka = contacts.save(Cast.romashka());
        SignedInBrowser anna = anna();
        String opened = anna.get("/companies/" + romashka.id() + "/edit").body();
        contacts.save(new Company(romashka.id(), "Ромашка и сыновья", null, null, romashka.numbers()));

        Http.Answer told = anna.post(
                "/companies/" + romashka.id(),
                "_method=put&name=" + coded("Ромашка-Юг") + "&version=" + hidden(opened, "version") + "&seen="
                        + coded(hidden(opened, "seen")));

        assertThat(told.status()).isEqualTo(409);
        assertThat(told.body()).contains("Ромашка и сыновья", "value=\"Ромашка-Юг\"");
        assertThat(contacts.company(romashka.id()).orElseThrow().name()).isEqualTo("Ромашка и сыновья");
    }
}
