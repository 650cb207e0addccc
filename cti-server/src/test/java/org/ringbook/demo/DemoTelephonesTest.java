package org.ringbook.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringbook.demo.CallScript.trunkCalls;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringbook.agent.Desk;
import org.ringbook.agent.audio.Tones;
import org.ringbook.agent.phone.Account;

/** The agent program's own telephone at the demo: a newcomer hears a voice, is called, and the exchange knows what the person does. */
class DemoTelephonesTest {

    private static final String LINE = "+74957770001";
    private static final String MARIA = "+79161112233";

    @TempDir
    Path folder;

    private DemoPbx pbx;
    private Desk anna;

    @BeforeEach
    void annasTelephoneIsOn() {
        pbx = DemoPbx.start(DemoSettings.quietWithTelephones());
        var given = pbx.sipAccount("101").orElseThrow();
        anna = new Desk(Account.of(given.address(), given.login(), given.secret(), Account.DigitsBy.RTP)).registers();
    }

    @AfterEach
    void everythingEnds() {
        anna.close();
        pbx.close();
    }

    private void untilHeard(Path file, Duration sound) throws Exception {
        // Sound of 8 kHz has two bytes a sample.
        long size = sound.toMillis() * 16;
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (Files.notExists(file) || Files.size(file) < size) {
            assertThat(System.nanoTime()).as("patience for " + file).isLessThan(deadline);
            Thread.sleep(20);
        }
    }

    @Test
    void annaDials600AndHearsHerself() throws Exception {
        Path heard = folder.resolve("heard.wav");
        Path said = Tones.wav(folder.resolve("said.wav"), 8000, Tones.tone(700, 8000, 30));
        anna.does("dial to=600").call("talking");
        anna.does("play call=c1 file=" + said).does("record call=c1 file=" + heard);
        untilHeard(heard, Duration.ofSeconds(2));
        anna.does("hang-up call=c1").ended("hung_up");
        assertThat(Tones.heard(heard, 700)).isGreaterThan(2000);
    }

    @Test
    void mariaRingsAnnaAnswersHoldsAndHangsUpAndTheExchangeTellsIt() throws Exception {
        try (var ami = AmiClient.signedIn(pbx, pbx.listener())) {
            pbx.play(trunkCalls(LINE, MARIA)
                    .rings("101")
                    .after(Duration.ofSeconds(4))
                    .answers());
            assertThat(anna.call("ringing").get("number").stringValue()).isEqualTo(MARIA);
            anna.does("answer call=c1").call("talking");
            ami.hearEvent("BridgeEnter");
            anna.does("hold call=c1");
            ami.hearEvent("Hold");
            anna.until("call", line -> line.path("held").asBoolean());
            anna.does("resume call=c1");
            ami.hearEvent("Unhold");
            anna.does("hang-up call=c1").ended("hung_up");
            ami.hear(event ->
                    "Hangup".equals(event.get("Event")) && event.get("Channel").startsWith("PJSIP/101"));
        }
    }

    @Test
    void annaRejectsAndTheCallerIsToldThatSheIsBusy() throws Exception {
        try (var ami = AmiClient.signedIn(pbx, pbx.listener())) {
            pbx.play(trunkCalls(LINE, MARIA).rings("101"));
            anna.call("ringing");
            anna.does("reject call=c1").ended("rejected");
            assertThat(ami.hearEvent("DialEnd").get("DialStatus")).isEqualTo("BUSY");
        }
    }

    @Test
    void aClickRingsAnnasTelephoneFirst() throws Exception {
        try (var ami = AmiClient.signedIn(pbx, pbx.commander())) {
            ami.say("Action: Originate\r\nChannel: PJSIP/101\r\nContext: from-internal\r\nExten: 89161112233\r\n"
                    + "Priority: 1\r\nAsync: true\r\n\r\n");
            anna.call("ringing");
            anna.does("answer call=c1").call("talking");
            anna.does("hang-up call=c1").ended("hung_up");
        }
    }

    @Test
    void annaCallsANumberOutsideAndSomebodyAnswersWithAVoice() throws Exception {
        Path heard = folder.resolve("voice.wav");
        anna.does("dial to=89161112233").call("ringing_there");
        anna.call("talking");
        anna.does("record call=c1 file=" + heard);
        untilHeard(heard, Duration.ofSeconds(3));
        anna.does("hang-up call=c1").ended("hung_up");
        byte[] sound = Files.readAllBytes(heard);
        long loud = 0;
        for (int i = 45; i < sound.length; i += 2) {
            loud += Math.abs(sound[i]) > 4 ? 1 : 0;
        }
        assertThat(loud).as("samples in which somebody speaks").isGreaterThan(2000);
    }

    @Test
    void aNumberThatIsNotThereAndAWrongPasswordAreRefused() {
        anna.does("dial to=77").ended("not_found");
        var given = pbx.sipAccount("102").orElseThrow();
        try (var stranger = new Desk(Account.of(given.address(), "102", "wrong", Account.DigitsBy.RTP))) {
            assertThat(stranger.until("registration", line -> Desk.is(line, "state", "refused"))
                            .get("why")
                            .stringValue())
                    .isEqualTo("password");
        }
    }
}
