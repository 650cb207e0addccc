package org.ringbook.agent.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerAddressTest {

    @ParameterizedTest
    @CsvSource({
        "https://ringbook.example.org, wss://ringbook.example.org/agents/session, 443",
        "https://ringbook.example.org/, wss://ringbook.example.org/agents/session, 443",
        "wss://ringbook.example.org:8443, wss://ringbook.example.org:8443/agents/session, 8443",
        "ringbook:8080, ws://ringbook:8080/agents/session, 8080",
        "http://[::1]:8080/crm, ws://[::1]:8080/crm/agents/session, 8080"
    })
    void addressesAreTakenAsPeopleWriteThem(String text, String session, int port) {
        assertThat(ServerAddress.of(text).session()).hasToString(session);
        assertThat(ServerAddress.of(text).port()).isEqualTo(port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ftp://x", "http://", "https://anna:secret@host", "a b", "file:///etc/passwd"})
    void whatIsNoServerIsRefused(String text) {
        assertThatThrownBy(() -> ServerAddress.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("secret");
    }

    @Test
    void aWarningIsDueOnlyWhenThePasswordLeavesTheMachineInTheClear() {
        assertThat(ServerAddress.of("http://ringbook").exposed()).isTrue();
        assertThat(ServerAddress.of("https://ringbook").exposed()).isFalse();
        assertThat(ServerAddress.of("localhost:8080").exposed()).isFalse();
        assertThat(ServerAddress.of("http://127.0.0.1:8080").exposed()).isFalse();
    }

    @Test
    void pagesNeverLeadToAnotherServer() {
        var server = ServerAddress.of("https://ringbook.example.org");
        assertThat(server.page("/contacts/{id}", "42")).hasToString("https://ringbook.example.org/contacts/42");
        assertThat(server.page("/contacts/new?number={number}", "+7916"))
                .hasToString("https://ringbook.example.org/contacts/new?number=%2B7916");
        assertThat(server.page("/contacts/{id}", "../admin?x=$1&y"))
                .hasToString("https://ringbook.example.org/contacts/..%2Fadmin%3Fx%3D%241%26y");
        assertThat(server.page("//evil.example/{id}", "1")).isNull();
        assertThat(server.page("https://evil.example/{id}", "1")).isNull();
        assertThat(server.page("@evil.example/{id}", "1")).isNull();
        assertThat(server.page(".evil.example/{id}", "1")).isNull();
        assertThat(server.page(null, "1")).isNull();
    }

    @Test
    void thePauseGrowsToHalfAMinuteAndIsNotTheSameAtEveryDesk() {
        var pause = new Pause(new Random(1));
        int[] seconds = IntStream.range(0, 200).map(i -> pause.next()).toArray();
        assertThat(seconds[0]).isBetween(1, 2);
        assertThat(seconds[3]).isBetween(4, 12);
        assertThat(IntStream.of(seconds).skip(5).boxed().toList())
                .allMatch(s -> s >= 15 && s <= 45)
                .hasSizeGreaterThan(100);
        assertThat(IntStream.of(seconds).skip(5).distinct().count()).isGreaterThan(10);
        pause.reset();
        assertThat(pause.next()).isBetween(1, 2);
    }

    @Test
    void thePasswordIsInNoText() {
        var credentials = new Credentials("anna", "kolibri");
        var wanted = new Connection.Wanted(ServerAddress.of("x"), credentials, "ru", "1", null);
        assertThat(wanted.toString()).contains("anna").doesNotContain("kolibri");
        assertThat(credentials.toString()).doesNotContain("kolibri");
    }
}
