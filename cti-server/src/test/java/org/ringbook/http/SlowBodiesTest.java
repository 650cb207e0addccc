package org.ringbook.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringbook.Cast;
import org.ringbook.api.Http;
import org.ringbook.api.Server;
import org.ringbook.calls.fold.Calls;
import org.ringbook.telephony.inbox.Gaps;
import org.ringbook.telephony.inbox.Intake;
import org.ringbook.telephony.inbox.Intakes;
import org.ringbook.telephony.inbox.Rejection;
import org.ringbook.telephony.inbox.SimulatedInbox;
import org.ringbook.telephony.webhooks.Delivery;
import org.ringbook.telephony.webhooks.WebhookEndpoints;
import org.ringbook.telephony.webhooks.WebhookReceiver;
import org.ringbook.telephony.webhooks.WebhookResult;
import org.springframework.beans.factory.annotation.Autowired;

/** Whoever sends a body byte by byte holds up nobody else, whatever address of the server they send it to. */
class SlowBodiesTest extends Server {

    /** More than there are request threads on Java 17. */
    private static final int CROWD = 230;

    @Autowired
    private WebhookEndpoints hooks;

    private final List<Knocker> crowd = new ArrayList<>();
    private Intake intake;

    @BeforeEach
    void aTelephoneSystemReports() {
        intake = Intakes.of(
                "cloud",
                (message, received, facts) -> true,
                new Calls(Cast.PLAN, List.of()),
                new SimulatedInbox(() -> Instant.EPOCH),
                new Gaps());
        hooks.open("cloud", new KeyInHeader(), intake);
        hooks.open("office", delivery -> new WebhookResult.Reply(WebhookResult.Answer.OK), intake);
    }

    @AfterEach
    void theCrowdGoes() {
        crowd.forEach(Knocker::close);
        intake.close();
    }

    private static final class KeyInHeader implements WebhookReceiver {

        @Override
        public Rejection refusesHead(Delivery head) {
            return "right".equals(head.headers().apply("X-Key")) ? null : Rejection.KEY;
        }

        @Override
        public WebhookResult receive(Delivery delivery) {
            return new WebhookResult.Reply(WebhookResult.Answer.OK);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/hooks/office/events", "/sign-in", "/language", "/api/calls", "/hooks/nobody/events"})
    void aRightWebhookDoesNotWaitForACrowdOfSlowBodies(String address) {
        for (int i = 0; i < CROWD; i++) {
            crowd.add(new Knocker("127.0.0.2", http().port())
                    .says("POST " + address
                            + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                            + "Content-Length: 500\r\n\r\nlogin=a"));
        }
        try (var right = new Knocker("127.0.0.3", http().port())) {
            right.says("POST /hooks/cloud/events HTTP/1.1\r\nHost: x\r\nX-Key: right\r\nContent-Length: 2\r\n\r\nok");
            assertThat(right.status()).isEqualTo(200);
        }
        assertThat(http().get("/actuator/health").status()).isEqualTo(200);
    }

    @Test
    void whoShowsTheWrongKeyIsRefusedBeforeTheBodyComes() {
        try (var stranger = new Knocker("127.0.0.2", http().port())) {
            stranger.says(
                    "POST /hooks/cloud/events HTTP/1.1\r\nHost: x\r\nX-Key: wrong\r\nContent-Length: 500\r\n\r\n");
            assertThat(stranger.status()).isEqualTo(401);
            assertThat(stranger.isHungUpOn()).isTrue();
        }
    }

    @Test
    void whoIsNotSignedInUploadsNothing() {
        try (var stranger = new Knocker("127.0.0.2", http().port())) {
            stranger.says(
                    "POST /contacts/import HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=x\r\n"
                            + "Content-Length: 50000000\r\n\r\n--x\r\n");
            assertThat(stranger.status()).isEqualTo(403);
            assertThat(stranger.isHungUpOn()).isTrue();
        }
    }

    @Test
    void oneAddressIsNotWaitedForWithoutEndAndHealthSaysSo() {
        for (int i = 0; i < 100; i++) {
            crowd.add(new Knocker("127.0.0.4", http().port())
                    .says("POST /hooks/office/events HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n{"));
        }
        await().until(() -> healthOfLoad().contains("http.refused.unfinished_bodies"));
        try (var neighbour = new Knocker("127.0.0.5", http().port())) {
            neighbour.says("POST /hooks/office/events HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{");
            neighbour.says("}");
            assertThat(neighbour.status()).isEqualTo(200);
        }
    }

    private String healthOfLoad() {
        return as("vera").get("/api/health/sources").json().get("load").toString();
    }

    @Test
    void aConnectionIsGoodForMoreAfterABodyThatNobodyWanted() {
        try (var program = new Knocker("127.0.0.2", http().port())) {
            for (int i = 0; i < 2; i++) {
                program.says("POST /hooks/nobody/x HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello");
                assertThat(program.status()).isEqualTo(404);
                assertThat(program.await("Content-Length")).isNotNull();
                program.line();
                program.line();
            }
        }
    }

    @Test
    void aFormThatComesInPiecesIsReadAsOne() {
        try (var person = new Knocker("127.0.0.2", http().port())) {
            person.says("POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n5\r\nlogin\r\n");
            person.says("2\r\n=a\r\n0\r\n\r\n");
            assertThat(person.status()).isEqualTo(403);
        }
    }

    @Test
    void aLargeBodyThatIsRefusedIsToldSoAllTheSame() {
        Http.Answer refused = http().post("/api/contacts", "x".repeat(3_000_000));
        assertThat(refused.status()).isEqualTo(401);
    }
}
