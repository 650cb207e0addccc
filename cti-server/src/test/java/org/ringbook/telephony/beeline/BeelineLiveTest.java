package org.ringbook.telephony.beeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringbook.agents.Office;
import org.ringbook.agents.PopUpEvent;
import org.ringbook.calls.Call;
import org.ringbook.calls.Call.Result;
import org.ringbook.calls.Call.State;
import org.ringbook.demo.beeline.BeelineCall;
import org.ringbook.demo.beeline.BeelineLeg;
import org.ringbook.telephony.PbxSource.DialRefused;

/** The whole way over real HTTP: subscribed, told, asked. */
class BeelineLiveTest {

    private final Office office = new Office();
    private final List<PopUpEvent> cards = new ArrayList<>();
    private BeelineBench bench;

    private BeelineBench bench(Duration history) {
        office.popUps.subscribe(Office.ANNA.id(), cards::add);
        bench = new BeelineBench(history, office.popUps);
        bench.exchange.awaitHealth(health -> bench.source.hasTelephone("101"));
        return bench;
    }

    @AfterEach
    void close() {
        if (bench != null) {
            bench.close();
        }
    }

    @Test
    void theCardIsThereWhileItRingsAndTheCallIsLogged() {
        bench(Duration.ZERO);
        BeelineCall call = bench.cloud.incoming(Stories.MARIA, Stories.LINE);
        BeelineLeg anna = call.rings("101");
        bench.exchange.awaitCalls(calls -> calls.size() == 1 && calls.get(0).state() == State.RINGING);
        await().until(() -> cards.size() == 1);
        call.answers(anna);
        bench.exchange.awaitCalls(calls -> calls.get(0).state() == State.TALKING);
        call.holds(anna);
        bench.exchange.awaitCalls(calls -> calls.get(0).state() == State.HELD);
        call.resumes(anna);
        call.ends(anna, BeelineCall.LOCAL);
        assertThat(bench.theCall().agent()).isEqualTo("101");
        assertThat(bench.exchange.health().detail().key()).isEqualTo("beeline.up");
    }

    @Test
    void aSimsCallComesFromTheStatisticsWithoutACard() {
        bench(Duration.ofMillis(200));
        Instant start = Instant.now().minusSeconds(900);
        bench.cloud
                .log()
                .row(bench.cloud.employed("101"), true, "RECIEVED", Stories.MARIA, start, Duration.ofSeconds(40));
        Call call = bench.theCall();
        assertThat(call.agent()).isEqualTo("101");
        assertThat(call.result()).isEqualTo(Result.ANSWERED);
        assertThat(cards).isEmpty();
    }

    @Test
    void aCallThatWasHeardIsReadAgainAndStaysOne() {
        bench(Duration.ofMillis(200));
        bench.cloud
                .at(Instant.ofEpochMilli(Instant.now().minusSeconds(1200).toEpochMilli()))
                .records(true);
        new Stories(bench.cloud).answered();
        Call call = bench.exchange
                .awaitCalls(calls -> calls.size() == 1 && calls.get(0).ended())
                .get(0);
        assertThat(call.recordings()).hasSize(1);
        await().until(() -> bench.exchange.counters().messages() >= 6);
        assertThat(call.healed()).isFalse();
        assertThat(call.talkSeconds()).isEqualByComparingTo("64");
        await().during(Duration.ofMillis(500))
                .until(() -> bench.exchange.calls().size() == 1);
    }

    @Test
    void eachAnswerToAClickIsUnderstood() {
        for (String reply : List.of("bare", "quoted", "json", "empty")) {
            bench(Duration.ZERO);
            bench.cloud.portal().clickReply = reply;
            bench.cloud.onClick(click -> {
                BeelineLeg leg = click.call().clicked(click.extension(), click.number());
                click.call().picksUp(leg);
                click.call().answers(leg);
            });
            UUID request = bench.exchange.dial("101", "+" + Stories.PAVEL);
            var told = await().until(() -> bench.exchange.sources().callOf(request), java.util.Optional::isPresent);
            Call call = bench.exchange
                    .awaitCalls(calls -> calls.size() == 1 && calls.get(0).state() == State.TALKING)
                    .get(0);
            assertThat(call.sourceId()).as(reply).isEqualTo(told.orElseThrow().sourceId());
            assertThat(call.external()).hasToString("+79035556677");
            assertThat(call.agent()).isEqualTo("101");
            assertThat(bench.cloud.portal().asked()).anyMatch(each -> each.endsWith("phoneNumber=9035556677"));
            bench.close();
            bench = null;
        }
    }

    @Test
    void aClickThatIsRefusedIsSaidInWordsAndNotMadeTwice() {
        bench(Duration.ZERO);
        assertThatThrownBy(() -> bench.exchange.dial("999", "+" + Stories.PAVEL))
                .isInstanceOfSatisfying(
                        DialRefused.class,
                        refused -> assertThat(refused.note().text()).contains("UserNotFound"));
        bench.cloud.portal().failsClicks = true;
        assertThatThrownBy(() -> bench.exchange.dial("101", "+" + Stories.PAVEL))
                .isInstanceOf(DialRefused.class);
        assertThat(bench.cloud.portal().asked().stream().filter(each -> each.startsWith("POST abonents/9610000101")))
                .hasSize(1);
    }

    @Test
    void aSubscriptionThatThePbxEndsIsMadeAnew() {
        bench(Duration.ZERO);
        String first = bench.cloud.subscribed().get(0);
        bench.cloud.terminate(first, true);
        await().until(() -> bench.cloud.subscribed().size() == 1
                && !bench.cloud.subscribed().contains(first));
        new Stories(bench.cloud.at(Instant.ofEpochMilli(System.currentTimeMillis()))).answered();
        assertThat(bench.theCall().result()).isEqualTo(Result.ANSWERED);
    }

    @Test
    void whatTheOperatorsServerForgotIsOver() {
        bench(Duration.ZERO);
        BeelineCall call = bench.cloud.incoming(Stories.MARIA, Stories.LINE);
        BeelineLeg anna = call.rings("101");
        call.answers(anna);
        BeelineLeg boris = bench.cloud.outgoing().dials("102", Stories.PAVEL);
        bench.cloud.startsAnewKnowing(boris);
        List<Call> calls =
                bench.exchange.awaitCalls(all -> all.size() == 2 && all.get(0).ended());
        assertThat(calls.get(0).healed()).isTrue();
        assertThat(calls.get(1).ended()).isFalse();
    }
}
