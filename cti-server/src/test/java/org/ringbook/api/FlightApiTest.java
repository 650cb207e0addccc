package org.ringbook.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringbook.calls.CallsOfTheDay.NINE;
import static org.ringbook.calls.CallsOfTheDay.answered;
import static org.ringbook.calls.CallsOfTheDay.change;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallsOfTheDay;

class FlightApiTest extends Server {

    private final Call marias = answered(NINE);

    @Test
    void supervisorsMayHaveTheFlightOfACallAndAgentsMayNot() {
        log.write(List.of(change(marias)));
        assertThat(as("anna").get(address(marias)).status()).isEqualTo(403);
        assertThat(as("vera").get(address(marias)).status()).isEqualTo(409);
        assertThat(http().get(address(marias)).status()).isEqualTo(401);
    }

    @Test
    void whyThereIsNoneIsToldInWords() {
        Call going = CallsOfTheDay.dialled(NINE.plusSeconds(99), UUID.randomUUID());
        log.write(List.of(change(marias), change(going)));
        Http.Answer noSource = as("vera").get(address(marias));
        assertThat(noSource.json().get("code").asString()).isEqualTo("flights.source");
        assertThat(noSource.json().get("detail").asString()).contains("no longer name the PBX “office”");
        Http.Answer goesOn = as("admin").header("Accept-Language", "ru").get(address(going) + "?mask=digits");
        assertThat(goesOn.json().get("detail").asString()).contains("Звонок ещё идёт");
        assertThat(as("vera").get(address(marias) + "?mask=names").status()).isEqualTo(400);
        assertThat(as("vera").get(address(marias) + "?digits=yes").status()).isEqualTo(400);
        assertThat(as("vera").get("/api/calls/" + UUID.randomUUID() + "/flight").status())
                .isEqualTo(404);
    }

    private static String address(Call call) {
        return "/api/calls/" + call.id() + "/flight";
    }
}
