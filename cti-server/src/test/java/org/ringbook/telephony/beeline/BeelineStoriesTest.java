package org.ringbook.telephony.beeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.ringbook.Cast;
import org.ringbook.calls.Call;
import org.ringbook.calls.Call.Direction;
import org.ringbook.calls.Call.EndedBy;
import org.ringbook.calls.Call.LegOutcome;
import org.ringbook.calls.Call.Result;
import org.ringbook.calls.Call.TransferKind;
import org.ringbook.calls.CallFact;
import org.ringbook.calls.fold.Calls;
import org.ringbook.demo.beeline.BeelineCloud;
import org.ringbook.telephony.operators.Variants;

/** What the cloud PBX tells of a call is that one call, in whatever order and how often it is told. */
class BeelineStoriesTest {

    private final BeelineCloud cloud = Stories.staffed().collects(true);

    @AfterEach
    void close() {
        cloud.close();
    }

    private Call call(Consumer<Stories> story) {
        return Tape.call(Tape.of(cloud, story));
    }

    @TestFactory
    List<DynamicTest> eachStoryShuffledAndDoubled() {
        var tests = new ArrayList<DynamicTest>();
        Stories.all()
                .forEach((name, story) -> tests.add(DynamicTest.dynamicTest(name, () -> {
                    List<byte[]> told = Tape.of(cloud, story);
                    Call inOrder = Tape.call(told);
                    assertThat(inOrder.ended()).isTrue();
                    for (int seed = 0; seed < 100; seed++) {
                        var shuffled = new ArrayList<>(told);
                        shuffled.addAll(told.subList(0, told.size() / 2));
                        Collections.shuffle(shuffled, new Random(seed));
                        assertThat(Tape.call(shuffled)).as("seed " + seed).isEqualTo(inOrder);
                    }
                })));
        return tests;
    }

    @Test
    void mariaCallsAndAnnaAnswers() {
        Call call = call(Stories::answered);
        assertThat(call.direction()).isEqualTo(Direction.INBOUND);
        assertThat(call.result()).isEqualTo(Result.ANSWERED);
        assertThat(call.external()).hasToString("+79161112233");
        assertThat(call.line()).hasToString("+74957770001");
        assertThat(call.agent()).isEqualTo("101");
        assertThat(call.queue()).isEqualTo("Продажи");
        assertThat(call.waitSeconds()).isEqualByComparingTo("7");
        assertThat(call.talkSeconds()).isEqualByComparingTo("64");
        assertThat(call.endedBy()).isEqualTo(EndedBy.EXTERNAL);
        assertThat(call.healed()).isFalse();
    }

    @Test
    void aGroupRingsInVainAndTheMachineThatAnsweredIsNobody() {
        Call call = call(Stories::missed);
        assertThat(call.result()).isEqualTo(Result.MISSED);
        assertThat(call.rang()).containsExactly("101", "102");
        assertThat(call.answeredBy()).isEmpty();
        assertThat(call.waitSeconds()).isEqualByComparingTo("30.4");
    }

    @Test
    void whenNothingIsHeardAfterTheRingingItIsOverAfterMinutes() {
        List<byte[]> told = Tape.of(cloud, Stories::answered);
        var translation = new BeelineTranslation(Directory.of(Map.of()), new Variants(null), Tape.RECORDINGS);
        var facts = new ArrayList<CallFact>();
        translation.translate(Tape.staff(), Tape.NINE, facts::add);
        translation.translate(told.get(0), Tape.NINE, facts::add);

        facts.addAll(translation.quiet(Tape.NINE.plusSeconds(590)));
        assertThat(Calls.derive("beeline", Cast.PLAN, facts)).noneMatch(Call::ended);
        facts.addAll(translation.quiet(Tape.NINE.plusSeconds(610)));
        assertThat(Calls.derive("beeline", Cast.PLAN, facts)).singleElement().matches(Call::ended);
    }

    @Test
    void ofAGroupBorisIsQuicker() {
        Call call = call(Stories::groupCall);
        assertThat(call.result()).isEqualTo(Result.ANSWERED);
        assertThat(call.agent()).isEqualTo("102");
        assertThat(call.rang()).containsExactlyInAnyOrder("101", "102");
        assertThat(call.talkSeconds()).isEqualByComparingTo("80");
        assertThat(call.legs())
                .filteredOn(leg -> "101".equals(leg.party()))
                .extracting(Call.Leg::outcome)
                .containsExactly(LegOutcome.ANSWERED_ELSEWHERE);
        assertThat(call.endedBy()).isEqualTo(EndedBy.AGENT);
    }

    @Test
    void aBusyTelephoneIsBusy() {
        assertThat(call(Stories::busy).result()).isEqualTo(Result.BUSY);
        assertThat(call(Stories::outgoingBusy).result()).isEqualTo(Result.BUSY);
    }

