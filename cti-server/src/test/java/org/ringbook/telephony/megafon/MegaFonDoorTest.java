package org.ringbook.telephony.megafon;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.calls.Call;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.telephony.CallerAnswer;
import org.ringbook.telephony.CallerAnswers;
import org.ringbook.telephony.Exchange;
import org.ringbook.telephony.LogLines;
import org.ringbook.telephony.SourceHealth.State;
import org.ringbook.telephony.inbox.Rejection;
import org.ringbook.telephony.webhooks.Delivery;
import org.ringbook.telephony.webhooks.Hearing;
import org.ringbook.telephony.webhooks.HookBench;

/** What comes to the door of a virtual PBX, whoever sends it, and in whatever form. */
class MegaFonDoorTest {

    private static final String CALL = "KD4R8T2MZW0000A1";
    private static final String MARIA = "79161112233";
    private static final String PARAMETERS = "cmd=event&type=INCOMING&callid=" + CALL + "&user=petrova&phone=" + MARIA;

    private final MegaFonAts ats = new MegaFonAts();
    private volatile CallerAnswer known = CallerAnswer.NOBODY;
    private volatile PhoneNumber asked;
    private volatile long thinks;
    private Exchange exchange;
    private HookBench bench;

    @BeforeEach
    void theOfficeOpens() {
        ats.start();
        var answers = new CallerAnswers(number -> {
            asked = number;
            pause();
            return known;
        });
        exchange = new Exchange(MegaFonAts.source(ats.settings(Duration.ZERO, Map.of()), answers));
        bench = new HookBench(exchange.hooks());
        ats.tellsTo(bench.address("vats"));
        exchange.awaitState(State.UP);
    }

