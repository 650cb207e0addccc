package org.ringbook.telephony.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringbook.telephony.Exchange;
import org.ringbook.telephony.LogLines;
import org.ringbook.telephony.SourceHealth;
import org.ringbook.telephony.SourceHealth.State;

/** The PBX is wrong, dead, mute or mad. */
class TroubleTest {

    private static final Locale RUSSIAN = Locale.forLanguageTag("ru");

    private FakePbx pbx = new FakePbx();
    private Exchange exchange;

    @AfterEach
    void stop() {
        if (exchange != null) {
            exchange.close();
        }
        pbx.close();
    }

    @Test
    void aWrongSecretIsToldInWordsWithTheStanzaAndNotTriedAgainForAMinute() {
        try (var log = new LogLines()) {
            String wrong = "my-wrong-secret-17";
            AsteriskSource source = Asterisks.source(Asterisks.settings(pbx, wrong, FakePbx.COMMANDER, wrong + "b"));
            exchange = new Exchange(source);

            SourceHealth health = exchange.awaitHealth(
                    now -> now.state() == State.DOWN && !now.warnings().isEmpty());
            await().during(Duration.ofSeconds(2)).until(() -> pbx.connects.size() == 2);

            assertThat(health.detail().text())
                    .contains("\"ringbook\" was refused (Authentication failed)")
                    .contains("Check user and secret")
                    .contains("127.0.0.1");
            assertThat(health.detail().in(RUSSIAN)).contains("«ringbook» не принята");
            assertThat(health.warnings().get(0).text()).contains("command account \"ringbook-commands\" was refused");
            assertThat(log.text())
                    .contains("[ringbook]")
                    .contains("read = system,call,agent,cdr,user")
                    .contains("permit = 127.0.0.1/255.255.255.255")
                    .contains("[ringbook-commands]")
                    .contains("write = call,originate,agent,reporting");
            assertThat(log.text() + health + source + source.check()).doesNotContain(wrong);
        }
    }

    @Test
    void secretsStandInNoWordOfAnything() {
        try (var log = new LogLines()) {
            AsteriskSettings.Pbx settings =
                    Asterisks.settings(pbx, FakePbx.SECRET, FakePbx.COMMANDER, FakePbx.COMMAND_SECRET);
            AsteriskSource source = Asterisks.source(settings);
            exchange = new Exchange(source);
            exchange.awaitState(State.UP);
            await().until(() -> pbx.actions.stream()
                    .anyMatch(
                            a -> "CoreShowChannels".equals(a.get("action")) || "ListCommands".equals(a.get("action"))));
            pbx.cut();
            exchange.awaitCounters(count -> count.connects() == 2);

            String all = log.text() + exchange.health() + settings + source + AmiRights.stanzas(settings, "10.0.0.1");
            assertThat(all).doesNotContain(FakePbx.SECRET).doesNotContain(FakePbx.COMMAND_SECRET);
        }
    }

    @Test
    void aDeadPbxIsToldSinceWhenAndHeardAsSoonAsItLives() {
        pbx.close();
        exchange = new Exchange(Asterisks.listeningTo(pbx));

        SourceHealth dead = exchange.awaitState(State.DOWN);
        assertThat(dead.detail().text()).contains("Cannot reach 127.0.0.1:" + pbx.port());
        await().during(Duration.ofSeconds(1))
                .until(() -> exchange.health().since().equals(dead.since()));

        pbx.start();
        exchange.awaitState(State.UP);
        pbx.tell(Events.talk("1.1", "1.2"));
        exchange.awaitCalls(calls -> calls.size() == 1);
    }

    @Test
    void aNameThatNoMachineHasIsToldAsThat() {
        var settings = Asterisks.settings("no-such-machine.invalid", 5038, "ringbook", "x", "", "");
        exchange = new Exchange(Asterisks.source(settings));

        assertThat(exchange.awaitState(State.DOWN).detail().text())
                .contains("no machine called \"no-such-machine.invalid\"");
    }

    @Test
    void aWebServerAtTheAddressIsNoPbx() {
        pbx.greeting = "HTTP/1.1 400 Bad Request\r\nServer: nginx\r\n\r\n";
        exchange = new Exchange(Asterisks.listeningTo(pbx));

        assertThat(exchange.awaitState(State.DOWN).detail().text())
                .contains("not Asterisk's manager interface")
                .contains("HTTP/1.1 400 Bad Request");
        becomesAPbx();
    }

    @Test
    void randomBytesAreNoPbx() {
        var bytes = new byte[1_000_000];
        new Random(7).nextBytes(bytes);
        pbx.greeting = new String(bytes, StandardCharsets.ISO_8859_1);
        exchange = new Exchange(Asterisks.listeningTo(pbx));

        SourceHealth health = exchange.awaitHealth(now -> now.detail().key().equals("asterisk.stranger"));
        assertThat(health.detail().text()).doesNotContainPattern("\\p{Cntrl}").hasSizeLessThan(300);
        becomesAPbx();
    }

