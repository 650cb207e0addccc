package org.ringbook.telephony.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.ringbook.calls.Call;
import org.ringbook.lab.AsteriskLab;
import org.ringbook.lab.AsteriskVersion;
import org.ringbook.lab.CalledPhone;
import org.ringbook.lab.Cast;
import org.ringbook.lab.NeedsAsterisk;
import org.ringbook.lab.Scene;
import org.ringbook.notices.Notice;
import org.ringbook.numbers.DialFormat;
import org.ringbook.telephony.Exchange;
import org.ringbook.telephony.LogLines;
import org.ringbook.telephony.PbxSource.DialRefused;
import org.ringbook.telephony.SourceHealth;
import org.ringbook.telephony.SourceHealth.State;
import org.ringbook.telephony.inbox.Gap;

/** Accounts, click-to-call and recovery, with the real thing. */
@NeedsAsterisk
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RealAsteriskIT {

    private static final String OLGA = "+79262223344";

    private final AsteriskVersion version;
    private AsteriskLab lab;
    private Exchange exchange;

    @TempDir
    Path folder;

    RealAsteriskIT(AsteriskVersion version) {
        this.version = version;
    }

    @BeforeAll
    void start() {
        lab = AsteriskLab.start(version);
    }

    @AfterEach
    void stop() {
        if (exchange != null) {
            exchange.close();
        }
    }

    @AfterAll
    void end() {
        if (lab != null) {
            lab.close();
        }
    }

    private Exchange listen(String account, String commander) {
        return listen(account, commander, "click-to-call");
    }

    private Exchange listen(String account, String commander, String context) {
        var settings = Asterisks.settings(
                lab.amiHost(),
                lab.amiPort(),
                account,
                lab.secret(),
                commander,
                commander.isEmpty() ? "" : lab.secret(),
                context,
                DialFormat.NATIONAL);
        exchange = new Exchange(Asterisks.source(settings));
        exchange.awaitState(State.UP);
        return exchange;
    }

    private void awaitCommands(LogLines log) {
        await().atMost(Duration.ofSeconds(20)).until(() -> log.text().contains(": commands as"));
    }

    private String warnings() {
        return exchange.health().warnings().stream().map(Notice::text).collect(Collectors.joining("\n"));
    }

    private CalledPhone olgaCallsAnna(Scene scene, Duration talk) {
        CalledPhone anna = scene.phone("101")
                .answersAfter(Duration.ofMillis(300))
                .hangsUpAfter(talk)
                .start();
        scene.carrierCalls(Cast.ANNAS_LINE, "9262223344").start();
        return anna;
    }

    @Test
    void withTheRightAccountsThereIsNothingToWarnOf() {
        try (var log = new LogLines();
                var scene = new Scene(lab, folder)) {
            listen(AsteriskLab.LISTENING_ACCOUNT, AsteriskLab.COMMAND_ACCOUNT);
            awaitCommands(log);
            olgaCallsAnna(scene, Duration.ofMillis(1500));
            exchange.awaitCalls(calls -> calls.size() == 1 && calls.get(0).ended());

            assertThat(exchange.health().warnings()).isEmpty();
            assertThat(log.warnings("org.ringbook")).isEmpty();
        }
    }

    @Test
    void everyRightThatIsTooMuchIsNamed() {
        try (var log = new LogLines();
                var scene = new Scene(lab, folder)) {
            listen(AsteriskLab.TOO_MUCH, AsteriskLab.TOO_MUCH);
            awaitCommands(log);
            olgaCallsAnna(scene, Duration.ofMillis(1500));
            exchange.awaitCalls(calls -> calls.size() == 1 && calls.get(0).ended());
            await().until(() -> warnings().contains("dialplan"));

            assertThat(warnings())
                    .contains("event account \"toomuch\" may give commands")
                    .containsPattern("write = agent,aoc,call,command,config,message,originate,(reporting,)?system,user")
                    .containsPattern("also gets the events of [a-z,]*dialplan")
                    .contains("set \"read = system,call,agent,cdr,user\"")
                    .containsPattern(
                            "command account \"toomuch\" may do more than is needed: take aoc,command,config,message,system,user out");
            assertThat(log.text()).contains("permit = ").contains("write =\n");
        }
    }

    @Test
    void whatAnAccountLacksIsNamedWithTheStanza() {
        try (var log = new LogLines();
                var scene = new Scene(lab, folder)) {
            listen(AsteriskLab.TOO_LITTLE, AsteriskLab.TOO_LITTLE);
            awaitCommands(log);
            await().until(() -> warnings().contains("does not get the events of class system"));
            olgaCallsAnna(scene, Duration.ofMillis(2500));

            exchange.awaitHealth(health -> health.warnings().stream()
                    .anyMatch(notice -> notice.text().contains("does not get the events of class call")));
            assertThat(warnings())
                    .contains("may not do what click-to-call needs: add call,originate")
                    .contains("may not ask which calls are in progress");
            assertThat(log.text())
                    .contains("[toolittle]")
                    .contains("read = system,call,agent,cdr,user")
                    .contains("write = call,originate,agent,reporting");
            assertThat(log.text() + exchange.health()).doesNotContain(lab.secret());
            assertThatThrownBy(() -> exchange.dial("101", OLGA))
                    .isInstanceOf(DialRefused.class)
                    .hasMessageContaining("adds \"originate\"");
        }
    }

    @Test
    void annaDialsAtAClickAndOlgaAnswers() {
        try (var log = new LogLines();
                var scene = new Scene(lab, folder)) {
            listen(AsteriskLab.LISTENING_ACCOUNT, AsteriskLab.COMMAND_ACCOUNT);
            awaitCommands(log);
            scene.phone("101")
                    .answersAfter(Duration.ofMillis(500))
                    .hangsUpAfter(Duration.ofMillis(2500))
                    .start();
            scene.outside().answersAfter(Duration.ofMillis(500)).start();

            String id = exchange.dial("101", OLGA).toString();

            Call call = exchange.awaitCalls(
                            calls -> calls.size() == 1 && calls.get(0).ended())
                    .get(0);
            assertThat(call.sourceId()).contains(id);
            assertThat(call.direction()).isEqualTo(Call.Direction.OUTBOUND);
            assertThat(call.result()).isEqualTo(Call.Result.ANSWERED);
            assertThat(call.external()).hasToString(OLGA);
            assertThat(call.agent()).isEqualTo("101");
        }
    }

    @Test
    void annaDoesNotPickUpSoNobodyWasCalled() {
        try (var log = new LogLines();
                var scene = new Scene(lab, folder)) {
            listen(AsteriskLab.LISTENING_ACCOUNT, AsteriskLab.COMMAND_ACCOUNT);
            awaitCommands(log);
            scene.phone("101").ignores().start();

            exchange.dial("101", OLGA);

            Call call = exchange.awaitCalls(
                            calls -> calls.size() == 1 && calls.get(0).ended())
                    .get(0);
            assertThat(call.result()).isEqualTo(Call.Result.FAILED);
            assertThat(call.reason()).isEqualTo(Call.Reason.AGENT_UNREACHABLE);
        }
    }

    @Test
    void whatCannotBeDialledIsToldInWords() {
        try (var log = new LogLines()) {
            listen(AsteriskLab.LISTENING_ACCOUNT, AsteriskLab.COMMAND_ACCOUNT, "no-such-context");
            awaitCommands(log);
            assertThatThrownBy(() -> exchange.dial("101", OLGA))
                    .isInstanceOf(DialRefused.class)
                    .hasMessageContaining("no-such-context")
                    .hasMessageContaining("89262223344");
        }
        exchange.close();
        try (var log = new LogLines()) {
            listen(AsteriskLab.LISTENING_ACCOUNT, AsteriskLab.COMMAND_ACCOUNT);
            awaitCommands(log);
            for (String telephone : List.of("199", "105")) {
                assertThatThrownBy(() -> exchange.dial(telephone, OLGA))
                        .isInstanceOf(DialRefused.class)
                        .hasMessageContaining("could not ring the telephone " + telephone);
            }
        }
    }

    @Test
    void thePbxDiesInTheMiddleOfACallAndComesBackWithoutIt() {
        try (var scene = new Scene(lab, folder)) {
            listen(AsteriskLab.LISTENING_ACCOUNT, "");
            CalledPhone anna = olgaCallsAnna(scene, Duration.ofSeconds(30));
            anna.awaitAnswered();
            exchange.awaitCalls(calls -> calls.size() == 1 && calls.get(0).answeredAt() != null);

            lab.kill();
            SourceHealth down;
            try {
                down = exchange.awaitState(State.DOWN);
                assertThat(exchange.going()).hasSize(1);
            } finally {
                lab.restart();
            }

            exchange.awaitState(State.UP);
            Call call = exchange.awaitCalls(calls -> calls.get(0).ended()).get(0);
            assertThat(call.result()).isEqualTo(Call.Result.ANSWERED);
            assertThat(call.endedAt()).isBefore(down.since().plusSeconds(1));
            exchange.awaitHealth(health -> health.warnings().isEmpty());
        }
    }

    @Test
    void aCallThatEndsWhileTheLinkIsDownIsEndedByThePbxsOwnList() throws Exception {
        try (var log = new LogLines();
                var wire = new Wire(lab.amiHost(), lab.amiPort());
                var scene = new Scene(lab, folder)) {
            exchange = new Exchange(Asterisks.source(Asterisks.settings(
                    "127.0.0.1",
                    wire.port(),
                    AsteriskLab.LISTENING_ACCOUNT,
                    lab.secret(),
                    AsteriskLab.COMMAND_ACCOUNT,
                    lab.secret())));
            exchange.awaitState(State.UP);
            awaitCommands(log);
            CalledPhone anna = olgaCallsAnna(scene, Duration.ofSeconds(2));
            exchange.awaitCalls(calls -> calls.size() == 1 && calls.get(0).answeredAt() != null);

            wire.cut();
            exchange.awaitState(State.DOWN);
            anna.awaitEnded();
            assertThat(exchange.going()).hasSize(1);
            wire.mend();

            Call call = exchange.awaitCalls(calls -> calls.get(0).ended()).get(0);
            assertThat(call.result()).isEqualTo(Call.Result.ANSWERED);
            exchange.awaitHealth(
                    health -> health.state() == State.UP && health.warnings().isEmpty());
        }
    }

    @Test
    void callsThatGoOnBeginAndEndWhileTheLinkIsDownAreFilledInFromCel() throws Exception {
        try (var log = new LogLines();
                var wire = new Wire(lab.amiHost(), lab.amiPort());
                var scene = new Scene(lab, folder)) {
            exchange = new Exchange(Asterisks.source(Asterisks.settings(
                    "127.0.0.1",
                    wire.port(),
                    AsteriskLab.LISTENING_ACCOUNT,
                    lab.secret(),
                    AsteriskLab.COMMAND_ACCOUNT,
                    lab.secret(),
                    Asterisks.celIn(lab.celFile()))));
            exchange.awaitState(State.UP);
            awaitCommands(log);
            CalledPhone anna = olgaCallsAnna(scene, Duration.ofSeconds(2));
            exchange.awaitCalls(calls -> calls.size() == 1 && calls.get(0).answeredAt() != null);

            wire.cut();
            exchange.awaitState(State.DOWN);
            CalledPhone boris =
                    scene.phone(Cast.BORIS).answersAfter(Duration.ofMillis(300)).start();
            scene.carrierCalls(Cast.BORIS_LINE, Cast.IVAN.national())
                    .hangsUpAfter(Duration.ofMillis(1500))
                    .start();
            anna.awaitEnded();
            boris.awaitEnded();
            wire.mend();

            List<Call> calls =
                    exchange.awaitCalls(all -> all.size() == 2 && all.stream().allMatch(Call::ended));
            assertThat(calls).allMatch(Call::healed);
            assertThat(calls).extracting(Call::result).containsOnly(Call.Result.ANSWERED);
            assertThat(calls.get(0).endedBy()).isEqualTo(Call.EndedBy.AGENT);
            assertThat(calls.get(1).answeredBy()).containsExactly(Cast.BORIS);
            assertThat(calls.get(1).external()).hasToString(Cast.IVAN.e164());
            Gap gap = exchange.awaitGap(found -> found.state() == Gap.State.HEALED);
            assertThat(gap.calls()).isEqualTo(2);
        }
    }
}
