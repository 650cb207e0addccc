package org.ringbook.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringbook.agent.audio.Tones;
import org.ringbook.agent.sip.SmallPbx;

/** Two whole telephones and a small registrar between them in one JVM: what each does, what the other shows, what both hear. */
class TwoPhonesTest {

    private static final int ANNAS_TONE = 700;
    private static final int BORIS_TONE = 1100;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final SmallPbx pbx = new SmallPbx();
    private final Desk anna = new Desk(pbx.address("101"), "secret").registers();
    private final Desk boris = new Desk(pbx.address("102"), "secret").registers();

    @AfterEach
    void everythingEnds() {
        anna.close();
        boris.close();
        pbx.close();
    }

    private Path file(String name) {
        return folder.resolve(name + ".wav");
    }

    private String tone(String name, int hertz) throws IOException {
        return Tones.wav(file(name), 8000, Tones.tone(hertz, 8000, 30)).toString();
    }

    /** Anna calls, Boris answers, and each says a tone of their own. */
    private void annaTalksToBoris() throws IOException {
        anna.does("dial to=102").call("ringing_there");
        boris.call("ringing");
        boris.does("answer call=c1").call("talking");
        anna.call("talking");
        anna.does("play call=c1 file=" + tone("anna-says", ANNAS_TONE))
                .does("record call=c1 file=" + file("anna-hears"));
        boris.does("play call=c1 file=" + tone("boris-says", BORIS_TONE))
                .does("record call=c1 file=" + file("boris-hears"));
    }

    private void untilAsked(String method, int times) {
        await(method)
                .atMost(PATIENCE)
                .until(() -> pbx.seen.stream()
                                .filter(text -> text.startsWith(method))
                                .count()
                        >= times);
    }

    private void untilSeen(Predicate<String> message) {
        await("a message").atMost(PATIENCE).until(() -> pbx.seen.stream().anyMatch(message));
    }

    /** Waits until a recording is so long; the sound itself is read when the call is over. */
    private void untilHeard(String name, Duration sound) {
        // Wide sound has 16,000 samples of two bytes a second.
        long size = sound.toMillis() * 32;
        await(name).atMost(PATIENCE).until(() -> Files.exists(file(name)) && Files.size(file(name)) >= size);
    }

    private double heard(String name, int hertz) throws IOException {
        return Tones.heard(file(name), hertz);
    }

    @Test
    void eachHearsTheOtherAndNotThemselves() throws Exception {
        annaTalksToBoris();
        untilHeard("anna-hears", Duration.ofSeconds(2));
        untilHeard("boris-hears", Duration.ofSeconds(2));
        anna.does("hang-up call=c1");
        var ended = anna.ended("hung_up");
        boris.ended("hung_up_there");
        assertThat(heard("anna-hears", BORIS_TONE)).isGreaterThan(2000);
        assertThat(heard("anna-hears", ANNAS_TONE)).isLessThan(60);
        assertThat(heard("boris-hears", ANNAS_TONE)).isGreaterThan(2000);
        assertThat(heard("boris-hears", BORIS_TONE)).isLessThan(60);
        assertThat(ended.get("quality").get("codec").stringValue()).isEqualTo("G722");
        assertThat(ended.get("quality").get("lost").asInt()).isZero();
    }

    @Test
    void borisRejectsAndAnnaHearsThatHeIsBusy() {
        anna.does("dial to=102");
        boris.call("ringing");
        boris.does("reject call=c1").ended("rejected");
        assertThat(anna.ended("busy").get("code").asInt()).isEqualTo(486);
    }

    @Test
    void annaGivesUpAndBorisHasMissedACall() {
        anna.does("dial to=102").call("ringing_there");
        boris.call("ringing");
        anna.does("hang-up call=c1").ended("cancelled");
        assertThat(boris.ended("missed").get("number").stringValue()).isEqualTo("101");
    }

    @Test
    void whatAnotherTelephoneAnsweredIsNotMissed() {
        pbx.change = text -> text.startsWith("CANCEL")
                ? text.replace("\r\n\r\n", "\r\nReason: SIP;cause=200;text=\"Call completed elsewhere\"\r\n\r\n")
                : text;
        anna.does("dial to=102").call("ringing_there");
        boris.call("ringing");
        anna.does("hang-up call=c1");
        boris.ended("answered_elsewhere");
    }

    @Test
    void onHoldNothingIsHeardAndAfterwardsAllIs() throws Exception {
        annaTalksToBoris();
        untilHeard("boris-hears", Duration.ofSeconds(1));
        anna.does("hold call=c1");
        anna.until("call", line -> line.path("held").asBoolean());
        boris.until("call", line -> line.path("heldThere").asBoolean());
        boris.does("record call=c1 file=" + file("boris-on-hold"));
        untilHeard("boris-on-hold", Duration.ofSeconds(2));
        anna.does("resume call=c1");
        anna.until("call", line -> !line.path("held").asBoolean());
        boris.until("call", line -> !line.path("heldThere").asBoolean());
        boris.does("record call=c1 file=" + file("boris-again"));
        untilHeard("boris-again", Duration.ofSeconds(2));
        boris.does("hang-up call=c1").ended("hung_up");
        anna.ended("hung_up_there");
        assertThat(heard("boris-on-hold", ANNAS_TONE)).isLessThan(800);
        assertThat(heard("boris-again", ANNAS_TONE)).isGreaterThan(2000);
    }

