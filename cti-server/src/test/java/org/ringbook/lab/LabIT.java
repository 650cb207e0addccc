package org.ringbook.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringbook.lab.Cast.ANNA;
import static org.ringbook.lab.Cast.ANNAS_LINE;
import static org.ringbook.lab.Cast.IVAN;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The lab itself: that its phones do what the script says, and that the PBX says something about it. */
@NeedsAsterisk
class LabIT {

    @ParameterizedTest
    @EnumSource(AsteriskVersion.class)
    void phonesDoWhatTheScriptSays(AsteriskVersion version) throws Exception {
        AsteriskLab lab = AsteriskLab.shared(version);
        Story.Script script = scene -> {
            CalledPhone anna = scene.phone(ANNA)
                    .answersAfter(Duration.ofMillis(1000))
                    .hangsUpAfter(Duration.ofMillis(1500))
                    .start();
            CallingPhone ivan = scene.carrierCalls(ANNAS_LINE, IVAN.national()).start();
            scene.awaitEnd();

            Dialog call = anna.call();
            assertThat(call.from()).isEqualTo(IVAN.national());
            assertThat(seconds(call.ringAt(), call.answeredAt())).isBetween(0.9, 1.4);
            assertThat(seconds(call.answeredAt(), call.endedAt())).isBetween(1.4, 2.0);
            assertThat(call.hungUp()).isTrue();
            assertThat(ivan.call().answered()).isTrue();
            assertThat(ivan.call().hungUp()).isFalse();
            return List.of();
        };
        Story.Played played = new Story("anna-hangs-up", AsteriskLab.CAPTURE, script).play(lab);

        String stream = new String(played.messages(), StandardCharsets.ISO_8859_1);
        assertThat(stream).startsWith("Asterisk Call Manager/").endsWith("\r\n\r\n");
        assertThat(stream).contains("SystemName: " + version.systemName());
        assertThat(stream.split("Event: Newchannel\r\n")).hasSize(3);
        assertThat(stream.split("Event: Hangup\r\n")).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource(AsteriskVersion.class)
    void givingUpReachesTheRingingPhone(AsteriskVersion version) {
        AsteriskLab lab = AsteriskLab.shared(version);
        Story.Played played = Stories.named("in_direct_abandoned").play(lab);

        TruthCall call = played.calls().get(0);
        assertThat(call.waitSeconds().doubleValue()).isBetween(1.9, 2.6);
        assertThat(call.rang()).containsExactly(ANNA);
        assertThat(call.answeredBy()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(AsteriskVersion.class)
    void accountsHaveTheRightsThatTheyAreNamedFor(AsteriskVersion version) {
        AsteriskLab lab = AsteriskLab.shared(version);
        try (AmiClient listening = lab.listen(AsteriskLab.LISTENING_ACCOUNT)) {
            assertThat(listening.send("CoreStatus")).containsEntry("Response", "Error");
            assertThat(listening.send("Ping")).containsEntry("Response", "Success");
        }
        try (AmiClient commands = lab.listen(AsteriskLab.COMMAND_ACCOUNT)) {
            assertThat(commands.send("CoreStatus")).containsEntry("Response", "Success");
            assertThat(commands.send("Command", "Command", "core show version")).containsEntry("Response", "Error");
        }
    }

    @ParameterizedTest
    @EnumSource(AsteriskVersion.class)
    void comesBackAfterAPowerCutAndLeavesNothing(AsteriskVersion version) {
        Path spool;
        try (AsteriskLab lab = AsteriskLab.start(version)) {
            spool = lab.spool();
            lab.kill();
            lab.restart();
            try (AmiClient ami = lab.listen(AsteriskLab.LISTENING_ACCOUNT)) {
                assertThat(ami.send("Ping")).containsEntry("Response", "Success");
            }
        }
        assertThat(spool).as("folders left behind").doesNotExist();
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }
}
