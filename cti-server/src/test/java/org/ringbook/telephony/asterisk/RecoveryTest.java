package org.ringbook.telephony.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringbook.calls.Call;
import org.ringbook.telephony.Exchange;
import org.ringbook.telephony.SourceHealth.State;
import org.ringbook.telephony.inbox.Gap;

/** The link is lost while Maria and Anna speak, and nobody tells what happened meanwhile. */
class RecoveryTest {

    private static final String MARIA = "1795382589.1";
    private static final String ANNA = "1795382589.2";

    private final FakePbx pbx = new FakePbx();
    private Exchange exchange;

    private void mariaSpeaksWithAnna(AsteriskSource source) {
        exchange = new Exchange(source);
        exchange.awaitState(State.UP);
        await().until(() -> !pbx.listeners().isEmpty());
        pbx.tell(Events.talk(MARIA, ANNA));
        exchange.awaitCalls(calls -> calls.size() == 1 && calls.get(0).answeredAt() != null);
    }

    @AfterEach
    void stop() {
        exchange.close();
        pbx.close();
    }

    @Test
    void aCallThatThePbxDoesNotShowAnyMoreEndsWhenTheLinkWasLost() {
        mariaSpeaksWithAnna(Asterisks.commanding(pbx));

        pbx.channels = List.of();
        pbx.cut();

        Call call = exchange.awaitCalls(calls -> calls.get(0).ended()).get(0);
        assertThat(call.result()).isEqualTo(Call.Result.ANSWERED);
        assertThat(exchange.health().warnings()).isEmpty();
    }

    @Test
    void aCallThatThePbxShowsGoesOn() {
        pbx.channels = List.of(MARIA, ANNA);
        mariaSpeaksWithAnna(Asterisks.commanding(pbx));

        pbx.cut();
        await().until(() -> pbx.actions.stream().anyMatch(a -> "CoreShowChannels".equalsIgnoreCase(a.get("action"))));
        exchange.awaitHealth(
                health -> health.state() == State.UP && health.warnings().isEmpty());
        assertThat(exchange.going()).hasSize(1);

        await().until(() -> !pbx.listeners().isEmpty());
        pbx.tell(Events.goodbye(MARIA, ANNA));
        exchange.awaitCalls(calls -> calls.size() == 1 && calls.get(0).ended());
    }

    @Test
    void afterARestartOfThePbxNoOldCallGoesOnEvenWithoutACommandAccount() {
        mariaSpeaksWithAnna(Asterisks.listeningTo(pbx));

        pbx.close();
        pbx.uptime = 0;
        pbx.start();

        exchange.awaitCalls(calls -> calls.size() == 1 && calls.get(0).ended());
        exchange.awaitHealth(
                health -> health.state() == State.UP && health.warnings().isEmpty());
    }

    @Test
    void withoutACommandAccountHealthSaysThatItIsUnsure() {
        mariaSpeaksWithAnna(Asterisks.listeningTo(pbx));

        pbx.cut();

        var health = exchange.awaitHealth(
                now -> now.state() == State.UP && !now.warnings().isEmpty());
        assertThat(health.warnings().get(0).text()).contains("2 legs").contains("may have ended meanwhile");
        assertThat(health.warnings().get(0).in(Locale.forLanguageTag("ru"))).contains("участников: 2");
        assertThat(exchange.going()).hasSize(1);

        await().until(() -> !pbx.listeners().isEmpty());
        pbx.tell(Events.goodbye(MARIA, ANNA));
        exchange.awaitHealth(now -> now.warnings().isEmpty());
    }

    @Test
    void anotherCallAfterTheGapIsNotTouched() {
        mariaSpeaksWithAnna(Asterisks.commanding(pbx));

        pbx.cut();
        await().until(() -> !pbx.listeners().isEmpty());
        pbx.tell(Events.talk("1795382599.7", "1795382599.8"));

        exchange.awaitCalls(calls -> calls.size() == 2 && calls.get(0).ended());
        await().during(Duration.ofMillis(500)).until(() -> exchange.going().size() == 1);
    }

    @Test
    void withoutRecordsAGapStaysOnTheHealthPageWithItsTimes() {
        mariaSpeaksWithAnna(Asterisks.commanding(pbx));

        pbx.cut();

        Gap gap = exchange.awaitGap(found -> true);
        assertThat(gap.state()).isEqualTo(Gap.State.UNFILLED);
        assertThat(gap.from()).isBeforeOrEqualTo(gap.to());
        assertThat(gap.detail().text()).contains("ringbook.asterisk.office.records");
        assertThat(gap.detail().in(Locale.forLanguageTag("ru"))).contains("не хватать");
    }

    @Test
    void recordsThatCannotBeReadAreToldAndTriedAgainAndTheCallsGoOnMeanwhile(@TempDir Path folder) throws Exception {
        Path cel = folder.resolve("Master.csv");
        mariaSpeaksWithAnna(Asterisks.source(Asterisks.settings(
                "127.0.0.1", pbx.port(), FakePbx.LISTENER, FakePbx.SECRET, "", "", Asterisks.celIn(cel))));

        pbx.cut();
        exchange.awaitGap(found ->
                found.state() == Gap.State.HEALING && found.detail().text().contains("There is no file"));
        await().until(() -> !pbx.listeners().isEmpty());
        pbx.tell(Events.goodbye(MARIA, ANNA));
        exchange.awaitCalls(calls -> calls.size() == 1 && calls.get(0).ended());

        Files.writeString(cel, "");
        exchange.awaitGap(found -> found.state() == Gap.State.HEALED);
    }

    /** Anna answers while nobody hears the PBX, and then it is killed: it has written down that they spoke. */
    @Test
    void whatARestartedPbxWroteOfItsLastMomentsCounts(@TempDir Path folder) throws Exception {
        Path cel = Files.createFile(folder.resolve("Master.csv"));
        exchange = new Exchange(Asterisks.source(Asterisks.settings(
                "127.0.0.1", pbx.port(), FakePbx.LISTENER, FakePbx.SECRET, "", "", Asterisks.celIn(cel))));
        exchange.awaitState(State.UP);
        await().until(() -> !pbx.listeners().isEmpty());
        pbx.tell(Events.mariaCalls(MARIA), Events.annaIsCalled(ANNA, MARIA), Events.dialBegin(MARIA, ANNA));
        exchange.awaitCalls(calls -> calls.size() == 1);

        pbx.close();
        Files.writeString(
                cel,
                row("ANSWER", ANNA, "PJSIP/101-2", "")
                        + row("BRIDGE_ENTER", ANNA, "PJSIP/101-2", BRIDGE)
                        + row("BRIDGE_ENTER", MARIA, "PJSIP/carrier-1", BRIDGE));
        pbx.uptime = 0;
        pbx.start();

        Call call = exchange.awaitCalls(
                        calls -> calls.size() == 1 && calls.get(0).ended())
                .get(0);
        assertThat(call.answeredBy()).containsExactly("101");
        assertThat(call.healed()).isTrue();
    }

    private static final String BRIDGE = "{\"\"bridge_id\"\":\"\"room\"\"}";

    private static String row(String event, String leg, String channel, String extra) {
        Instant now = Instant.now();
        return "\"%s\",\"%d.%06d\",\"\",\"\",\"\",\"\",\"\",\"s\",\"internal\",\"%s\",\"AppDial\",\"\",\"3\",\"\",\"%s\",\"%s\",\"\",\"\",\"\",\"%s\"\n"
                .formatted(event, now.getEpochSecond(), now.getNano() / 1000, channel, leg, MARIA, extra);
    }
}
