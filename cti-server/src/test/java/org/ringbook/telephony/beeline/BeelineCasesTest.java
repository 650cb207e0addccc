package org.ringbook.telephony.beeline;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ringbook.calls.CallFact;
import org.ringbook.telephony.OperatorCase;
import org.ringbook.telephony.OperatorCase.Message;
import org.ringbook.telephony.operators.HistoryPull;
import org.ringbook.telephony.webhooks.Hearing;

/** The events and rows that the documents of Beeline's cloud PBX print, let in as they come and read as they are asked for. */
class BeelineCasesTest {

    private static final WireMockServer BEELINE = new WireMockServer(options().dynamicPort());

    private final BeelineDoor door = new BeelineDoor(BeelineBench.SECRET, (event, delivery) -> {});
    private final Variants variants = new Variants(null);

    static List<OperatorCase> cases() {
        return OperatorCase.of("beeline-cloud-pbx");
    }

    @BeforeAll
    static void open() {
        BEELINE.start();
    }

    @AfterAll
    static void close() {
        BEELINE.stop();
    }

    @BeforeEach
    void nothingWasAskedYet() {
        BEELINE.resetAll();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theCallsAreThoseThatBeelineTells(OperatorCase each) throws Exception {
        each.holds(facts(each, each.messages()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theyAreTheSameThoughEventsComeTwiceAndRowsBeforeThem(OperatorCase each) throws Exception {
        List<Message> messages = new ArrayList<>();
        each.messages().stream().filter(message -> !message.sent()).forEach(messages::add);
        each.messages().stream()
                .filter(Message::sent)
                .flatMap(message -> Collections.nCopies(2, message).stream())
                .forEach(messages::add);
        each.holds(facts(each, messages));

        Collections.shuffle(messages.subList(1, messages.size()), new Random(7));
        each.holds(facts(each, messages));
    }

    private List<CallFact> facts(OperatorCase each, List<Message> messages) throws Exception {
        var translation = new BeelineTranslation(Directory.of(Map.of()), variants, Tape.RECORDINGS);
        var facts = new ArrayList<CallFact>();
        for (Message message : messages) {
            HistoryPull.Taker taker = (id, kept) -> translation.translate(kept, message.received(), facts::add);
            if (message.sent()) {
                var delivery = message.delivery(BeelineBench.SECRET, "application/xml", message.body());
                taker.record("", ((Hearing.Keep) door.hear(delivery)).message());
            } else {
                message.answeredBy(BEELINE);
                read(message, taker);
            }
        }
        facts.addAll(translation.quiet(each.silence()));
        return facts;
    }

    private void read(Message answer, HistoryPull.Taker taker) throws Exception {
        var api = new BeelineApi(BEELINE.baseUrl() + "/", "TOKEN", BeelineBench.AT_ONCE);
        Instant to = answer.received();
        Instant from = to.minus(Duration.ofDays(1));
        switch (answer.path()) {
            case "abonents" -> {
                Directory directory = Directory.of(Map.of())
                        .with(Directory.users(api.read("abonents", Map.of(), Duration.ofSeconds(5))));
                taker.record("", Told.message(Told.ABONENTS, directory.json()));
            }
            case "v2/statistics" -> new Statistics(api, variants, () -> to).read(from, to, taker);
            default -> new Recordings(api, variants).read(from, to, taker);
        }
    }
}