    @Test
    void annaCallsPavel() {
        Call call = call(Stories::outgoing);
        assertThat(call.direction()).isEqualTo(Direction.OUTBOUND);
        assertThat(call.result()).isEqualTo(Result.ANSWERED);
        assertThat(call.external()).hasToString("+79035556677");
        assertThat(call.agent()).isEqualTo("101");
        assertThat(call.waitSeconds()).isEqualByComparingTo("9");
        assertThat(call.talkSeconds()).isEqualByComparingTo("60");
        assertThat(call.endedBy()).isEqualTo(EndedBy.AGENT);
        assertThat(call(Stories::outgoingUnanswered).result()).isNotEqualTo(Result.ANSWERED);
    }

    @Test
    void aClickCallsAnnaFirstAndThenPavel() {
        Call call = call(Stories::click);
        assertThat(call.direction()).isEqualTo(Direction.OUTBOUND);
        assertThat(call.result()).isEqualTo(Result.ANSWERED);
        assertThat(call.external()).hasToString("+79035556677");
        assertThat(call.agent()).isEqualTo("101");
        assertThat(call.talkSeconds()).isEqualByComparingTo("163");
    }

    @Test
    void aClickThatAnnaDoesNotPickUpReachedNobody() {
        Call call = call(Stories::clickNobodyPicksUp);
        assertThat(call.direction()).isEqualTo(Direction.OUTBOUND);
        assertThat(call.result()).isNotEqualTo(Result.ANSWERED);
        assertThat(call.external()).hasToString("+79035556677");
        assertThat(call.talkSeconds()).isEqualByComparingTo("0");
        assertThat(call.legs()).hasSize(1);
    }

    @Test
    void colleaguesCallEachOther() {
        Call call = call(Stories::internal);
        assertThat(call.direction()).isEqualTo(Direction.INTERNAL);
        assertThat(call.result()).isEqualTo(Result.ANSWERED);
        assertThat(call.external()).isNull();
        assertThat(call.answeredBy()).containsExactly("102");
        assertThat(call.talkSeconds()).isEqualByComparingTo("30");
    }

    @Test
    void mariaIsHeldForAMinute() {
        Call call = call(Stories::held);
        assertThat(call.holdSeconds()).isEqualByComparingTo("60");
        assertThat(call.endedBy()).isEqualTo(EndedBy.EXTERNAL);
    }

    @Test
    void annaHandsMariaOnToVeraAtOnce() {
        Call call = call(Stories::handedOn);
        assertThat(call.transfers()).hasSize(1);
        assertThat(call.transfers().get(0).kind()).isEqualTo(TransferKind.BLIND);
        assertThat(call.answeredBy()).containsExactly("101", "103");
        assertThat(call.external()).hasToString("+79161112233");
        assertThat(call.talkSeconds()).isEqualByComparingTo("78");
    }

    @Test
    void annaAsksVeraAndHandsMariaOn() {
        Call call = call(Stories::consulted);
        assertThat(call.direction()).isEqualTo(Direction.INBOUND);
        assertThat(call.transfers()).hasSize(1);
        assertThat(call.transfers().get(0).kind()).isEqualTo(TransferKind.ATTENDED);
        assertThat(call.answeredBy()).containsExactly("101", "103");
        assertThat(call.external()).hasToString("+79161112233");
        assertThat(call.startedAt()).isEqualTo(Tape.NINE);
        assertThat(call.endedAt()).isEqualTo(Tape.NINE.plusSeconds(112));
        assertThat(call.holdSeconds()).isEqualByComparingTo("22");
    }

    @Test
    void annaHandsPavelOnWhomSheCalled() {
        Call call = call(Stories::outgoingHandedOn);
        assertThat(call.direction()).isEqualTo(Direction.OUTBOUND);
        assertThat(call.transfers()).hasSize(1);
        assertThat(call.external()).hasToString("+79035556677");
        assertThat(call.endedAt()).isEqualTo(Tape.NINE.plusSeconds(64));
    }

    @Test
    void borisTakesTheCallThatRingsAtAnnas() {
        Call call = call(Stories::pickedUpElsewhere);
        assertThat(call.direction()).isEqualTo(Direction.INBOUND);
        assertThat(call.result()).isEqualTo(Result.ANSWERED);
        assertThat(call.answeredBy()).containsExactly("102");
        assertThat(call.talkSeconds()).isEqualByComparingTo("40");
    }

    @Test
    void borisAnswersOnHisMobile() {
        Call call = call(Stories::onTheMobile);
        assertThat(call.direction()).isEqualTo(Direction.INBOUND);
        assertThat(call.result()).isEqualTo(Result.ANSWERED);
        assertThat(call.external()).hasToString("+79161112233");
        assertThat(call.answeredBy()).containsExactly("102");
        assertThat(call.talkSeconds()).isEqualByComparingTo("50");
    }

    @Test
    void aHiddenNumberIsNone() {
        Call call = call(Stories::hidden);
        assertThat(call.direction()).isEqualTo(Direction.INBOUND);
        assertThat(call.external()).isNull();
        assertThat(call.agent()).isEqualTo("101");
    }
}