    private void pause() {
        try {
            Thread.sleep(thinks);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void theOfficeCloses() {
        bench.close();
        exchange.close();
        ats.close();
    }

    private Call ringing() {
        return exchange.awaitCalls(calls -> calls.size() == 1).get(0);
    }

    @Test
    void aGetIsAsGoodAsAPost() {
        assertThat(ats.get(PARAMETERS + "&crm_token=" + MegaFonAts.CRM_KEY).statusCode())
                .isEqualTo(200);
        assertThat(ringing().rang()).containsExactly("101");
    }

    @Test
    void jsonIsAsGoodAsAFormAlsoWithNumbersForTexts() {
        String json = "{\"cmd\":\"event\",\"type\":\"INCOMING\",\"callid\":33270001,\"user\":\"petrova\",\"phone\":"
                + MARIA + ",\"ext\":101,\"direction\":null,\"crm_token\":\"" + MegaFonAts.CRM_KEY + "\"}";
        assertThat(ats.post("application/json", json).statusCode()).isEqualTo(200);
        assertThat(ringing().external()).hasToString("+" + MARIA);
        assertThat(ringing().sourceId()).isEqualTo("33270001");
    }

    @Test
    void aWrongKeyIsRefusedAndTheCheckSaysWhatToDo() {
        for (String token : List.of("", "wrong", MegaFonAts.KEY)) {
            assertThat(ats.post("application/x-www-form-urlencoded", PARAMETERS + "&crm_token=" + token)
                            .statusCode())
                    .isEqualTo(401);
        }
        assertThat(ats.post("application/x-www-form-urlencoded", PARAMETERS).statusCode())
                .isEqualTo(401);

        assertThat(exchange.calls()).isEmpty();
        assertThat(exchange.health().warnings())
                .anyMatch(note -> note.key().equals("megafon.step.wrong-key")
                        && note.in(java.util.Locale.forLanguageTag("ru")).contains("Ключ CRM"));
    }

    @Test
    void withoutAKeyOfOursNobodyIsLetIn() {
        var door = new MegaFonDoor("", fields -> Hearing.Answer.OK, new Heard(new Variants(null)));
        byte[] body = (PARAMETERS + "&crm_token=").getBytes(StandardCharsets.UTF_8);
        assertThat(door.hear(new Delivery("POST", "", null, null, body, Instant.now())))
                .isEqualTo(new Hearing.Refuse(Rejection.KEY));
    }

    @Test
    void whatSaysNeitherWhatItIsNorOfWhichCallIsRefused() {
        assertThat(ats.tells(MegaFonAts.fields("type", "INCOMING")).statusCode())
                .isEqualTo(400);
        assertThat(ats.tells(MegaFonAts.fields("cmd", "event", "type", "INCOMING"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(ats.tells(MegaFonAts.fields("cmd", "something-new", "a", "b"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(ats.post("application/x-www-form-urlencoded", PARAMETERS + "&cmd=contact&crm_token=x")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void theAddressOfADeviceIsNobodysNumberAndEmptyFieldsMeanNothing() {
        ats.event("INCOMING", CALL, "petrova", "sip:office@192.0.2.10", "direction", "", "diversion", "", "ext", "");
        assertThat(ringing().external()).isNull();
        assertThat(ringing().rang()).containsExactly("101");
        ats.event("INCOMING", "KD4R8T2MZW0000A2", "petrova", "", "ext", "101");
        exchange.awaitCalls(calls -> calls.size() == 2 && calls.get(1).external() == null);
    }

    @Test
    void theKeyIsNotKeptWithTheMessage() {
        var door = new MegaFonDoor(MegaFonAts.CRM_KEY, fields -> Hearing.Answer.OK, new Heard(new Variants(null)));
        byte[] body = (PARAMETERS + "&crm_token=" + MegaFonAts.CRM_KEY).getBytes(StandardCharsets.UTF_8);
        var keep = (Hearing.Keep) door.hear(new Delivery("POST", "", null, null, body, Instant.now()));
        assertThat(new String(keep.message(), StandardCharsets.UTF_8))
                .contains(CALL)
                .doesNotContain(MegaFonAts.CRM_KEY);
    }

    @Test
    void thePbxShowsMariasNameAndRingsHerResponsiblePerson() {
        known = new CallerAnswer("Мария Иванова, «Ромашка»", "102");
        var answer = ats.contact(MARIA);
        assertThat(answer.body())
                .isEqualTo("{\"contact_name\":\"Мария Иванова, «Ромашка»\",\"responsible\":\"smirnov\"}");
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        assertThat(asked).hasToString("+" + MARIA);
    }

    @Test
    void ofSomebodyUnknownNothingIsSaidAndTheCallGoesItsUsualWay() {
        assertThat(ats.contact("79990001122").body()).isEqualTo("{}");
        known = new CallerAnswer("Мария Иванова", "777");
        assertThat(ats.contact(MARIA).body()).isEqualTo("{\"contact_name\":\"Мария Иванова\"}");
        asked = null;
        assertThat(ats.contact("102").body()).isEqualTo("{}");
        assertThat(ats.contact("sip:office@192.0.2.10").body()).isEqualTo("{}");
        assertThat(asked).isNull();
    }

    @Test
    void whoIsTooSlowIsNotWaitedFor() {
        known = new CallerAnswer("Мария Иванова", "102");
        thinks = 30_000;
        assertThat(ats.contact(MARIA).body()).isEqualTo("{}");
    }

    @Test
    void whatIsMetForTheFirstTimeIsLoggedOnce() {
        try (var log = new LogLines()) {
            ats.event("INCOMING", CALL, "petrova", MARIA);
            ats.event("INCOMING", CALL, "smirnov", MARIA);
            ringing();
            exchange.awaitCalls(calls -> calls.get(0).rang().size() == 2);
            assertThat(log.text()).containsOnlyOnce("events without a direction");
        }
    }

    @Test
    void theCheckGoesStepByStepUntilAllIsDone() {
        ats.employee("newcomer", null, null);
        exchange.awaitHealth(
                health -> health.warnings().stream().anyMatch(note -> note.key().equals("megafon.step.employees")));
        assertThat(exchange.health().warnings())
                .extracting(note -> note.key())
                .contains("megafon.step.url", "step.history.off");
        assertThat(step("megafon.step.url").orElseThrow().text()).contains("/hooks/vats");

        ats.event("INCOMING", CALL, "petrova", MARIA);
        ats.users.remove(ats.users.size() - 1);

        exchange.awaitHealth(health -> health.warnings().size() == 1);
        assertThat(exchange.health().detail().key()).isEqualTo("megafon.up");
        ats.acceptedKey = "another";
        assertThat(exchange.awaitState(State.DOWN).detail().key()).isEqualTo("megafon.key");
    }

    private Optional<org.ringbook.notices.Notice> step(String key) {
        return exchange.health().warnings().stream()
                .filter(note -> note.key().equals(key))
                .findFirst();
    }
}