    @Test
    void whoIsMutedIsNotHeard() throws Exception {
        annaTalksToBoris();
        anna.does("mute call=c1");
        anna.until("call", line -> line.path("muted").asBoolean());
        boris.does("record call=c1 file=" + file("boris-hears-nothing"));
        untilHeard("boris-hears-nothing", Duration.ofSeconds(2));
        boris.does("hang-up call=c1").ended("hung_up");
        assertThat(heard("boris-hears-nothing", ANNAS_TONE)).isLessThan(800);
    }

    @Test
    void theSecondCallPutsTheFirstOnHoldAndTheyAreSwapped() throws Exception {
        try (var vera = new Desk(pbx.address("103"), "secret").registers()) {
            annaTalksToBoris();
            vera.does("dial to=101");
            var second = anna.call("ringing");
            assertThat(second.get("number").stringValue()).isEqualTo("103");
            anna.does("answer call=c2");
            boris.until("call", line -> line.path("heldThere").asBoolean());
            vera.call("talking");
            anna.until("call", line -> Desk.is(line, "call", "c2") && Desk.is(line, "state", "talking"));
            anna.does("resume call=c1");
            vera.until("call", line -> line.path("heldThere").asBoolean());
            boris.until("call", line -> !line.path("heldThere").asBoolean());
            anna.does("hang-up call=c1");
            boris.ended("hung_up_there");
            anna.does("hang-up call=c2");
            vera.ended("hung_up_there");
        }
    }

    @Test
    void bothPressHoldAtOnceAndBothComeThrough() throws Exception {
        annaTalksToBoris();
        anna.does("hold call=c1");
        boris.does("hold call=c1");
        anna.until("call", line -> line.path("held").asBoolean());
        boris.until("call", line -> line.path("held").asBoolean());
        anna.does("hang-up call=c1").ended("hung_up");
        boris.ended("hung_up_there");
    }

    @Test
    void aNumberThatIsNotThereSaysSo() {
        anna.does("dial to=199");
        assertThat(anna.ended("not_found").get("code").asInt()).isEqualTo(404);
        pbx.refusals.put("198", "603 Decline");
        anna.does("dial to=198");
        anna.ended("declined");
    }

    @Test
    void packetsThatAreLostAreSentAgain() {
        int[] seen = {0};
        // Every third message is lost on its way.
        pbx.change = text -> ++seen[0] % 3 == 0 ? null : text;
        anna.does("dial to=102");
        boris.call("ringing");
        boris.does("answer call=c1").call("talking");
        anna.call("talking");
        pbx.change = text -> text;
        anna.does("hang-up call=c1");
        boris.ended("hung_up_there");
    }

    @Test
    void aRingThatMustBeAcknowledgedIs() {
        pbx.change = text -> text.startsWith("INVITE") ? text.replaceFirst("\r\n", "\r\nRequire: 100rel\r\n") : text;
        anna.does("dial to=102").call("ringing_there");
        boris.call("ringing");
        boris.does("answer call=c1").call("talking");
        anna.call("talking");
        assertThat(pbx.seen).anyMatch(text -> text.startsWith("PRACK"));
        anna.does("hang-up call=c1").ended("hung_up");
    }

    /** The PBX wants each call confirmed every few seconds: Anna does, and nothing of the sound changes. */
    @Test
    void aCallIsConfirmedNowAndThen() throws Exception {
        pbx.change = text -> text.startsWith("SIP/2.0 200")
                ? text.replaceFirst("Session-Expires: [0-9]+;refresher=uac", "Session-Expires: 4;refresher=uac")
                : text;
        annaTalksToBoris();
        pbx.seen.clear();
        // The third comes only if the answers to the first two were taken for what they are.
        untilAsked("UPDATE", 3);
        untilHeard("boris-hears", Duration.ofSeconds(5));
        anna.does("hang-up call=c1");
        boris.ended("hung_up_there");
        assertThat(heard("boris-hears", ANNAS_TONE)).isGreaterThan(2000);
    }

    @Test
    void aCallThatThePbxWantsAnsweredIsAnswered() {
        pbx.change = text -> text.startsWith("INVITE")
                ? text.replaceFirst("\r\n", "\r\nCall-Info: <sip:pbx>;answer-after=0\r\n")
                : text;
        anna.does("dial to=102").call("talking");
        assertThat(boris.call("talking").get("autoAnswered").asBoolean()).isTrue();
    }

