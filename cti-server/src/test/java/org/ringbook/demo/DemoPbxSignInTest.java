package org.ringbook.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DemoPbxSignInTest {

    private final DemoPbx pbx = DemoPbx.start(DemoSettings.quiet());

    @AfterEach
    void stop() {
        pbx.stop();
    }

    @Test
    void greetsAndTellsTheListenerThatItIsUp() throws Exception {
        try (var client = AmiClient.signedIn(pbx, pbx.listener())) {
            assertThat(client.banner).isEqualTo("Asterisk Call Manager/11.0.0");
            assertThat(client.hearEvent("FullyBooted"))
                    .containsEntry("Privilege", "system,all")
                    .containsEntry("Status", "Fully Booted");
        }
    }

    @Test
    void theSecretNeedNotGoOverTheLine() throws Exception {
        try (var client = new AmiClient(pbx.port())) {
            var challenge = client.ask("Challenge", "AuthType", "MD5").get("Challenge");
            var answer = client.ask(
                    "Login",
                    "AuthType",
                    "MD5",
                    "Username",
                    pbx.listener().user(),
                    "Key",
                    md5(challenge + pbx.listener().secret()));

            assertThat(answer).containsEntry("Message", "Authentication accepted");
        }
    }

    @Test
    void aWrongSecretIsRefusedAndTheLineClosed() throws Exception {
        try (var client = new AmiClient(pbx.port())) {
            var answer = client.ask("Login", "Username", pbx.listener().user(), "Secret", "guess");

            assertThat(answer).containsEntry("Response", "Error").containsEntry("Message", "Authentication failed");
            assertThatThrownBy(() -> client.ask("Ping")).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aKeyWithoutAChallengeOpensNothing() throws Exception {
        try (var client = new AmiClient(pbx.port())) {
            var key = md5(pbx.listener().secret());
            var answer = client.ask(
                    "Login", "AuthType", "MD5", "Username", pbx.listener().user(), "Key", key);

            assertThat(answer).containsEntry("Message", "Authentication failed");
        }
    }

    @Test
    void whoIsNotSignedInMayDoNothing() throws Exception {
        try (var client = new AmiClient(pbx.port())) {
            assertThat(client.ask("Ping")).containsEntry("Message", "Permission denied");
            assertThat(client.ask("CoreShowChannels")).containsEntry("Message", "Permission denied");
        }
    }

    @Test
    void theListenerMayNotCommandAndTheCommanderHearsNothing() throws Exception {
        try (var listener = AmiClient.signedIn(pbx, pbx.listener());
                var commander = AmiClient.signedIn(pbx, pbx.commander())) {
            assertThat(listener.ask("Originate", "Channel", "PJSIP/101", "Exten", "102"))
                    .containsEntry("Message", "Permission denied");
            assertThat(listener.ask("ListCommands"))
                    .containsKeys("Ping", "QueueStatus")
                    .doesNotContainKeys("Originate", "Atxfer", "QueuePause", "CoreStatus");
            assertThat(commander.ask("ListCommands")).containsKeys("Originate", "Atxfer", "QueuePause", "CoreStatus");

            pbx.play(DemoScripts.mariaCalls());
            listener.hearEvent("Newchannel");
            commander.ask("Ping");
            assertThat(commander.eventNames()).isEmpty();
        }
    }

    @Test
    void saysGoodbye() throws Exception {
        try (var client = AmiClient.signedIn(pbx, pbx.listener())) {
            assertThat(client.ask("Logoff")).containsEntry("Response", "Goodbye");
            client.hearToTheEnd();
        }
    }

    @Test
    void secretsAreNewEachTimeAndNeverPrinted() {
        try (var other = DemoPbx.start(DemoSettings.quiet())) {
            assertThat(other.listener().secret()).isNotEqualTo(pbx.listener().secret());
        }
        assertThat(pbx.listener()).asString().doesNotContain(pbx.listener().secret());
    }

    @Test
    void aTakenPortIsSaidInWordsThatHelp() {
        var taken = new DemoSettings(true, pbx.port(), 0, 1L, "en", false, 0);

        assertThatThrownBy(() -> DemoPbx.start(taken))
                .hasMessageContaining(String.valueOf(pbx.port()))
                .hasMessageContaining("ringbook.demo.port");
    }

    private static String md5(String text) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
