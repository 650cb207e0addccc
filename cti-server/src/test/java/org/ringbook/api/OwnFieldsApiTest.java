package org.ringbook.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.contacts.Contact;
import tools.jackson.databind.JsonNode;

/** Own fields from the administrator's page to cards, lists, files and programs. */
class OwnFieldsApiTest extends Server {

    private static final String SEGMENT =
            "{\"subject\":\"%s\",\"key\":\"segment\",\"kind\":\"choice\",\"name\":\"Сегмент\","
                    + "\"listed\":true,\"choices\":[{\"name\":\"Опт\"},{\"name\":\"Розница\"}]}";

    private Contact maria;

    @BeforeEach
    void mariaAndNoFields() {
        jdbc.sql("truncate field, lead, task cascade").update();
        maria = contacts.save(Cast.person("Мария Иванова", null, Cast.MARIAS));
    }

    private Browser browser(String login) {
        Browser browser = new Browser(this::http);
        browser.signIn(login, passwordOf(login));
        return browser;
    }

    private static void post(Browser browser, String address, String form) {
        String token = URLEncoder.encode(browser.csrf(), StandardCharsets.UTF_8);
        assertThat(browser.post(address, form + "&_csrf=" + token).status())
                .as(address)
                .isEqualTo(302);
    }

    private String segmentOf(String subject) {
        Http.Answer added = as("admin").post("/api/fields", SEGMENT.formatted(subject));
        assertThat(added.status()).as(added.body()).isEqualTo(201);
        return added.json().path("id").asString();
    }

    private static List<String> names(JsonNode page) {
        var names = new ArrayList<String>();
        page.path("items").forEach(one -> names.add(one.path("name").asString()));
        return names;
    }

    @Test
    void theAdministratorAddsAFieldOnThePageAndItIsOnTheCardTheFormTheListAndTheFile() {
        Browser admin = browser("admin");
        assertThat(admin.get("/fields?subject=PERSON").body()).contains("Own fields", "No fields of your own yet");
        post(admin, "/fields", "subject=PERSON&kind=CHOICE&name=Segment&newChoices=Wholesale%0ARetail&listed=true");
        assertThat(admin.get("/fields?subject=PERSON").body()).contains("<code>segment</code>", "Wholesale");

        Browser vera = browser("vera");
        assertThat(vera.get("/contacts/" + maria.id() + "/edit").body()).contains("field.segment", "Retail");
        String saved = "_method=put&name=Maria&number=%2B79161112233&fields=shown&field.segment=retail";
        post(vera, "/contacts/" + maria.id(), saved);
        assertThat(vera.get("/contacts/" + maria.id()).body()).contains("Segment", "Retail");
        assertThat(vera.get("/contacts?field.segment=retail").body())
                .contains("Maria", "<th class=\"wide\">Segment</th>");
        assertThat(vera.get("/contacts?field.segment=wholesale").body())
                .contains("Контакты не найдены")
                .doesNotContain(">Maria<");
        assertThat(vera.get("/contacts.csv?field.segment=retail").body()).contains("Segment", "Retail");
        String id = as("admin")
                .get("/api/fields?subject=person")
                .json()
                .path("items")
                .path(0)
                .path("id")
                .asString();
        String renamed =
                "name=Segment&listed=true&active=true&choiceKey=wholesale&choiceName=Wholesale%2C+large&version=1";
        post(admin, "/fields/" + id, "_method=put&" + renamed);
        assertThat(admin.get("/fields?subject=PERSON").body())
                .contains("Wholesale, large")
                .doesNotContain("value=\"Retail\"");
        assertThat(vera.get("/contacts/" + maria.id()).body())
                .as("stays where it stands")
                .contains("Retail");
        assertThat(browser("anna").get("/fields").status()).isEqualTo(403);
    }

