package org.ringbook.telephony.mango;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringbook.telephony.mango.MangoBench.LINE;
import static org.ringbook.telephony.mango.MangoBench.MARIA;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringbook.calls.Call;
import org.ringbook.calls.Call.Direction;
import org.ringbook.calls.Call.EndedBy;
import org.ringbook.calls.Call.LegOutcome;
import org.ringbook.calls.Call.Reason;
import org.ringbook.calls.Call.Result;
import org.ringbook.calls.Call.State;
import org.ringbook.calls.Call.TransferKind;
import org.ringbook.demo.mango.MangoCall;
import org.ringbook.demo.mango.MangoLeg;

/** What a virtual PBX tells over HTTP is one call, as it was. */
class MangoCallsTest {

    private final MangoBench bench = new MangoBench();
    private final Stories stories = new Stories(bench.office);

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void mariaCallsAnnaAnswersAndHangsUp() {
        MangoCall told = stories.answered();

        Call call = bench.theCall();
        assertThat(call.sourceId()).isEqualTo(told.entry());
        assertThat(call.direction()).isEqualTo(Direction.INBOUND);
        assertThat(call.result()).isEqualTo(Result.ANSWERED);
        assertThat(call.external()).hasToString("+79161112233");
        assertThat(call.line()).hasToString("+74957770001");
        assertThat(call.agent()).isEqualTo("101");
        assertThat(call.rang()).containsExactly("101");
        assertThat(call.answeredBy()).containsExactly("101");
        assertThat(call.waitSeconds()).isEqualByComparingTo("6");
        assertThat(call.talkSeconds()).isEqualByComparingTo("60");
        assertThat(call.endedBy()).isEqualTo(EndedBy.AGENT);
        assertThat(call.healed()).isFalse();
    }

    @Test
    void theCardIsThereWhileItRingsAndWhileTheySpeak() {
        MangoCall call = bench.office.incoming(MARIA, LINE);
        MangoLeg anna = call.rings("101", null);
        assertThat(bench.theCallNow(State.RINGING).rang()).containsExactly("101");

        call.answers(anna);
        assertThat(bench.theCallNow(State.TALKING).agent()).isEqualTo("101");

        bench.office.pass(9);
        call.holds(anna);
        bench.theCallNow(State.HELD);
    }

    @Test
    void aGroupRingsAndWhoeverWasQuickerHasIt() {
        stories.groupCall();

        Call call = bench.theCall();
        assertThat(call.result()).isEqualTo(Result.ANSWERED);
        assertThat(call.queue()).isEqualTo("300");
        assertThat(call.rang()).containsExactly("101", "102");
        assertThat(call.answeredBy()).containsExactly("101");
        assertThat(call.waitSeconds()).isEqualByComparingTo("19");
        assertThat(call.talkSeconds()).isEqualByComparingTo("80");
        assertThat(call.endedBy()).isEqualTo(EndedBy.EXTERNAL);
        assertThat(call.legs())
                .filteredOn(leg -> "102".equals(leg.party()))
                .extracting(Call.Leg::outcome)
                .containsExactly(LegOutcome.ANSWERED_ELSEWHERE);
        assertThat(call.legs()).extracting(Call.Leg::kind).contains(Call.LegKind.IVR, Call.LegKind.QUEUE);
        assertThat(call.transfers()).isEmpty();
    }

    @Test
    void mariaGivesUpAfterTwoTelephonesRang() {
        stories.missed();

        Call call = bench.theCall();
        assertThat(call.result()).isEqualTo(Result.MISSED);
        assertThat(call.reason()).isEqualTo(Reason.ABANDONED);
        assertThat(call.rang()).containsExactly("101", "102");
        assertThat(call.waitSeconds()).isEqualByComparingTo("41");
        assertThat(call.talkSeconds()).isEqualByComparingTo("0");
    }

    @Test
    void whoHangsUpInTheMenuHasCalledAndMissedEverybody() {
        stories.lostInTheMenu();

        Call call = bench.theCall();
        assertThat(call.result()).isEqualTo(Result.MISSED);
        assertThat(call.reason()).isEqualTo(Reason.ABANDONED);
        assertThat(call.rang()).isEmpty();
        assertThat(call.line()).hasToString("+74957770001");
    }

    @Test
    void aBusyTelephoneIsBusyAndWasRungByNobody() {
        stories.busy();

        Call call = bench.theCall();
        assertThat(call.result()).isEqualTo(Result.BUSY);
        assertThat(call.rang()).isEmpty();
    }

