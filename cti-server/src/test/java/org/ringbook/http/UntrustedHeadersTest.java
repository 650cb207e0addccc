package org.ringbook.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringbook.api.Server;

/** A request says where it comes from and whom it asks, and neither is believed. */
class UntrustedHeadersTest extends Server {

    @ParameterizedTest
    @ValueSource(
            strings = {"%%%", "http://", "http://[", "http://x:port", "://x", "x", "http://x:99999999999", "http://a b"
            })
    void anOriginThatIsNoneIsRefusedInWords(String origin) {
        for (String address : new String[] {"/api/calls", "/agents/session", "/", "/sign-in", "/api/openapi.json"}) {
            try (var knocker = new Knocker("127.0.0.1", http().port())) {
                knocker.says("GET " + address + " HTTP/1.1\r\nHost: x\r\nOrigin: " + origin + "\r\n\r\n");
                assertThat(knocker.status()).as(address).isEqualTo(400);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/sign-in?wrong", "/calls", "/language"})
    void noAnswerLeadsToTheHostThatTheRequestNames(String address) {
        for (String method : new String[] {"GET", "POST"}) {
            try (var knocker = new Knocker("127.0.0.1", http().port())) {
                knocker.says(method + " " + address + " HTTP/1.1\r\nHost: evil.example\r\nContent-Length: 0\r\n"
                        + "Connection: close\r\n\r\n");
                String location = knocker.await("Location");
                assertThat(location == null ? "" : location).doesNotContain("evil");
            }
        }
    }

    @Test
    void aBrowserOverPlainHttpIsNotUsedByAForeignPage() {
        String call = "{\"to\":\"+79161112233\"}";
        assertThat(as("anna")
                        .header("Origin", "http://evil.example")
                        .post("/api/calls", call)
                        .status())
                .isEqualTo(403);
        assertThat(as("anna").header("Origin", "null").post("/api/calls", call).status())
                .isEqualTo(403);
        assertThat(as("anna")
                        .header("Origin", "http://127.0.0.1:1")
                        .post("/api/calls", call)
                        .status())
                .isEqualTo(403);
        assertThat(as("anna")
                        .header("Origin", "http://127.0.0.1:" + http().port())
                        .post("/api/calls", call)
                        .status())
                .isEqualTo(202);
    }
}
