package org.ringbook.telephony.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringbook.numbers.DialFormat;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.telephony.Exchange;
import org.ringbook.telephony.LogLines;
import org.ringbook.telephony.PbxSource.DialRefused;
import org.ringbook.telephony.SourceHealth.State;

/** Anna dials at a click. */
class DiallingTest {

    private final FakePbx pbx = new FakePbx();
    private AsteriskSource source;
    private Exchange exchange;

    @BeforeEach
    void connect() {
        source = Asterisks.commanding(pbx);
        exchange = new Exchange(source);
        exchange.awaitState(State.UP);
        awaitCommands(1);
    }

    private void awaitCommands(int times) {
        await().until(() -> pbx.actions.stream()
                        .filter(a -> "ListCommands".equalsIgnoreCase(a.get("action")))
                        .count()
                >= times * 2L);
    }

    @AfterEach
    void stop() {
        exchange.close();
        pbx.close();
    }

    private Map<String, String> originate() {
        return pbx.actions.stream()
                .filter(a -> "Originate".equals(a.get("action")))
                .reduce((one, two) -> two)
                .orElseThrow();
    }

    @Test
    void herTelephoneRingsFirstAndTheNumberIsDialledAsAtHome() {
        UUID request = exchange.dial("101", "+79161112233");

        assertThat(originate())
                .containsEntry("channel", "PJSIP/101")
                .containsEntry("exten", "89161112233")
                .containsEntry("context", "internal")
                .containsEntry("priority", "1")
                .containsEntry("callerid", "+79161112233")
                .containsEntry("timeout", "5000")
                .containsEntry("async", "true")
                .containsEntry("channelid", "ringbook-" + request);
        assertThat(originate().keySet())
                .containsExactlyInAnyOrder(
                        "action",
                        "actionid",
                        "channel",
                        "exten",
                        "context",
                        "priority",
                        "callerid",
                        "timeout",
                        "async",
                        "channelid");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+79161112233\r\nAction: Logoff",
                "+79161112233\nVariable: X=1",
                "+7916\u0000111",
                "\r",
                "",
                "Robert'); DROP TABLE calls;--",
                "<img src=x onerror=alert(1)>",
                "=HYPERLINK(\"http://x\")",
                "${SHELL(id)}",
                "101&PJSIP/102",
                "123456789012345678901234567890123"
            })
    void whatIsNoNumberNeverReachesThePbx(String text) {
        assertThatThrownBy(() -> source.commands().originate(UUID.randomUUID(), "101", text))
                .isInstanceOf(DialRefused.class);
        assertThatThrownBy(() -> source.commands().originate(UUID.randomUUID(), text, "+79161112233"))
                .isInstanceOf(DialRefused.class);
        assertThat(pbx.actions).noneMatch(a -> "Originate".equals(a.get("action")));
    }

    @ParameterizedTest
    @CsvSource({
        "NATIONAL, RU, +79161112233, 89161112233",
        "NATIONAL, RU, 89161112233, 89161112233",
        "NATIONAL, RU, +442071838750, 810442071838750",
        "NATIONAL, RU, 102, 102",
        "NATIONAL, RU, 112, 112",
        "NATIONAL, KZ, +77012345678, 87012345678",
        "NATIONAL, GB, +442071838750, 02071838750",
        "NATIONAL, DE, +442071838750, 00442071838750",
        "NATIONAL, US, +12125550123, 12125550123",
        "PLUS, RU, 89161112233, +79161112233",
        "DIGITS, RU, 89161112233, 79161112233",
    })
    void theNumberIsWrittenAsTheDialplanExpectsIt(DialFormat format, String region, String to, String dialled) {
        var settings = Asterisks.settings("127.0.0.1", 5038, "a", "b", "c", "d", "internal", format);

        assertThat(DialAction.of(settings, new NumberPlan(region), "101", to, UUID.randomUUID())
                        .getExten())
                .isEqualTo(dialled);
    }

    @Test
    void aTelephoneThatThePbxDoesNotKnowIsToldInWords() {
        pbx.originateRings = false;

        assertThatThrownBy(() -> exchange.dial("101", "+79161112233"))
                .isInstanceOf(DialRefused.class)
                .hasMessageContaining("could not ring the telephone 101");
    }

    @Test
    void aDialplanThatHasNoWayForTheNumberIsToldInWordsInBothLanguages() {
        pbx.originateAnswer = "Response: Error\r\nMessage: Extension does not exist.\r\n";

        assertThatThrownBy(() -> exchange.dial("101", "+79161112233"))
                .isInstanceOfSatisfying(DialRefused.class, refused -> {
                    assertThat(refused).hasMessageContaining("89161112233").hasMessageContaining("\"internal\"");
                    assertThat(refused.notice().in(Locale.forLanguageTag("ru"))).contains("не знает, как набрать");
                });
    }

    @Test
    void aRefusalIsOneHarmlessLine() {
        pbx.originateAnswer = "Response: Error\r\nMessage: no\u0007 way\u202e <b>at all</b>\r\n";

        assertThatThrownBy(() -> exchange.dial("101", "+79161112233")).hasMessageContaining("no· way· <b>at all</b>");
    }

    @Test
    void theCommandConnectionComesBackByItself() {
        pbx.cut();
        exchange.awaitCounters(count -> count.connects() == 2);
        awaitCommands(2);

        exchange.dial("101", "+79161112233");
        assertThat(originate()).containsEntry("channel", "PJSIP/101");
        assertThat(exchange.health().warnings()).isEmpty();
    }

    @Test
    void whileThePbxIsAwayTheAgentIsToldSo() {
        pbx.close();
        exchange.awaitState(State.DOWN);
        await().until(() -> exchange.health().warnings().stream()
                .anyMatch(warning -> warning.key().equals("asterisk.warn.command.down")));

        assertThatThrownBy(() -> exchange.dial("101", "+79161112233"))
                .isInstanceOf(DialRefused.class)
                .hasMessageContaining("cannot be reached for dialling now");
    }

    @Test
    void stoppingIsQuietAndTellsThePbx() {
        try (var log = new LogLines()) {
            exchange.close();

            await().until(() -> pbx.actions.stream()
                            .filter(a -> "Logoff".equalsIgnoreCase(a.get("action")))
                            .count()
                    == 2);
            assertThat(log.warnings("org.ringbook")).isEmpty();
        }
    }
}