    @Test
    void annaCallsPavel() {
        stories.outgoing();

        Call call = bench.theCall();
        assertThat(call.direction()).isEqualTo(Direction.OUTBOUND);
        assertThat(call.result()).isEqualTo(Result.ANSWERED);
        assertThat(call.external()).hasToString("+79035556677");
        assertThat(call.line()).hasToString("+74957770001");
        assertThat(call.agent()).isEqualTo("101");
        assertThat(call.talkSeconds()).isEqualByComparingTo("60");
        assertThat(call.endedBy()).isEqualTo(EndedBy.EXTERNAL);
    }

    @Test
    void pavelIsBusy() {
        stories.outgoingBusy();

        Call call = bench.theCall();
        assertThat(call.result()).isEqualTo(Result.BUSY);
        assertThat(call.direction()).isEqualTo(Direction.OUTBOUND);
    }

    @Test
    void annaCallsBorisWhichConcernsNobodyOutside() {
        stories.internal();

        Call call = bench.theCall();
        assertThat(call.direction()).isEqualTo(Direction.INTERNAL);
        assertThat(call.result()).isEqualTo(Result.ANSWERED);
        assertThat(call.agent()).isEqualTo("101");
        assertThat(call.answeredBy()).containsExactly("102");
        assertThat(call.external()).isNull();
        assertThat(call.talkSeconds()).isEqualByComparingTo("30");
    }

    @Test
    void aClickIsACallOfOursThoughItLooksAsIfItCameIn() {
        stories.clickToCall(Commands.callback(Stories.REQUEST));

        Call call = bench.theCall();
        assertThat(call.direction()).isEqualTo(Direction.OUTBOUND);
        assertThat(call.result()).isEqualTo(Result.ANSWERED);
        assertThat(call.agent()).isEqualTo("101");
        assertThat(call.external()).hasToString("+79035556677");
        assertThat(call.talkSeconds()).isEqualByComparingTo("60");
        assertThat(call.waitSeconds()).isEqualByComparingTo("14");
        assertThat(call.transfers()).isEmpty();
        assertThat(bench.exchange
                        .sources()
                        .callOf(Stories.REQUEST)
                        .orElseThrow()
                        .sourceId())
                .isEqualTo(call.sourceId());
    }

    @Test
    void aClickOfAnotherProgramIsOneToo() {
        bench.office.withNewerFields(false);
        stories.clickToCall("crm-cb-000042");

        assertThat(bench.theCall().direction()).isEqualTo(Direction.OUTBOUND);
        assertThat(bench.theCall().agent()).isEqualTo("101");
    }

    @Test
    void whenAnnaDoesNotPickUpHerOwnTelephoneNobodyWasCalled() {
        stories.clickToCallThatNobodyPicksUp(Commands.callback(Stories.REQUEST));

        Call call = bench.theCall();
        assertThat(call.direction()).isEqualTo(Direction.OUTBOUND);
        assertThat(call.result()).isEqualTo(Result.FAILED);
        assertThat(call.reason()).isEqualTo(Reason.AGENT_UNREACHABLE);
        assertThat(call.external()).hasToString("+79035556677");
    }

    @Test
    void annaAsksVeraAndHandsMariaOn() {
        stories.consulted();
        isHandedOn(bench.theCall(), TransferKind.ATTENDED);
        assertThat(bench.theCall().talkSeconds()).isEqualByComparingTo("104");
        assertThat(bench.theCall().holdSeconds()).isEqualByComparingTo("20");
    }

    @Test
    void annaAsksVeraAndHandsMariaOnAtAPbxThatTellsLess() {
        bench.office.withNewerFields(false);
        stories.consulted();
        isHandedOn(bench.theCall(), TransferKind.ATTENDED);
        assertThat(bench.theCall().talkSeconds()).isEqualByComparingTo("104");
    }

    @Test
    void annaHandsMariaOnWithoutAsking() {
        stories.handedOn();
        isHandedOn(bench.theCall(), TransferKind.BLIND);
        assertThat(bench.theCall().talkSeconds()).isEqualByComparingTo("78");
    }

    @Test
    void annaHandsMariaOnWithTheKeysOfHerTelephone() {
        stories.handedOnByKeys();
        isHandedOn(bench.theCall(), TransferKind.BLIND);
    }