    @Test
    void whoNeverSaysAnythingIsNoPbx() {
        pbx.greeting = "";
        exchange = new Exchange(Asterisks.listeningTo(pbx));

        assertThat(exchange.awaitState(State.DOWN).detail().text()).contains("says nothing");
        becomesAPbx();
    }

    @Test
    void whoGreetsAndThenIsSilentIsGivenUpOn() {
        pbx.deaf = true;
        exchange = new Exchange(Asterisks.listeningTo(pbx));

        // On a busy machine a first try may be given up on before its greeting was read.
        exchange.awaitHealth(health ->
                health.state() == State.DOWN && health.detail().text().contains("does not answer the sign-in"));
        becomesAPbx();
    }

    private void becomesAPbx() {
        pbx.greeting = "Asterisk Call Manager/11.0.0\r\n";
        pbx.deaf = false;
        exchange.awaitState(State.UP);
    }

    @Test
    void halfAMessageAndACutIsCountedAndTheCallGoesOn() {
        exchange = new Exchange(Asterisks.listeningTo(pbx));
        exchange.awaitState(State.UP);
        pbx.tell(Events.talk("1.1", "1.2"));
        exchange.awaitCalls(calls -> calls.size() == 1);

        pbx.write("Event: Hangup\r\nPrivilege: call,all\r\nUniqueid: 1.1".getBytes(StandardCharsets.UTF_8));
        exchange.awaitState(State.UP);
        pbx.cut();
        exchange.awaitCounters(count -> count.connects() == 2 && count.refused() == 1);
        assertThat(exchange.going()).hasSize(1);

        await().until(() -> !pbx.listeners().isEmpty());
        pbx.tell(Events.goodbye("1.1", "1.2"));
        assertThat(exchange.awaitCalls(calls -> calls.get(0).ended())).hasSize(1);
    }

    @Test
    void tenMegabytesInOneHeaderArePassedOverAndTheConnectionLivesOn() {
        exchange = new Exchange(Asterisks.listeningTo(pbx));
        exchange.awaitState(State.UP);

        byte[] flood = new byte[10 * 1024 * 1024];
        java.util.Arrays.fill(flood, (byte) 'A');
        pbx.write("Event: Newchannel\r\nPrivilege: call,all\r\nCallerIDName: ".getBytes(StandardCharsets.UTF_8));
        pbx.write(flood);
        pbx.write("\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        pbx.tell(Events.talk("1.1", "1.2"));

        exchange.awaitCalls(calls -> calls.size() == 1);
        assertThat(exchange.counters().refused()).isEqualTo(1);
        assertThat(exchange.counters().connects()).isEqualTo(1);
    }

    @Test
    void aLineThatIsOnlyHalfOpenIsNoticedByPings() {
        exchange = new Exchange(Asterisks.listeningTo(pbx));
        exchange.awaitState(State.UP);

        pbx.deaf = true;
        assertThat(exchange.awaitState(State.DOWN).detail().text()).contains("not even answers to pings");

        pbx.deaf = false;
        exchange.awaitState(State.UP);
        assertThat(exchange.counters().connects()).isEqualTo(2);
    }

    @Test
    void aPbxThatThrowsUsOutAtOnceIsTriedWithGrowingPauses() {
        pbx.cutsAfterSignIn = true;
        exchange = new Exchange(Asterisks.listeningTo(pbx));

        await().atMost(Duration.ofSeconds(30)).until(() -> pbx.connects.size() >= 4);
        long first = pbx.connects.get(1) - pbx.connects.get(0);
        long third = pbx.connects.get(3) - pbx.connects.get(2);
        assertThat(third).isGreaterThan(first);

        pbx.cutsAfterSignIn = false;
        exchange.awaitState(State.UP);
    }

    @Test
    void sixtyThousandEventsAtOnceAreAllTaken() {
        exchange = new Exchange(Asterisks.listeningTo(pbx));
        exchange.awaitState(State.UP);
        await().until(() -> !pbx.listeners().isEmpty());

        var burst = new StringBuilder();
        for (int i = 0; i < 60_000; i++) {
            burst.append("Event: VarSet\r\nPrivilege: dialplan,all\r\nVariable: X\r\nValue: ")
                    .append(i)
                    .append("\r\n\r\n");
        }
        long before = exchange.counters().messages();
        pbx.write(burst.toString().getBytes(StandardCharsets.UTF_8));
        pbx.tell(Events.talk("1.1", "1.2"));

        exchange.awaitCounters(count -> count.messages() - before >= 60_007);
        exchange.awaitCalls(calls -> calls.size() == 1);
        assertThat(exchange.counters().overflows()).isZero();
    }
}
