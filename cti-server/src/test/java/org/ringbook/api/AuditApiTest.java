package org.ringbook.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What administrators change over pages and the API stands in the audit, with who did it, and no secret with it. */
class AuditApiTest extends Server {

    private List<JsonNode> lines(String query) {
        JsonNode page = as("admin").get("/api/audit" + query).json();
        var lines = new ArrayList<JsonNode>();
        page.path("items").forEach(lines::add);
        return lines;
    }

    @Test
    void aWebhookIsMadeAndItsSecretStandsNowhere() {
        String name = "CRM " + UUID.randomUUID();
        JsonNode made = as("admin")
                .post(
                        "/api/webhooks",
                        "{\"name\":\"" + name + "\",\"url\":\"https://crm.example.org/c?key=s3cr3t-key\"}")
                .json();

        JsonNode line = lines("?kind=webhook&limit=1").get(0);
        assertThat(line.path("action").asString()).isEqualTo("added");
        assertThat(line.path("name").asString()).isEqualTo(name);
        assertThat(line.path("login").asString()).isEqualTo("admin");
        assertThat(line.toString())
                .doesNotContain("s3cr3t-key")
                .doesNotContain(made.path("secret").asString());
    }

    @Test
    void aTokenDoesItForItsOwner() {
        JsonNode made = as("admin")
                .post("/api/tokens", "{\"name\":\"Скрипт\",\"scope\":\"all\",\"days\":1}")
                .json();
        String secret = made.path("secret").asString();
        http().bearer(secret).put("/api/call-limits/countries/KZ", "{\"open\":true}");

        JsonNode line = lines("?kind=limit&limit=1").get(0);
        assertThat(line.path("name").asString()).isEqualTo("KZ");
        assertThat(line.path("token").asString())
                .isEqualTo(made.path("token").path("id").asString());
        assertThat(lines("").toString()).doesNotContain(secret);
        as("admin").put("/api/call-limits/countries/KZ", "{\"open\":false}");
        assertThat(lines("?kind=limit&limit=1").get(0).path("action").asString())
                .isEqualTo("removed");
    }

    @Test
    void linesArePagedFromTheNewestOn() {
        as("admin").put("/api/call-limits/countries/AM", "{\"open\":true}");
        as("admin").put("/api/call-limits/countries/AM", "{\"open\":false}");

        JsonNode first = as("admin").get("/api/audit?kind=limit&limit=1").json();
        JsonNode second = as("admin")
                .get("/api/audit?kind=limit&limit=1&after=" + first.path("next").asString())
                .json();

        assertThat(first.path("items").get(0).path("action").asString()).isEqualTo("removed");
        assertThat(second.path("items").get(0).path("action").asString()).isEqualTo("added");
    }

    @Test
    void onlyAdministratorsSeeIt() {
        assertThat(as("anna").get("/api/audit").status()).isEqualTo(403);
        assertThat(as("vera").get("/api/audit").status()).isEqualTo(403);
        assertThat(as("admin").get("/api/audit?kind=weather").status()).isEqualTo(400);
        assertThat(as("admin").get("/api/audit?after=x").status()).isEqualTo(400);
    }
}
