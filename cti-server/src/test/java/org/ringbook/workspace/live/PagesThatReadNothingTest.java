package org.ringbook.workspace.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringbook.api.Server;
import org.ringbook.api.SignedInBrowser;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallChange;
import org.ringbook.http.Knocker;
import org.springframework.beans.factory.annotation.Autowired;

/** Eight live pages are open and read nothing, as on a notebook whose lid was closed. */
class PagesThatReadNothingTest extends Server {

    /** More than a page is told by name at once. */
    private static final int CALLS = 100;

    private static final int SMALLEST = 1024;
    /** Of four kilobytes each: more than the system takes for a page that reads nothing. */
    private static final int ROUNDS = 1_500;

    @Autowired
    private LiveStreams streams;

    private final List<Knocker> pages = new ArrayList<>();

    @AfterEach
    void close() {
        pages.forEach(Knocker::close);
    }

    private Knocker opens(SignedInBrowser browser, int room) {
        var page = new Knocker("127.0.0.1", http().port(), room)
                .says("GET /stream HTTP/1.1\r\nHost: x\r\nConnection: close\r\nCookie: " + browser.cookie()
                        + "\r\n\r\n");
        pages.add(page);
        return page;
    }

    @Test
    void theOtherPageHearsAllOfItAndTheyAreDroppedAndMayComeBack() {
        var browser = new SignedInBrowser(http().port(), "vera", passwordOf("vera"));
        UUID vera = staff.byLogin("vera").orElseThrow().id();
        List<Knocker> lazy = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            lazy.add(opens(browser, SMALLEST));
        }
        Knocker reads = opens(browser, 0);
        assertThat(reads.await("event:hello")).isNotNull();
        await().until(() -> streams.openOf(vera) == 9);

        for (int round = 0; round < ROUNDS; round++) {
            muchHappens();
            assertThat(reads.await("event:changed")).as("round %d", round).isNotNull();
        }
        await().atMost(Duration.ofMinutes(2)).until(() -> {
            muchHappens();
            assertThat(reads.await("event:changed")).isNotNull();
            return streams.openOf(vera) == 1;
        });

        assertThat(streams.openOf(vera)).as("those that read").isEqualTo(1);
        assertThat(lazy).allMatch(Knocker::isHungUpOn);
        // Twenty are as many as anybody may have: those that were dropped are not counted any more.
        for (int i = 0; i < 19; i++) {
            assertThat(opens(browser, 0).await("event:hello")).isNotNull();
        }
    }

    private void muchHappens() {
        for (int i = 0; i < CALLS; i++) {
            streams.changed(new CallChange(null, ringing(), List.of()));
        }
        streams.beat();
    }

    private static Call ringing() {
        return Call.of(call -> {
            call.id = UUID.randomUUID();
            call.source = "paper";
            call.sourceId = "1.1";
            call.direction = Call.Direction.INBOUND;
            call.state = Call.State.RINGING;
            call.startedAt = Instant.now();
            call.rang = List.of("101");
        });
    }
}