    @Test
    void anInviteWithoutSoundIsGivenOursAndTheAnswerComesWithTheAck() throws Exception {
        String[] offer = {null};
        // The PBX keeps Anna's offer and gives it back as the answer to Boris's, as those do that join two calls.
        pbx.change = text -> {
            if (text.startsWith("INVITE") && offer[0] == null) {
                offer[0] = text.substring(text.indexOf("\r\n\r\n") + 4);
                return text.substring(0, text.indexOf("\r\n\r\n") + 4).replaceAll("Content-Type: [^\r]*\r\n", "");
            }
            if (text.startsWith("ACK") && offer[0] != null && !text.contains("application/sdp")) {
                return text.replace("\r\n\r\n", "\r\nContent-Type: application/sdp\r\n\r\n") + offer[0];
            }
            return text;
        };
        annaTalksToBoris();
        untilHeard("boris-hears", Duration.ofSeconds(2));
        anna.does("hang-up call=c1");
        boris.ended("hung_up_there");
        assertThat(heard("boris-hears", ANNAS_TONE)).isGreaterThan(2000);
    }

    @Test
    void oneProgramMixesTwoCallsAndAllThreeHearEachOther() throws Exception {
        try (var vera = new Desk(pbx.address("103"), "secret").registers()) {
            annaTalksToBoris();
            anna.does("dial to=103");
            vera.call("ringing");
            vera.does("answer call=c1").call("talking");
            anna.until("call", line -> Desk.is(line, "call", "c2") && Desk.is(line, "state", "talking"));
            anna.does("conference call=c2 second=c1");
            boris.until("call", line -> !line.path("heldThere").asBoolean());
            vera.does("play call=c1 file=" + tone("vera-says", 1500)).does("record call=c1 file=" + file("vera-hears"));
            boris.does("record call=c1 file=" + file("boris-hears-both"));
            untilHeard("vera-hears", Duration.ofSeconds(2));
            untilHeard("boris-hears-both", Duration.ofSeconds(2));
            anna.does("hang-up call=c1").does("hang-up call=c2");
            boris.ended("hung_up_there");
            vera.ended("hung_up_there");
            assertThat(heard("boris-hears-both", 1500)).isGreaterThan(1500);
            assertThat(heard("boris-hears-both", ANNAS_TONE)).isGreaterThan(1500);
            assertThat(heard("vera-hears", BORIS_TONE)).isGreaterThan(1500);
        }
    }

    /** Two telephones of a group pick up at the same moment, and the PBX passes both answers on. */
    @Test
    void aSecondTelephoneThatAnswersIsToldThatNobodyIsThere() throws Exception {
        String[] yes = {null};
        pbx.change = text -> {
            if (text.startsWith("SIP/2.0 200") && text.contains(" INVITE") && yes[0] == null) {
                yes[0] = text;
            }
            return text;
        };
        annaTalksToBoris();
        String another = yes[0].replaceFirst("(To: [^\r]*;tag=)[^\r;]*", "$1another");
        pbx.passesOn(another);
        untilAsked("BYE", 1);
        assertThat(pbx.seen).anyMatch(text -> text.startsWith("ACK") && text.contains("tag=another"));
        assertThat(pbx.seen).filteredOn(text -> text.startsWith("BYE")).allMatch(text -> text.contains("tag=another"));
        anna.does("hang-up call=c1").ended("hung_up");
        boris.ended("hung_up_there");
        // The call is over, and a third one says yes: it would wait for half a minute.
        pbx.seen.clear();
        pbx.passesOn(another.replace("tag=another", "tag=third"));
        untilSeen(text -> text.startsWith("BYE") && text.contains("tag=third"));
    }

    /** A PBX hangs up both calls of a transfer, and not always in the order in which it says how that went. */
    @Test
    void whoeverIsHungUpForATransferWasHandedOn() throws Exception {
        try (var vera = new Desk(pbx.address("103"), "secret").registers()) {
            annaTalksToBoris();
            anna.does("dial to=103");
            vera.call("ringing");
            vera.does("answer call=c1").call("talking");
            anna.until("call", line -> Desk.is(line, "call", "c2") && Desk.is(line, "state", "talking"));
            pbx.change = text -> {
                if (!text.startsWith("REFER")) {
                    return text;
                }
                pbx.accepts("101", text);
                return null;
            };
            anna.does("join call=c1 second=c2").until("transfer", line -> Desk.is(line, "outcome", "asked"));
            vera.does("hang-up call=c1").ended("hung_up");
            assertThat(anna.ended("transferred").get("call").stringValue()).isEqualTo("c2");
            boris.does("hang-up call=c1").ended("hung_up");
            anna.until("transfer", line -> Desk.is(line, "outcome", "done"));
            assertThat(anna.ended("transferred").get("call").stringValue()).isEqualTo("c1");
        }
    }

    @Test
    void whatThePersonMayNotDoIsSaidAndNothingHappens() {
        assertThat(anna.does("answer call=c9")
                        .until("error", line -> true)
                        .get("code")
                        .stringValue())
                .isEqualTo("no_such_call");
        assertThat(anna.does("fly").until("error", line -> true).get("code").stringValue())
                .isEqualTo("unknown_command");
    }

    @Test
    void whoSwitchesOffIsForgottenByThePbx() {
        boris.close();
        assertThat(pbx.knows("102")).isFalse();
        anna.does("dial to=102").ended("not_found");
    }
}
