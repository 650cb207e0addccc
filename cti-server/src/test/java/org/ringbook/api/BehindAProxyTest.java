package org.ringbook.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.ringbook.http.Knocker;
import org.springframework.test.context.TestPropertySource;

/** The server stands behind a proxy at 127.0.0.1, and can be reached past it from the same network. */
@TestPropertySource(properties = {"ringbook.http.forwarded-headers=native", "ringbook.http.proxies=127.0.0.1"})
class BehindAProxyTest extends Server {

    private static final String PROXY = "127.0.0.1";

    private int signsIn(String from, String login, String password, String forwardedFor) {
        return Knocker.signsIn(
                from,
                http().port(),
                login,
                password,
                "X-Forwarded-For: " + forwardedFor + "\r\nX-Forwarded-Proto: http\r\n");
    }

    @Test
    void whoForgesTheHeaderOnTheNetworkIsSlowedDownAllTheSame() {
        for (int i = 0; i < 5; i++) {
            assertThat(signsIn("127.0.2.1", "anna", "guess-" + i, "203.0.113." + i))
                    .isEqualTo(401);
        }
        assertThat(signsIn("127.0.2.1", "anna", "guess-6", "203.0.113.6")).isEqualTo(429);
        assertThat(signsIn("127.0.2.1", "anna", "guess-7", "203.0.113.7, 127.0.0.1"))
                .isEqualTo(429);
    }

    /** The proxy adds the address that it sees behind what the guesser wrote. */
    @Test
    void whoForgesTheHeaderThroughTheProxyIsSlowedDownAllTheSame() {
        for (int i = 0; i < 5; i++) {
            assertThat(signsIn(PROXY, "boris", "guess-" + i, "203.0.113." + i + ", 198.51.100.7"))
                    .isEqualTo(401);
        }
        assertThat(signsIn(PROXY, "boris", "guess-6", "203.0.113.66, 198.51.100.7"))
                .isEqualTo(429);
    }

    @Test
    void whomTheProxyNamesIsBelievedToBeThere() {
        for (int i = 0; i < 6; i++) {
            signsIn(PROXY, "vera", "guess-" + i, "198.51.100.8");
        }
        assertThat(signsIn(PROXY, "vera", passwordOf("vera"), "198.51.100.8")).isEqualTo(429);
        assertThat(signsIn(PROXY, "vera", passwordOf("vera"), "198.51.100.9")).isEqualTo(200);
    }

    @Test
    void aForgedHeaderDoesNotMakeItSomebodyWhoSignedInLately() {
        assertThat(signsIn(PROXY, "anna", passwordOf("anna"), "198.51.100.10")).isEqualTo(200);
        for (int i = 0; i < 60; i++) {
            signsIn("127.0.2.2", "nobody-" + i, "guess", "198.51.100.10");
        }
        assertThat(signsIn("127.0.2.2", "anna", passwordOf("anna"), "198.51.100.10"))
                .isEqualTo(429);
    }
}