    private static void isHandedOn(Call call, TransferKind kind) {
        assertThat(call.direction()).isEqualTo(Direction.INBOUND);
        assertThat(call.result()).isEqualTo(Result.ANSWERED);
        assertThat(call.transfers())
                .extracting(Call.Transfer::from, Call.Transfer::to, Call.Transfer::kind)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("101", "103", kind));
        assertThat(call.agent()).isEqualTo("103");
        assertThat(call.answeredBy()).containsExactly("101", "103");
    }

    @Test
    void pavelWhomAnnaCalledIsHandedOnToBoris() {
        stories.outgoingHandedOn();

        Call call = bench.theCall();
        assertThat(call.direction()).isEqualTo(Direction.OUTBOUND);
        assertThat(call.external()).hasToString("+79035556677");
        assertThat(call.transfers()).extracting(Call.Transfer::to).containsExactly("102");
        assertThat(call.agent()).isEqualTo("102");
        assertThat(call.talkSeconds()).isEqualByComparingTo("50");
    }

    @Test
    void holdIsTalk() {
        stories.heldForAMinute();

        assertThat(bench.theCall().talkSeconds()).isEqualByComparingTo("85");
        assertThat(bench.theCall().holdSeconds()).isEqualByComparingTo("60");
    }

    @Test
    void aCallThatIsAnsweredOnAMobileIsAnsweredByThatNumber() {
        stories.forwardedToAMobile();

        Call call = bench.theCall();
        assertThat(call.direction()).isEqualTo(Direction.INBOUND);
        assertThat(call.external()).hasToString("+79161112233");
        assertThat(call.answeredBy()).containsExactly("+79990001122");
        assertThat(call.talkSeconds()).isEqualByComparingTo("40");
    }

    @Test
    void aRecordingThatIsAnnouncedLateIsOneOfTheCall() {
        MangoCall call = bench.office.incoming(MARIA, LINE);
        MangoLeg anna = call.rings("101", null);
        bench.office.pass(5);
        call.answers(anna);
        String recording = call.recorded(anna);
        bench.office.pass(30);
        call.end(anna, MangoCall.CALLER_HUNG_UP);
        call.over(MangoCall.CALLER_HUNG_UP);
        bench.theCall();
        bench.office.pass(400);
        call.stored(recording);

        Call heard = bench.exchange
                .awaitCalls(
                        calls -> calls.size() == 1 && bench.exchange.counters().messages() == 6)
                .get(0);
        assertThat(heard.recordings()).hasSize(1);
        assertThat(heard.recordings().get(0).startedAt()).isEqualTo(heard.answeredAt());
        assertThat(heard.ended()).isTrue();
    }

    @Test
    void aRecordingOfWhichOnlyTheFileIsAnnouncedIsOneToo() {
        MangoCall call = stories.answered();
        bench.theCall();
        call.stored("UmVjb3JkaW5n");

        Call heard = bench.exchange
                .awaitCalls(calls -> !calls.get(0).recordings().isEmpty())
                .get(0);
        assertThat(heard.recordings().get(0).startedAt()).isEqualTo(heard.answeredAt());
    }

    /** The number on the site was shown to one visitor only; who that was has to be asked at once. */
    @Test
    void whatBroughtMariaStandsWithHerCall() {
        MangoCall call = bench.office.incoming(MARIA, LINE).tracked(1);
        MangoLeg anna = call.rings("101", null);
        call.answers(anna);
        bench.office.pass(30);
        call.end(anna, MangoCall.CALLER_HUNG_UP);
        call.over(MangoCall.CALLER_HUNG_UP);

        bench.exchange.awaitCalls(calls -> calls.size() == 1
                && calls.get(0).ended()
                && brought(calls.get(0)).equals(List.of("yandex / cpc / office / Сайт / shop.example.com/cart")));
        assertThat(bench.office.api().requests())
                .filteredOn(request -> request.path().equals("queries/user_info_by_dct_number"))
                .as("asked once, though many events tell the number")
                .hasSize(1);
    }

    @Test
    void aNumberThatStandsForOneAdvertisementIsToldAsItIs() {
        MangoCall call = bench.office.incoming(MARIA, LINE).tracked(2);
        MangoLeg anna = call.rings("101", null);
        call.end(anna, MangoCall.CALLER_HUNG_UP);
        call.over(MangoCall.CALLER_HUNG_UP);

        assertThat(brought(bench.theCall())).containsExactly("+" + LINE);
    }

    private static List<String> brought(Call call) {
        return call.rules().stream()
                .filter(rule -> rule.rule().equals("brought.by-advertising"))
                .map(Call.FiredRule::detail)
                .toList();
    }
}
