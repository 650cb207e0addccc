package org.ringbook.demo;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ringbook.demo.DemoScripts.answered;
import static org.ringbook.demo.DemoScripts.mariaCalls;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DemoPbxLineTest {

    private static final CallScript SHORT = mariaCalls()
            .rings("101")
            .after(Duration.ofMillis(20))
            .answers()
            .after(Duration.ofMillis(20))
            .callerHangsUp();

    private final DemoPbx pbx = DemoPbx.start(DemoSettings.quiet());

    @AfterEach
    void stop() {
        pbx.stop();
    }

    @Test
    void answersAPing() throws Exception {
        try (var client = AmiClient.signedIn(pbx, pbx.listener())) {
            assertThat(client.ask("Ping")).containsEntry("Ping", "Pong").containsKey("Timestamp");
        }
    }

    @Test
    void allWhoListenHearTheSame() throws Exception {
        try (var one = AmiClient.signedIn(pbx, pbx.listener());
                var other = AmiClient.signedIn(pbx, pbx.listener())) {
            pbx.play(SHORT).get(10, SECONDS);
            one.ask("Ping");
            other.ask("Ping");

            assertThat(one.eventNames())
                    .containsSubsequence(
                            "Newchannel",
                            "Newchannel",
                            "DialBegin",
                            "DialState",
                            "DialEnd",
                            "BridgeCreate",
                            "BridgeEnter",
                            "BridgeEnter",
                            "HangupRequest",
                            "BridgeLeave",
                            "BridgeLeave",
                            "BridgeDestroy",
                            "Hangup",
                            "Hangup")
                    .isEqualTo(other.eventNames());
        }
    }

    @Test
    void whoWantsNoEventsGetsNone() throws Exception {
        try (var client = AmiClient.signedIn(pbx, pbx.listener())) {
            client.hearEvent("FullyBooted");
            assertThat(client.ask("Events", "EventMask", "off")).containsEntry("Events", "Off");
            client.heard.clear();
            pbx.play(SHORT).get(10, SECONDS);
            client.ask("Ping");

            assertThat(client.eventNames()).isEmpty();
        }
    }

    @Test
    void namesTravelInUtf8() throws Exception {
        try (var russian = DemoPbx.start(new DemoSettings(true, 0, 0, 1L, "ru", false, 0));
                var client = AmiClient.signedIn(russian, russian.listener())) {
            russian.play(mariaCalls().rings("101"));

            assertThat(client.hearEvent("DialBegin")).containsEntry("DestCallerIDName", "Анна Петрова");
        }
    }

    @Test
    void whoDoesNotReadIsCutOffAndTheOthersStay() throws Exception {
        try (var deaf = AmiClient.signedIn(pbx, pbx.listener());
                var attentive = AmiClient.signedIn(pbx, pbx.commander())) {
            pbx.burst(answered(), 4000, 10_000);

            assertThat(attentive.ask("Ping")).containsEntry("Ping", "Pong");
            assertThatThrownBy(() -> {
                        waitUntilOneClientIsLeft();
                        deaf.ask("Ping");
                    })
                    .isInstanceOf(IOException.class);
            assertThat(attentive.ask("Ping")).containsEntry("Ping", "Pong");
        }
    }

    private void waitUntilOneClientIsLeft() throws InterruptedException {
        var limit = System.nanoTime() + SECONDS.toNanos(20);
        while (pbx.clients() > 1 && System.nanoTime() < limit) {
            Thread.sleep(20);
        }
        assertThat(pbx.clients()).isEqualTo(1);
    }

    @Test
    void anActionThatIsTooLongIsRefusedAndTheNextOneIsHeard() throws Exception {
        try (var client = AmiClient.signedIn(pbx, pbx.listener())) {
            client.say("Action: Ping\r\nX: " + "x".repeat(5000) + "\r\n\r\n");
            assertThat(client.hear(message -> "Error".equals(message.get("Response"))))
                    .containsEntry("Message", "Failed to parse message: line too long");

            client.say("Action: Ping\r\n" + "X: y\r\n".repeat(200) + "\r\n");
            assertThat(client.hear(message -> "Error".equals(message.get("Response"))))
                    .containsEntry("Message", "Failed to parse message: too many lines");

            assertThat(client.ask("Ping")).containsEntry("Ping", "Pong");
        }
    }

    @Test
    void whoNeverComesToAnEndIsCutOff() throws Exception {
        try (var client = AmiClient.signedIn(pbx, pbx.listener());
                var other = AmiClient.signedIn(pbx, pbx.listener())) {
            assertThatThrownBy(() -> {
                        client.say("X: " + "x".repeat(10_000_000));
                        client.ask("Ping");
                    })
                    .isInstanceOf(IOException.class);
            assertThat(other.ask("Ping")).containsEntry("Ping", "Pong");
        }
    }

    @Test
    void whatItDoesNotKnowItSays() throws Exception {
        try (var client = AmiClient.signedIn(pbx, pbx.commander())) {
            assertThat(client.ask("MakeCoffee"))
                    .containsEntry("Response", "Error")
                    .hasEntrySatisfying(
                            "Message",
                            message -> assertThat(message).startsWith("Invalid/unknown command: MakeCoffee"));
            client.say("Hello: World\r\n\r\n");
            assertThat(client.hear(message -> message.containsKey("Response")))
                    .containsEntry("Message", "Missing action in request");
        }
    }

    @Test
    void aCompanyThatLivesBeginsCallsByItself() throws Exception {
        try (var lively = DemoPbx.start(DemoSettings.lively(60, 1));
                var client = AmiClient.signedIn(lively, lively.listener())) {
            assertThat(client.hearEvent("DialBegin")).containsEntry("DialString", "101");
            client.hear(message -> "Newchannel".equals(message.get("Event"))
                    && message.get("Uniqueid").equals(message.get("Linkedid")));
        }
    }
}
