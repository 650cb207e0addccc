package org.ringbook.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringbook.calls.CallsOfTheDay.NINE;
import static org.ringbook.calls.CallsOfTheDay.change;
import static org.ringbook.calls.CallsOfTheDay.dialled;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.ringbook.calls.Call;

class DialApiTest extends Server {

    @Test
    void annaCallsMariaAndTheAddressLeadsToTheCallWhenItIsThere() {
        Http.Answer asked = as("anna").post("/api/calls", "{\"from\":\"101\",\"to\":\"+7 (916) 111-22-33\"}");
        assertThat(asked.status()).isEqualTo(202);
        assertThat(pbx.dialled).containsExactly("101 +79161112233");
        String address = asked.header("Location");
        assertThat(asked.json().get("call").asString()).isEqualTo(address);
        Http.Answer early = as("anna").get(address);
        assertThat(early.status()).isEqualTo(202);
        assertThat(early.header("Retry-After")).isEqualTo("1");
        Call call = dialled(NINE, pbx.lastRequest);
        log.write(List.of(change(call)));
        Http.Answer begun = as("anna").get(address);
        assertThat(begun.status()).isEqualTo(200);
        assertThat(begun.json().get("id").asString()).isEqualTo(call.id().toString());
        assertThat(begun.header("Content-Location")).isEqualTo("/api/calls/" + call.id());
        assertThat(as("boris").get(address).status()).isEqualTo(404);
    }

    @Test
    void whoAsksForTheSameCallTwiceWithinAMomentMakesOneAndIsToldOfTheFirst() {
        List<CompletableFuture<String>> clicks = Stream.of("+7 (916) 111-22-33", "89161112233", "9161112233")
                .map(number -> CompletableFuture.supplyAsync(() -> as("anna")
                        .post("/api/calls", "{\"to\":\"" + number + "\"}")
                        .header("Location")))
                .toList();

        assertThat(clicks.stream().map(CompletableFuture::join).distinct()).hasSize(1);
        assertThat(pbx.dialled).containsExactly("101 +79161112233");
    }

    @Test
    void withoutATelephoneNamedTheOwnOneRings() {
        assertThat(as("boris").post("/api/calls", "{\"to\":\"+79161112233\"}").status())
                .isEqualTo(202);
        assertThat(pbx.dialled).containsExactly("102 +79161112233");
    }

    @Test
    void anAgentDialsFromNoOtherTelephoneASupervisorDoes() {
        Http.Answer refused = as("anna").post("/api/calls", "{\"from\":\"102\",\"to\":\"+79161112233\"}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().get("code").asString()).isEqualTo("not_your_extension");
        assertThat(pbx.dialled).isEmpty();
        assertThat(as("vera")
                        .post("/api/calls", "{\"from\":\"102\",\"to\":\"+79161112233\"}")
                        .status())
                .isEqualTo(202);
        assertThat(pbx.dialled).containsExactly("102 +79161112233");
    }

    @Test
    void whatThePbxSaysIsPassedOn() {
        pbx.refusal = "The PBX is only listened to. Set ringbook.asterisk.office.command-user.";
        Http.Answer refused = as("anna").post("/api/calls", "{\"to\":\"+79161112233\"}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().get("detail").asString()).isEqualTo(pbx.refusal);
    }

    @Test
    void noTelephoneIsSentWhatIsNoNumber() {
        for (String to : List.of("", "*98", "911;rm", "+7916\\r\\nAction: Command", "anna", "9".repeat(90))) {
            Http.Answer refused = as("anna").post("/api/calls", "{\"to\":\"" + to + "\"}");
            assertThat(refused.status()).as(to).isIn(400, 409);
            assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        }
        assertThat(as("vera")
                        .post("/api/calls", "{\"from\":\"999\",\"to\":\"+79161112233\"}")
                        .json()
                        .get("detail")
                        .asString())
                .contains("999");
        assertThat(pbx.dialled).isEmpty();
    }
}
