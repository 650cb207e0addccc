package org.ringbook.telephony.megafon;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ringbook.calls.CallFact;
import org.ringbook.telephony.OperatorCase;
import org.ringbook.telephony.OperatorCase.Message;
import org.ringbook.telephony.operators.PacedQueue.Rate;
import org.ringbook.telephony.webhooks.Delivery;
import org.ringbook.telephony.webhooks.Hearing;
import org.ringbook.telephony.webhooks.RawHook;

/** The messages that the documents of MegaFon's virtual PBX print, let in as they come and read as they are asked for. */
class MegaFonCasesTest {

    private static final String CRM_KEY = "CRMKEY";
    private static final WireMockServer MEGAFON = new WireMockServer(options().dynamicPort());

    private final Variants variants = new Variants(null);
    private final MegaFonDoor door = new MegaFonDoor(CRM_KEY, fields -> Hearing.Answer.OK, new Heard(variants));
    private final MegaFonTranslation translation = new MegaFonTranslation(Directory.of(Map.of()), variants);
    private final List<CallFact> facts = new ArrayList<>();

    static List<OperatorCase> cases() {
        return OperatorCase.of("megafon-vats");
    }

    @BeforeAll
    static void open() {
        MEGAFON.start();
    }

    @AfterAll
    static void close() {
        MEGAFON.stop();
    }

    @BeforeEach
    void nothingWasAskedYet() {
        MEGAFON.resetAll();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theCallsAreThoseThatMegaFonTells(OperatorCase each) throws Exception {
        for (Message message : each.messages()) {
            if (message.sent()) {
                let(message);
            } else {
                message.answeredBy(MEGAFON);
                read(message);
            }
        }
        if (each.ends()) {
            facts.addAll(translation.quiet(each.silence()));
        }
        each.holds(facts);
    }

    private void let(Message message) {
        Delivery delivery = message.delivery("", "application/x-www-form-urlencoded", message.body());
        translate(((Hearing.Keep) door.hear(delivery)).message(), message.received());
    }

    private void read(Message answer) throws Exception {
        var api = new MegaFonApi(MEGAFON.baseUrl() + "/", "KEY", List.of(new Rate("read", 100, Duration.ofSeconds(1))));
        if (answer.path().endsWith("accounts")) {
            Directory directory = Directory.of(Map.of()).with(new MegaFonUsers(api, variants).read());
            translate(
                    new RawHook(Told.USERS, directory.json().getBytes(StandardCharsets.UTF_8)).bytes(),
                    answer.received());
            return;
        }
        Instant from = answer.received().minus(Duration.ofDays(1));
        new MegaFonHistory(api, variants, false)
                .read(from, answer.received(), (id, message) -> translate(message, answer.received()));
    }

    private void translate(byte[] message, Instant received) {
        translation.translate(message, received, facts::add);
    }
}