    @Test
    void programsReadAndWriteTheFieldsOfClientsLeadsAndTasks() {
        segmentOf("person");
        segmentOf("company");
        segmentOf("lead");
        segmentOf("task");
        String[] bodies = {
            "/api/contacts|{\"name\":\"Павел\",\"fields\":{\"segment\":\"Опт\"}}",
            "/api/companies|{\"name\":\"Лютик\",\"fields\":{\"segment\":\"opt\"}}",
            "/api/leads|{\"name\":\"Ольга\",\"fields\":{\"segment\":\"opt\"}}",
            "/api/tasks|{\"title\":\"Позвонить\",\"fields\":{\"segment\":\"opt\"}}"
        };
        for (String one : bodies) {
            String path = one.substring(0, one.indexOf('|'));
            Http.Answer added = as("vera").post(path, one.substring(one.indexOf('|') + 1));
            assertThat(added.status()).as(added.body()).isEqualTo(201);
            assertThat(added.json().path("fields").path("segment").asString()).isEqualTo("opt");
            String id = added.json().path("id").asString();
            assertThat(as("vera")
                            .get(path + "/" + id)
                            .json()
                            .path("fields")
                            .path("segment")
                            .asString())
                    .isEqualTo("opt");
            assertThat(as("vera")
                            .get(path + "?field=segment:opt")
                            .json()
                            .path("items")
                            .size())
                    .as(path)
                    .isEqualTo(1);
            assertThat(as("vera")
                            .get(path + "?field=segment:roznitsa")
                            .json()
                            .path("items")
                            .size())
                    .as(path)
                    .isZero();
        }
        assertThat(names(as("anna").get("/api/fields?subject=lead").json())).containsExactly("Сегмент");
    }

    @Test
    void whatIsLeftOutStaysNullEmptiesAndWhatDoesNotFitIsRefusedBesideItsName() {
        segmentOf("person");
        String address = "/api/contacts/" + maria.id();
        as("anna").put(address, "{\"name\":\"Мария\",\"fields\":{\"segment\":\"opt\"}}");
        as("anna").put(address, "{\"name\":\"Мария И.\"}");
        assertThat(as("anna").get(address).json().path("fields").path("segment").asString())
                .isEqualTo("opt");
        Http.Answer unfit = as("anna").put(address, "{\"name\":\"Мария\",\"fields\":{\"segment\":\"луна\"}}");
        assertThat(unfit.status()).isEqualTo(400);
        assertThat(unfit.body()).contains("fields.segment", "луна");
        assertThat(as("anna").get(address).json().path("name").asString()).isEqualTo("Мария И.");
        as("anna").put(address, "{\"name\":\"Мария\",\"fields\":{\"segment\":null}}");
        assertThat(as("anna").get(address).json().path("fields").size()).isZero();
        assertThat(as("anna").get("/api/contacts?field=nothing:1").status()).isEqualTo(400);
        assertThat(as("anna").get("/api/contacts?field=nothing").status()).isEqualTo(400);
    }

    @Test
    void onlyAnAdministratorDefinesFieldsAndTheKindNeverChanges() {
        assertThat(as("vera").post("/api/fields", SEGMENT.formatted("person")).status())
                .isEqualTo(403);
        String id = segmentOf("person");
        assertThat(as("admin").post("/api/fields", SEGMENT.formatted("person")).status())
                .isEqualTo(400);
        assertThat(as("admin")
                        .put("/api/fields/" + id, "{\"name\":\"Сегмент\",\"kind\":\"text\"}")
                        .body())
                .contains("kind");
        assertThat(as("admin")
                        .put(
                                "/api/fields/" + id,
                                "{\"name\":\"Сегмент\",\"active\":false,\"choices\":[{\"key\":\"opt\",\"name\":\"Опт\"}]}")
                        .status())
                .isEqualTo(200);
        assertThat(as("anna")
                        .put("/api/contacts/" + maria.id(), "{\"name\":\"М\",\"fields\":{\"segment\":\"opt\"}}")
                        .status())
                .as("an archived field takes nothing")
                .isEqualTo(400);
    }

    @Test
    void aLeadsFieldsAreFilledInOnItsCard() {
        segmentOf("lead");
        Browser vera = browser("vera");
        String id = as("vera")
                .post("/api/leads", "{\"name\":\"Ольга\"}")
                .json()
                .path("id")
                .asString();
        assertThat(vera.get("/leads/" + id).body()).contains("field.segment");
        post(vera, "/leads/" + id + "/fields", "fields=shown&field.segment=opt");
        assertThat(vera.get("/leads?view=ALL&field.segment=opt").body()).contains("Ольга", "Опт");
        assertThat(as("vera")
                        .put("/api/leads/" + id + "/fields", "{\"fields\":{\"segment\":\"roznitsa\"}}")
                        .status())
                .isEqualTo(200);
        assertThat(vera.get("/leads/" + id).body()).contains("Розница");
    }
}
