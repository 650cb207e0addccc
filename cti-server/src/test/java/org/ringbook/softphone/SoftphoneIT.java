package org.ringbook.softphone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringbook.agent.Desk;
import org.ringbook.agent.audio.Tones;
import org.ringbook.agent.phone.Account;
import org.ringbook.lab.AmiClient;
import org.ringbook.lab.AsteriskLab;
import org.ringbook.lab.AsteriskVersion;
import org.ringbook.lab.NeedsAsterisk;

/**
 * The agent program's telephone on real Asterisks: several of them register and call each other and the PBX, and what each heard is
 * told by its pitch.
 */
@NeedsAsterisk
class SoftphoneIT {

    private static final int ANNAS_TONE = 500;
    private static final int BORIS_TONE = 900;
    private static final int VERAS_TONE = 1500;
    private static final double LOUD = 1500;
    private static final double QUIET = 100;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private AsteriskLab lab;
    private Desk anna;
    private Desk boris;
    private int files;

    @ParameterizedTest
    @EnumSource(AsteriskVersion.class)
    void aDayOfCalls(AsteriskVersion version) {
        try (AsteriskLab asterisk = AsteriskLab.start(version, "softphone")) {
            lab = asterisk;
            try (var first = desk("201", "").registers();
                    var second = desk("202", "").registers()) {
                anna = first;
                boris = second;
                whatAnnaSaysComesBack();
                theNetworkIsHeardBeforeTheAnswer();
                whoIsBusyIsBusy();
                annaAndBorisTalkAndHold();
                borisRejects();
                theOtherTelephoneOfTheGroupMissedNothing();
                annaGivesUp();
                borisIsAnsweredByHisTelephone();
                keysAreRead("201", anna);
                callsAreHandedOn();
            }
            keysGoAsInfo();
            keysGoAsTones();
            provisionalAnswersAreAcknowledged();
            if (version == AsteriskVersion.V22) {
                try (var empty = desk("205", "").registers()) {
                    empty.does("dial to=600").call("talking");
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(AsteriskVersion.class)
    void aDayOfSoundThatNobodyElseHears(AsteriskVersion version) {
        try (AsteriskLab asterisk = AsteriskLab.start(version, "softphone")) {
            lab = asterisk;
            nobodyOnTheWayHearsZoya();
            aPbxThatCannotProveWhoItIsIsNotBelieved();
            whatThePbxWillNotEncryptGoesInTheClearAndIsShownSo();
            opusIsSpoken();
            threeTalkAtOnce();
            if (version == AsteriskVersion.V22) {
                levIsLeftAMessage();
            }
        }
    }

    private Desk desk(String user, String more) {
        return new Desk(user + "@" + lab.amiHost() + ":5060" + more, lab.secret());
    }

    // Sound.

    private Path file() {
        return folder.resolve(++files + ".wav");
    }

    private void says(Desk desk, String call, int hertz) {
        try {
            Path tone = Tones.wav(file(), 8000, Tones.tone(hertz, 8000, 60));
            desk.does("play call=" + call + " file=" + tone);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is heard in the next two seconds. */
    private Path hears(Desk desk, String call) {
        return hears(desk, call, 32_000);
    }

    /** @param bytes of the recording: 96,000 a second with Opus */
    private Path hears(Desk desk, String call, int bytes) {
        Path heard = file();
        desk.does("record call=" + call + " file=" + heard);
        await().atMost(LIMIT).until(() -> Files.exists(heard) && Files.size(heard) > bytes);
        return heard;
    }

    /** Only once the call is over, or another recording began, is a recording whole. */
    private static double strength(Path heard, int hertz) {
        try {
            return Tones.heard(heard, hertz);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double loudest(Path heard, int hertz) {
        try {
            return Tones.loudest(heard, hertz);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void hangsUp(Desk desk, String call) {
        desk.does("hang-up call=" + call).ended("hung_up");
    }

    private String dials(Desk desk, String number) {
        return desk.does("dial to=" + number).call("dialling").get("call").stringValue();
    }

    private String answers(Desk desk) {
        String call = desk.call("ringing").get("call").stringValue();
        desk.does("answer call=" + call).call("talking");
        return call;
    }

    // Stories.

    private void whatAnnaSaysComesBack() {
        String call = dials(anna, "600");
        anna.call("talking");
        says(anna, call, ANNAS_TONE);
        Path heard = hears(anna, call);
        hangsUp(anna, call);
        assertThat(loudest(heard, ANNAS_TONE)).isGreaterThan(LOUD);
    }

    private void theNetworkIsHeardBeforeTheAnswer() {
        String call = dials(anna, "602");
        anna.call("ringing_there");
        Path before = hears(anna, call);
        anna.call("talking");
        Path after = hears(anna, call);
        hangsUp(anna, call);
        assertThat(loudest(before, 700)).isGreaterThan(LOUD);
        assertThat(strength(before, 1100)).isLessThan(QUIET * 10);
        assertThat(loudest(after, 1100)).isGreaterThan(LOUD);
    }

    private void whoIsBusyIsBusy() {
        dials(anna, "603");
        anna.ended("busy");
    }

    private void annaAndBorisTalkAndHold() {
        String here = dials(anna, "202");
        String there = boris.call("ringing").get("call").stringValue();
        boris.does("answer call=" + there).call("talking");
        anna.call("talking");
        says(anna, here, ANNAS_TONE);
        says(boris, there, BORIS_TONE);
        Path annaHears = hears(anna, here);
        Path borisHears = hears(boris, there);
        anna.does("hold call=" + here).until("call", line -> line.path("held").asBoolean());
        Path onHold = hears(boris, there);
        anna.does("resume call=" + here)
                .until("call", line -> !line.path("held").asBoolean());
        Path again = hears(boris, there);
        boris.does("hang-up call=" + there).ended("hung_up");
        anna.ended("hung_up_there");
        assertThat(loudest(annaHears, BORIS_TONE)).isGreaterThan(LOUD);
        assertThat(strength(annaHears, ANNAS_TONE)).isLessThan(QUIET);
        assertThat(loudest(borisHears, ANNAS_TONE)).isGreaterThan(LOUD);
        assertThat(strength(borisHears, BORIS_TONE)).isLessThan(QUIET);
        assertThat(strength(onHold, ANNAS_TONE)).isLessThan(LOUD / 2);
        assertThat(loudest(again, ANNAS_TONE)).isGreaterThan(LOUD);
    }

    private void borisRejects() {
        dials(anna, "202");
        String call = boris.call("ringing").get("call").stringValue();
        boris.does("reject call=" + call).ended("rejected");
        anna.ended("busy");
    }

    private void theOtherTelephoneOfTheGroupMissedNothing() {
        try (var vera = desk("203", ";transport=tcp").registers()) {
            String call = dials(vera, "650");
            anna.call("ringing");
            answers(boris);
            vera.call("talking");
            anna.ended("answered_elsewhere");
            hangsUp(vera, call);
            boris.ended("hung_up_there");
        }
    }

    private void annaGivesUp() {
        String call = dials(anna, "202");
        anna.call("ringing_there");
        boris.call("ringing");
        anna.does("hang-up call=" + call).ended("cancelled");
        var missed = boris.ended("missed");
        assertThat(missed.get("number").stringValue()).isEqualTo("201");
        assertThat(missed.get("name").stringValue()).isEqualTo("Anna Petrova");
    }

    private void borisIsAnsweredByHisTelephone() {
        String call = dials(anna, "651");
        anna.call("talking");
        assertThat(boris.call("talking").path("autoAnswered").asBoolean()).isTrue();
        hangsUp(anna, call);
        boris.ended("hung_up_there");
    }

    private void keysAreRead(String user, Desk desk) {
        try (AmiClient ami = lab.listen(AsteriskLab.CAPTURE_ALL)) {
            String call = dials(desk, "606");
            desk.call("talking");
            desk.does("digits call=" + call + " keys=7*09");
            ami.await("the keys of " + user, LIMIT, m -> "7*09".equals(m.get("Keys")));
            desk.ended("hung_up_there");
        }
    }

    private void callsAreHandedOn() {
        try (var vera = desk("203", ";transport=tcp").registers()) {
            // Without asking.
            String here = dials(anna, "202");
            String there = answers(boris);
            anna.call("talking");
            boris.does("transfer call=" + there + " to=203");
            String third = answers(vera);
            boris.until("transfer", line -> Desk.is(line, "outcome", "done"));
            boris.ended("transferred");
            annaTalksToVera(here, vera, third);

            // Having asked.
            here = dials(anna, "202");
            there = answers(boris);
            anna.call("talking");
            String asked = dials(boris, "203");
            third = answers(vera);
            boris.until("call", line -> Desk.is(line, "call", asked) && Desk.is(line, "state", "talking"));
            boris.does("join call=" + there + " second=" + asked);
            boris.ended("transferred");
            boris.ended("transferred");
            annaTalksToVera(here, vera, third);

            // To nobody: the call is still there.
            here = dials(anna, "202");
            there = answers(boris);
            anna.call("talking");
            boris.does("transfer call=" + there + " to=999");
            boris.until("transfer", line -> Desk.is(line, "outcome", "failed"));
            hangsUp(anna, here);
            boris.ended("hung_up_there");
        }
    }

    private void annaTalksToVera(String here, Desk vera, String third) {
        says(anna, here, ANNAS_TONE);
        says(vera, third, VERAS_TONE);
        Path annaHears = hears(anna, here);
        Path veraHears = hears(vera, third);
        hangsUp(anna, here);
        vera.ended("hung_up_there");
        assertThat(loudest(annaHears, VERAS_TONE)).isGreaterThan(LOUD);
        assertThat(loudest(veraHears, ANNAS_TONE)).isGreaterThan(LOUD);
    }

    private void keysGoAsInfo() {
        var account = Account.of("206@" + lab.amiHost(), null, lab.secret(), Account.DigitsBy.INFO);
        try (var dina = new Desk(account).registers()) {
            keysAreRead("206", dina);
        }
    }

    private void provisionalAnswersAreAcknowledged() {
        try (var gleb = desk("204", "").registers();
                var vera = desk("203", ";transport=tcp").registers()) {
            String call = dials(gleb, "203");
            answers(vera);
            gleb.call("talking");
            hangsUp(gleb, call);
            vera.ended("hung_up_there");
            call = dials(vera, "204");
            answers(gleb);
            vera.call("talking");
            hangsUp(vera, call);
            gleb.ended("hung_up_there");
        }
    }

    private void keysGoAsTones() {
        var account = Account.of("209@" + lab.amiHost(), null, lab.secret(), Account.DigitsBy.TONES);
        try (var lev = new Desk(account).registers()) {
            keysAreRead("209", lev);
        }
    }

    // Who can listen on the way.

    private Desk overTls(String user, int port, String more) {
        String address = user + "@" + lab.amiHost() + ":" + port + ";transport=tls" + more;
        return new Desk(Account.of(address, null, lab.secret(), Account.DigitsBy.RTP)
                .trusting(lab.authorities().toString()));
    }

    private void nobodyOnTheWayHearsZoya() {
        try (var zoya = overTls("207", 5061, ";srtp=required").registers();
                var vera = desk("203", ";transport=tcp").registers()) {
            String call = dials(zoya, "600");
            assertThat(zoya.call("talking").get("secrecy").stringValue()).isEqualTo("encrypted");
            says(zoya, call, ANNAS_TONE);
            Path before = hears(zoya, call);
            zoya.does("hold call=" + call)
                    .until("call", line -> line.path("held").asBoolean());
            zoya.does("resume call=" + call)
                    .until("call", line -> !line.path("held").asBoolean());
            Path after = hears(zoya, call);
            hangsUp(zoya, call);
            assertThat(loudest(before, ANNAS_TONE)).isGreaterThan(LOUD);
            assertThat(loudest(after, ANNAS_TONE)).isGreaterThan(LOUD);

            call = dials(vera, "207");
            String there = answers(zoya);
            vera.call("talking");
            says(vera, call, VERAS_TONE);
            says(zoya, there, ANNAS_TONE);
            Path veraHears = hears(vera, call);
            Path zoyaHears = hears(zoya, there);
            hangsUp(zoya, there);
            vera.ended("hung_up_there");
            assertThat(loudest(veraHears, ANNAS_TONE)).isGreaterThan(LOUD);
            assertThat(loudest(zoyaHears, VERAS_TONE)).isGreaterThan(LOUD);
        }
    }

    private void aPbxThatCannotProveWhoItIsIsNotBelieved() {
        try (var zoya = overTls("207", 5062, "")) {
            var state = zoya.until("registration", line -> Desk.is(line, "state", "waiting"));
            assertThat(state.get("why").stringValue()).isEqualTo("certificate");
        }
    }

    private void whatThePbxWillNotEncryptGoesInTheClearAndIsShownSo() {
        try (var nina = overTls("210", 5061, "").registers()) {
            String call = dials(nina, "600");
            assertThat(nina.call("talking").get("secrecy").stringValue()).isEqualTo("partly");
            hangsUp(nina, call);
        }
        try (var nina = overTls("210", 5061, ";srtp=required").registers()) {
            dials(nina, "600");
            nina.ended("not_acceptable");
        }
    }

    // Sound.

    private void opusIsSpoken() {
        try (var oleg = desk("208", "").registers();
                var vera = desk("203", ";transport=tcp").registers()) {
            String call = dials(oleg, "600");
            oleg.call("talking");
            says(oleg, call, ANNAS_TONE);
            Path heard = hears(oleg, call, 192_000);
            oleg.does("hang-up call=" + call);
            assertThat(oleg.ended("hung_up").get("quality").get("codec").stringValue())
                    .isEqualTo("opus");
            assertThat(loudest(heard, ANNAS_TONE)).isGreaterThan(LOUD);
            if (lab.version() == AsteriskVersion.V22) {
                // Keys go by a clock of their own beside Opus.
                keysAreRead("208", oleg);
                call = dials(vera, "208");
                String there = answers(oleg);
                vera.call("talking");
                says(vera, call, VERAS_TONE);
                Path olegHears = hears(oleg, there, 192_000);
                hangsUp(oleg, there);
                vera.ended("hung_up_there");
                assertThat(loudest(olegHears, VERAS_TONE)).isGreaterThan(LOUD);
            }
        }
    }

    /** Boris's program mixes: Anna and Vera hear each other through it. */
    private void threeTalkAtOnce() {
        try (var first = desk("201", "").registers();
                var second = desk("202", "").registers();
                var vera = desk("203", ";transport=tcp").registers()) {
            String annas = dials(first, "202");
            String one = answers(second);
            first.call("talking");
            String other = dials(second, "203");
            String veras = answers(vera);
            second.until("call", line -> Desk.is(line, "call", other) && Desk.is(line, "state", "talking"));
            second.does("conference call=" + other + " second=" + one)
                    .until(
                            "call",
                            line -> Desk.is(line, "call", one)
                                    && line.path("together").asBoolean()
                                    && !line.path("held").asBoolean());
            says(first, annas, ANNAS_TONE);
            says(vera, veras, VERAS_TONE);
            Path annaHears = hears(first, annas);
            Path veraHears = hears(vera, veras);
            hangsUp(second, one);
            first.ended("hung_up_there");
            hangsUp(second, other);
            vera.ended("hung_up_there");
            assertThat(loudest(annaHears, VERAS_TONE)).isGreaterThan(LOUD);
            assertThat(strength(annaHears, ANNAS_TONE)).isLessThan(QUIET);
            assertThat(loudest(veraHears, ANNAS_TONE)).isGreaterThan(LOUD);
        }
    }

    private void levIsLeftAMessage() {
        try (var lev = desk("209", "").registers();
                var vera = desk("203", ";transport=tcp").registers()) {
            String call = dials(vera, "609");
            vera.call("talking");
            says(vera, call, VERAS_TONE);
            hears(vera, call);
            hears(vera, call);
            hangsUp(vera, call);
            lev.until("messages", line -> line.path("new").asInt() == 1);
        }
    }
}
