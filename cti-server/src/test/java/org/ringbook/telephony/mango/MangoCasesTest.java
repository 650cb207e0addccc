package org.ringbook.telephony.mango;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ringbook.Cast;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallFact;
import org.ringbook.calls.fold.Calls;
import org.ringbook.telephony.OperatorCase;
import org.ringbook.telephony.OperatorCase.Message;
import org.ringbook.telephony.operators.PacedQueue;
import org.ringbook.telephony.webhooks.Delivery;
import org.ringbook.telephony.webhooks.WebhookResult;
import tools.jackson.databind.JsonNode;

/** The messages that Mango's documents print, let in as they come and read as they are asked for. */
class MangoCasesTest {

    private static final Signature SIGNATURE =
            new Signature("demokey0000000000000000000000001", "demosalt000000000000000000000001");
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final WireMockServer MANGO = new WireMockServer(options().dynamicPort());

    private final MangoReceiver receiver = new MangoReceiver(SIGNATURE, new NobodyListens());

    static List<OperatorCase> cases() {
        return OperatorCase.of("mango-office");
    }

    @BeforeAll
    static void open() {
        MANGO.start();
    }

    @AfterAll
    static void close() {
        MANGO.stop();
    }

    @BeforeEach
    void nothingWasAskedYet() {
        MANGO.resetAll();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theCallsAreThoseThatMangoTells(OperatorCase each) throws Exception {
        each.holds(facts(each, each.messages(), each.ends()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theyAreTheSameThoughMessagesOvertakeEachOtherAndComeTwice(OperatorCase each) throws Exception {
        for (int seed = 0; seed < 5; seed++) {
            var random = new Random(seed);
            List<Message> sent = new ArrayList<>(
                    each.messages().stream().filter(Message::sent).toList());
            sent.addAll(sent.stream().filter(message -> random.nextInt(3) == 0).toList());
            Collections.shuffle(sent, random);
            sent.addAll(
                    each.messages().stream().filter(message -> !message.sent()).toList());
            each.holds(facts(each, sent, each.ends()));
        }
    }

    @Test
    void aDeliveryIsSignedAsTheDocumentPrintsIt() {
        Message printed = named("in_menu_group_first_answers").messages().stream()
                .filter(message ->
                        message.body().contains("\"seq\":1,") && message.body().contains("\"extension\":\"101\""))
                .findFirst()
                .orElseThrow();
        assertThat(form(printed))
                .startsWith(
                        "vpbx_api_key=demokey0000000000000000000000001"
                                + "&sign=57d132db41c1ac2b77412f853cd2f88dac5640f47f571bab1fd510fbff8f6811&json=%7B%22entry_id%22");
    }

    /** All that is printed of it ends with the answer. */
    @Test
    void whoAnsweredHasSpokenThoughTheEndIsNeverTold() throws Exception {
        OperatorCase routed = named("in_digits_and_routed");
        List<Call> calls = Calls.derive("vats", Cast.PLAN, facts(routed, routed.messages(), true));
        assertThat(calls).hasSize(1);
        assertThat(calls.get(0).ended()).isTrue();
        assertThat(calls.get(0).healed()).isTrue();
        assertThat(calls.get(0).result()).isEqualTo(Call.Result.ANSWERED);
    }

    private static OperatorCase named(String name) {
        return OperatorCase.of("mango-office").stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<CallFact> facts(OperatorCase each, List<Message> messages, boolean ends) throws Exception {
        var translation = new MangoTranslation(List.of());
        var facts = new ArrayList<CallFact>();
        for (Message message : messages) {
            if (message.sent()) {
                Delivery delivery =
                        message.delivery(message.path(), "application/x-www-form-urlencoded", form(message));
                WebhookResult.Keep kept = (WebhookResult.Keep) receiver.receive(delivery);
                translation.translate(kept.message(), message.received(), facts::add);
            } else {
                message.answeredBy(MANGO);
                read(message, translation, facts);
            }
        }
        if (ends) {
            facts.addAll(translation.quiet(each.silence()));
        }
        return facts;
    }

    private static void read(Message answer, MangoTranslation translation, List<CallFact> facts) throws Exception {
        if (!answer.path().startsWith("stats/")) {
            return;
        }
        new Message(false, "stats/calls/request/", null, "{\"result\":1000,\"key\":\"KEY\"}").answeredBy(MANGO);
        new Message(false, "incominglines", null, "{\"result\":1000,\"lines\":[]}").answeredBy(MANGO);
        var api = new MangoApi(
                MANGO.baseUrl() + "/",
                SIGNATURE,
                new Lockout(SECOND),
                new PacedQueue(50, List.of(), PacedQueue.growing(SECOND, SECOND)));
        JsonNode users = api.post("config/users/request", Map.of(), SECOND).json();
        Directory directory = Directory.of(users, users);
        Instant from = answer.received().minus(Duration.ofDays(1));
        new MangoHistory(api, () -> directory, Duration.ZERO)
                .read(
                        from,
                        answer.received(),
                        (id, message) -> translation.translate(message, answer.received(), facts::add));
    }

    private static String form(Message message) {
        return SIGNATURE.form(message.body());
    }

    private static final class NobodyListens implements MangoReceiver.Listener {

        @Override
        public void received(String path, JsonNode json, Instant received) {}

        @Override
        public void pinged() {}

        @Override
        public void unknown(String path) {}
    }
}
