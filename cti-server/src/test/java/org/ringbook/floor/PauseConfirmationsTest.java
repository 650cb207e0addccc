package org.ringbook.floor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.agentstates.AgentStateBook;
import org.ringbook.agentstates.Evidence.Confirmation;
import org.ringbook.agentstates.Evidence.Membership;
import org.ringbook.agentstates.Evidence.Screen;
import org.ringbook.agentstates.Evidence.Telephone;
import org.ringbook.control.CallRequest;
import org.ringbook.control.Entrance;
import org.ringbook.control.RequestKind;
import org.ringbook.control.RequestState;
import org.ringbook.notices.Notice;

/** Anna presses pause, and the telephone system is told. */
class PauseConfirmationsTest {

    private static final UUID ANNA = new UUID(0, 1);
    private static final UUID REQUEST = new UUID(0, 2);
    private static final Notice NO_RIGHT = Notice.of("asterisk.right.agent");

    private Instant now = Instant.parse("2026-12-01T06:00:00Z");
    private final InstantSource moved = () -> now;
    private final Clock clock = moved.withZone(ZoneOffset.UTC);
    private final AgentStateBook book = new AgentStateBook(clock, Duration.ofSeconds(15));
    private final PauseConfirmations pauses = new PauseConfirmations(book, clock);

    @BeforeEach
    void annaIsInTheQueueOfSalesAndPressesPause() {
        inTheQueue(false);
        book.screen(ANNA, new Screen(true, true, "lunch", Confirmation.NOT_ASKED, true, now));
    }

    private void inTheQueue(boolean paused) {
        book.telephones(
                ANNA,
                List.of(new Telephone(
                        "office",
                        "101",
                        null,
                        null,
                        List.of(new Membership("sales", paused, null, paused ? now : null)))),
                now);
    }

    private void told(RequestState state, Notice words) {
        pauses.told(
                ANNA,
                new CallRequest(
                        REQUEST,
                        RequestKind.PAUSE_QUEUES,
                        ANNA,
                        Entrance.PAGE,
                        null,
                        "101",
                        null,
                        "office",
                        null,
                        null,
                        state,
                        null,
                        words,
                        now,
                        null,
                        null,
                        null));
    }

    private void later(long millis) {
        now = now.plusMillis(millis);
        pauses.tick();
    }

    private String rule() {
        return book.of(ANNA).decision().rule();
    }

    @Test
    void itIsConfirmedWhenTheQueueSaysSo() {
        told(RequestState.ACCEPTED, null);
        assertThat(confirmed()).isEqualTo(Confirmation.WAITING);
        inTheQueue(true);
        later(900);
        assertThat(confirmed()).isEqualTo(Confirmation.CONFIRMED);
        later(10_000);
        assertThat(rule()).isEqualTo("paused.here");
    }

    private Confirmation confirmed() {
        return book.of(ANNA).evidence().screen().confirmed();
    }

    @Test
    void whatIsRefusedIsAmberAfterThreeSecondsAndTheTileSaysWhichRightIsMissing() {
        told(RequestState.REFUSED, NO_RIGHT);
        assertThat(pauses.refusal(ANNA)).isEqualTo(NO_RIGHT);
        later(3_000);
        assertThat(rule()).as("three seconds are its time").isEqualTo("paused.here");
        later(1);
        assertThat(rule()).isEqualTo("paused.not-confirmed");
        assertThat(pauses.refusal(ANNA)).isEqualTo(NO_RIGHT);
        inTheQueue(true);
        later(1_000);
        assertThat(rule()).as("somebody paused her there by hand").isEqualTo("paused.here");
        assertThat(pauses.refusal(ANNA)).isNull();
    }

    @Test
    void whoIsInNoQueueHasNobodyToBeToldOf() {
        book.telephones(ANNA, List.of(), now);
        told(RequestState.REFUSED, NO_RIGHT);
        later(5_000);
        assertThat(confirmed()).isEqualTo(Confirmation.NOT_ASKED);
    }
}
