package org.ringbook.telephony.beeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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
import org.ringbook.calls.Call;
import org.ringbook.calls.Call.Direction;
import org.ringbook.calls.Call.Result;
import org.ringbook.calls.CallFact;
import org.ringbook.demo.beeline.BeelineCloud;
import org.ringbook.telephony.operators.Variants;

/** What the statistics and the records say of a call is said of the same call, whatever was heard of it before. */
class JoinedHistoryTest {

    private final BeelineCloud cloud = Stories.staffed().collects(true);

    @AfterEach
    void close() {
        cloud.close();
    }

    private List<byte[]> rows() {
        return cloud.log().all().stream()
                .map(row -> Tape.pulled(Messages.ROW, row))
                .toList();
    }

    private List<byte[]> records() {
        return cloud.log().allRecords().stream()
                .map(record -> Tape.pulled(Messages.RECORD, record))
                .toList();
    }

    private BeelineCloud.Employee anna() {
        return cloud.employed("101");
    }

    private void row(String extension, boolean inbound, String status, String other, double at, int talked) {
        cloud.log()
                .row(
                        cloud.employed(extension),
                        inbound,
                        status,
                        other,
                        Tape.NINE.plusMillis(Math.round(at * 1000)),
                        Duration.ofSeconds(talked));
    }

    @TestFactory
    List<DynamicTest> itsRowsAreThatCallAndNoOther() {
        var tests = new ArrayList<DynamicTest>();
        Stories.all().forEach((name, story) -> tests.add(DynamicTest.dynamicTest(name, () -> sameWithRows(story))));
        return tests;
    }

    private void sameWithRows(Consumer<Stories> story) {
        cloud.log().clear();
        List<byte[]> told = Tape.of(cloud, story);
        Call heard = Tape.call(told);
        var all = new ArrayList<>(told);
        all.addAll(rows());
        assertThat(Tape.call(all)).isEqualTo(heard);
        Collections.reverse(all);
        Call reversed = Tape.call(all);
        assertThat(reversed.result()).isEqualTo(heard.result());
        assertThat(reversed.talkSeconds()).isEqualByComparingTo(heard.talkSeconds());
    }

    @Test
    void ofACallWhoseEndWasLostTheStatisticsTellIt() {
        List<byte[]> told = Tape.of(cloud, Stories::answered);
        var lost = new ArrayList<>(told.subList(0, told.size() - 1));
        lost.addAll(rows());
        Call call = Tape.call(lost);
        assertThat(call.ended()).isTrue();
        assertThat(call.talkSeconds()).isEqualByComparingTo("64");
        assertThat(call.healed()).isTrue();
    }

    @Test
    void aCallOfASimOfWhichNothingWasHeardIsTheEmployees() {
        row("101", false, "PLACED", Stories.PAVEL, 0, 90);
        Call call = Tape.call(rows());
        assertThat(call.direction()).isEqualTo(Direction.OUTBOUND);
        assertThat(call.agent()).isEqualTo("101");
        assertThat(call.external()).hasToString("+79035556677");
        assertThat(call.result()).isEqualTo(Result.ANSWERED);
        assertThat(call.talkSeconds()).isEqualByComparingTo("90");
        assertThat(call.healed()).isTrue();
    }

    @Test
    void missedAtFourTelephonesAndAnsweredAtOneIsOneAnsweredCall() {
        row("101", true, "MISSED", Stories.MARIA, 0, 0);
        row("102", true, "MISSED", Stories.MARIA, 0.4, 0);
        row("103", true, "RECEIVED", Stories.MARIA, 1, 40);
        row("104", true, "MISSED", Stories.MARIA, 1.2, 0);
        for (int seed = 0; seed < 24; seed++) {
            var rows = new ArrayList<>(rows());
            Collections.shuffle(rows, new Random(seed));
            Call call = Tape.call(rows);
            assertThat(call.result()).isEqualTo(Result.ANSWERED);
            assertThat(call.answeredBy()).containsExactly("103");
            assertThat(call.rang()).containsExactlyInAnyOrder("101", "102", "103", "104");
        }
    }

