package org.ringbook.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.contacts.Company;

/** Legal entities over HTTP, and their pages. */
class LegalEntitiesApiTest extends Server {

    private static final String ROMASHKA =
            "{\"name\":\"ООО «Ромашка»\",\"inn\":\"5835000017\",\"kpp\":\"583501001\",\"partyId\":\"%s\"}";

    private Company romashka;

    @BeforeEach
    void romashkaWithNothing() {
        jdbc.sql("truncate legal_entity cascade").update();
        romashka = contacts.save(Cast.romashka());
    }

    @Test
    void oneIsAddedFoundByItsInnAndShownOnTheCard() {
        Http.Answer added = as("anna").post("/api/legal-entities", ROMASHKA.formatted(romashka.id()));
        assertThat(added.status()).as(added.body()).isEqualTo(201);
        String id = added.json().path("id").asString();
        assertThat(as("anna")
                        .get("/api/legal-entities?inn=5835")
                        .json()
                        .path("items")
                        .path(0)
                        .path("id")
                        .asString())
                .isEqualTo(id);
        assertThat(as("anna")
                        .get("/api/legal-entities?party=" + romashka.id())
                        .json()
                        .path("items")
                        .size())
                .isEqualTo(1);
        Browser anna = new Browser(this::http);
        anna.signIn("anna", passwordOf("anna"));
        assertThat(anna.get("/parties/" + romashka.id() + "/legal-entities").body())
                .contains("ООО «Ромашка»", "5835000017");
        assertThat(anna.get("/parties/" + romashka.id() + "/legal-entities/" + id)
                        .body())
                .contains("583501001");
        assertThat(as("anna").delete("/api/legal-entities/" + id).status()).isEqualTo(403);
        assertThat(as("vera").delete("/api/legal-entities/" + id).status()).isEqualTo(204);
    }

    @Test
    void theSameInnTwiceIsRefusedAndTheOneThatThereIsIsNamed() {
        String id = as("anna")
                .post("/api/legal-entities", ROMASHKA.formatted(romashka.id()))
                .json()
                .path("id")
                .asString();
        Http.Answer again = as("boris").post("/api/legal-entities", ROMASHKA.formatted(romashka.id()));
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.json().path("found").asString()).isEqualTo(id);
        assertThat(again.json().path("code").asString()).isEqualTo("contacts.legal.known");
    }

    @Test
    void whatDoesNotAddUpIsKeptOnlyAnyway() {
        String wrong = ROMASHKA.formatted(romashka.id()).replace("5835000017", "5835000018");
        Http.Answer doubted = as("anna").post("/api/legal-entities", wrong);
        assertThat(doubted.status()).isEqualTo(422);
        assertThat(doubted.json().path("field").asString()).isEqualTo("inn");
        Http.Answer kept = as("anna").post("/api/legal-entities", wrong.replace("}", ",\"keepAnyway\":true}"));
        assertThat(kept.status()).isEqualTo(201);
    }
}
