package org.ringbook.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallsOfTheDay;
import org.ringbook.contacts.Company;
import tools.jackson.databind.JsonNode;

/** One question for people, companies and calls. */
class SearchApiTest extends Server {

    private Call marias;

    @BeforeEach
    void mariaOfRomashkaCalls() {
        Company romashka = contacts.save(Cast.romashka());
        contacts.save(Cast.maria(romashka.id()));
        marias = ofAnnaAlone();
        log.write(List.of(CallsOfTheDay.change(marias)));
    }

    private static Call ofAnnaAlone() {
        Call like = CallsOfTheDay.answered(CallsOfTheDay.NINE);
        return Call.of(draft -> {
            draft.id = like.id();
            draft.source = like.source();
            draft.sourceId = like.sourceId();
            draft.direction = like.direction();
            draft.state = like.state();
            draft.result = like.result();
            draft.external = like.external();
            draft.startedAt = like.startedAt();
            draft.answeredAt = like.answeredAt();
            draft.endedAt = like.endedAt();
            draft.agent = "101";
            draft.answeredBy = List.of("101");
            draft.rang = List.of("101");
            draft.legs = List.of(like.legs().get(0));
            draft.transfers = List.of();
            draft.recordings = List.of();
            draft.rules = List.of();
        });
    }

    private static List<String> names(JsonNode group) {
        return group.path("items")
                .valueStream()
                .map(one -> one.path("name").asString())
                .toList();
    }

    @Test
    void aWordInTheWrongLayoutFindsThePersonAndTheCompany() {
        JsonNode found = as("vera").get("/api/search?q=hjvfirf").json();
        assertThat(names(found.path("contacts"))).containsExactly("Мария Иванова");
        assertThat(names(found.path("companies"))).containsExactly("«Ромашка»");
        assertThat(found.path("companies").path("total").asInt()).isEqualTo(1);
        assertThat(found.path("calls").size()).isZero();
    }

    @Test
    void digitsFindCallsTooAndOnlyThoseThatOneMaySee() {
        String digits = marias.external().toString().substring(5, 10);
        assertThat(as("vera")
                        .get("/api/search?q=" + digits)
                        .json()
                        .path("calls")
                        .path(0)
                        .path("id")
                        .asString())
                .isEqualTo(marias.id().toString());
        assertThat(as("vera")
                        .get("/api/calls?part=" + digits)
                        .json()
                        .path("items")
                        .size())
                .isEqualTo(1);
        assertThat(as("boris")
                        .get("/api/search?q=" + digits)
                        .json()
                        .path("calls")
                        .size())
                .isZero();
    }

    @Test
    void whatCannotBeAskedIsRefusedInWords() {
        assertThat(as("vera").get("/api/search?q=" + "a".repeat(201)).status()).isEqualTo(400);
        assertThat(as("vera").get("/api/search?q=maria&limit=51").status()).isEqualTo(400);
        assertThat(as("vera").get("/api/calls?part=1a2").status()).isEqualTo(400);
        assertThat(http().get("/api/search?q=maria").status()).isEqualTo(401);
    }

    @Test
    void thePageSaysItInBothLanguagesAndFoldsBelowTheField() {
        Browser vera = new Browser(this::http);
        vera.signIn("vera", passwordOf("vera"));
        Http.Answer page = vera.with(http()).header("Accept-Language", "ru").get("/search?q=vfhbz");
        assertThat(page.body()).contains("Мария Иванова", "data-find");
        Http.Answer below = vera.with(http()).header("HX-Request", "true").get("/search?q=112-23");
        assertThat(below.body()).contains("Мария Иванова").doesNotContain("<html");
        assertThat(vera.with(http()).get("/search?q=nobody-at-all").status()).isEqualTo(200);
    }
}