    @Test
    void answeredForNoTimeIsMissedAndForwardedIsNoCallOfItsOwn() {
        row("101", true, "RECIEVED", Stories.MARIA, 0, 0);
        row("102", true, "REDIRECTED", Stories.MARIA, 600, 0);
        Call call = Tape.call(rows());
        assertThat(call.result()).isEqualTo(Result.MISSED);
        assertThat(call.startedAt()).isEqualTo(Tape.NINE);
    }

    @Test
    void bothEndsOfAnInternalCallAreOneCall() {
        row("101", false, "PLACED", "102", 0, 30);
        row("102", true, "RECIEVED", "101", 0.2, 30);
        Call call = Tape.call(rows());
        assertThat(call.direction()).isEqualTo(Direction.INTERNAL);
        assertThat(call.result()).isEqualTo(Result.ANSWERED);
    }

    @Test
    void aRowThatWasChangedIsTheSameCall() {
        row("101", true, "MISSED", Stories.MARIA, 0, 0);
        row("101", true, "RECIEVED", Stories.MARIA, 0, 25);
        assertThat(Tape.call(rows()).talkSeconds()).isEqualByComparingTo("25");
    }

    @Test
    void aRowWithoutTheOtherNumberIsACallOfSomebodyUnlessItWasHeard() {
        row("101", true, "RECIEVED", null, 0, 25);
        Call call = Tape.call(rows());
        assertThat(call.agent()).isEqualTo("101");
        assertThat(call.external()).isNull();

        cloud.log().clear();
        var told = new ArrayList<>(Tape.of(cloud, Stories::answered));
        cloud.log().clear();
        row("101", true, "RECIEVED", null, 1, 64);
        told.addAll(rows());
        assertThat(Tape.call(told).external()).hasToString("+79161112233");
    }

    @Test
    void twoCallsOfTheSameTwoAreTwo() {
        row("101", true, "MISSED", Stories.MARIA, 0, 0);
        row("101", true, "RECIEVED", Stories.MARIA, 60, 25);
        assertThat(Tape.calls(rows())).hasSize(2);
    }

    @Test
    void aRecordingIsFoundByItsConversationAlsoOfTwoAndWhenItIsAnnouncedLate() {
        cloud.records(true);
        var told = new ArrayList<>(Tape.of(cloud, Stories::handedOn));
        assertThat(Tape.call(told).recordings()).hasSize(2);
        told.addAll(records());
        Call call = Tape.call(told);
        assertThat(call.recordings()).hasSize(2);
        assertThat(Tape.facts(told))
                .anyMatch(fact -> fact instanceof CallFact.RecordingStarted started
                        && String.valueOf(started.file()).startsWith(Tape.RECORDINGS));
        Collections.reverse(told);
        assertThat(Tape.call(told).recordings()).hasSize(2);
    }

    @Test
    void aRecordingOfWhichNothingElseIsKnownYetIsTheCallOfTheRowThatComesLater() {
        row("101", true, "RECIEVED", Stories.MARIA, 0, 64);
        cloud.log()
                .record(
                        412_000_101,
                        "15839201:1",
                        anna(),
                        true,
                        Stories.MARIA,
                        Tape.NINE.plusSeconds(7),
                        Duration.ofSeconds(64));
        var both = new ArrayList<>(records());
        both.addAll(rows());
        for (int order = 0; order < 2; order++) {
            Call call = Tape.call(both);
            assertThat(call.startedAt()).isEqualTo(Tape.NINE);
            assertThat(call.waitSeconds()).isEqualByComparingTo("7");
            assertThat(call.recordings()).hasSize(1);
            Collections.reverse(both);
        }
    }

    @Test
    void whatIsNoRowIsRefusedAndHarmsNothing() {
        var translation = new BeelineTranslation(Directory.of(Map.of()), new Variants(null), Tape.RECORDINGS);
        for (String odd :
                List.of("", "[]", "{}", "null", "{\"startDate\":-5,\"status\":\"MISSED\"}", "{\"id\":\"x\"}", "{[")) {
            assertThat(translation.translate(Messages.message(Messages.ROW, odd), Tape.NINE, fact -> {}))
                    .isFalse();
            assertThat(translation.translate(Messages.message(Messages.RECORD, odd), Tape.NINE, fact -> {}))
                    .isFalse();
        }
    }
}
