package org.ringbook.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.ringbook.calls.CallsOfTheDay;
import org.ringbook.contacts.CallerDirectory;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class ContactsApiTest extends Server {

    @Autowired
    private CallerDirectory directory;

    @Test
    void mariaIsAddedKnownAtOnceChangedFoundAndDeleted() {
        Http.Answer company = as("anna").post("/api/companies", "{\"name\":\"«Ромашка»\"}");
        assertThat(company.status()).isEqualTo(201);
        String companyId = company.json().get("id").asString();
        Http.Answer added = as("anna")
                .post(
                        "/api/contacts",
                        "{\"name\":\"Мария Иванова\",\"companyId\":\"" + companyId
                                + "\",\"numbers\":[{\"number\":\"8 916 111-22-33\",\"label\":\"mobile\"}]}");
        assertThat(added.status()).as(added.body()).isEqualTo(201);
        String address = added.header("Location");
        assertThat(added.json().get("numbers").get(0).get("number").asString()).isEqualTo("+79161112233");
        assertThat(directory.whoIs(CallsOfTheDay.MARIA)).hasSize(1);
        JsonNode found = as("boris")
                .get("/api/contacts?q=%D0%98%D0%B2%D0%B0%D0%BD&company=" + companyId)
                .json();
        assertThat(found.get("items").size()).isEqualTo(1);
        Http.Answer changed = as("boris").put(address, "{\"name\":\"Мария Смирнова\",\"numbers\":[]}");
        assertThat(changed.json().get("name").asString()).isEqualTo("Мария Смирнова");
        assertThat(directory.whoIs(CallsOfTheDay.MARIA)).isEmpty();
        assertThat(as("boris").delete(address).status()).isEqualTo(403);
        assertThat(as("vera").delete(address).status()).isEqualTo(204);
        assertThat(as("vera").get(address).status()).isEqualTo(404);
    }

    @Test
    void companiesComeByNameInPages() {
        for (String name : new String[] {"Вектор", "Альфа", "Бета"}) {
            as("admin").post("/api/companies", "{\"name\":\"" + name + "\"}");
        }
        JsonNode first = as("anna").get("/api/companies?limit=2").json();
        assertThat(first.get("items").get(0).get("name").asString()).isEqualTo("Альфа");
        JsonNode second = as("anna")
                .get("/api/companies?limit=2&after=" + first.get("next").asString())
                .json();
        assertThat(second.get("items").get(0).get("name").asString()).isEqualTo("Вектор");
        assertThat(second.get("next").isNull()).isTrue();
    }
}
