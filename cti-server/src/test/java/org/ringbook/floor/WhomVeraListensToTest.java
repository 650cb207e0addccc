package org.ringbook.floor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.api.Server;
import org.ringbook.api.SignedInBrowser;
import org.ringbook.calls.Call;
import org.ringbook.calls.Call.Leg;
import org.ringbook.calls.Call.LegKind;
import org.ringbook.calls.CallChange;
import org.ringbook.control.CallRequest;
import org.ringbook.control.Entrance;
import org.ringbook.control.RequestKind;
import org.ringbook.control.RequestState;
import org.springframework.beans.factory.annotation.Autowired;

/** Vera listens to Anna, and opens the tile of Boris, who talks too: what she says there must not be heard in Anna's call. */
class WhomVeraListensToTest extends Server {

    private static final UUID ANNAS_CALL = UUID.fromString("019ad000-0000-7000-8000-00000000f201");
    private static final UUID BORISES_CALL = UUID.fromString("019ad000-0000-7000-8000-00000000f202");
    private static final UUID LISTENS = UUID.fromString("019ad000-0000-7000-8000-00000000f203");

    @Autowired
    private FloorFeed feed;

    @Autowired
    private Floor floor;

    @Autowired
    private Supervisions supervisions;

    private void call(UUID id, String extension, Instant ended) {
        Call now = Call.of(draft -> {
            draft.id = id;
            draft.source = "paper";
            draft.direction = Call.Direction.INBOUND;
            draft.state = ended == null ? Call.State.TALKING : Call.State.ENDED;
            draft.external = Cast.MARIAS;
            draft.startedAt = Instant.EPOCH;
            draft.answeredAt = Instant.EPOCH;
            draft.endedAt = ended;
            draft.legs =
                    List.of(new Leg(extension, LegKind.AGENT, Instant.EPOCH, Instant.EPOCH, ended, null, List.of()));
        });
        feed.changed(new CallChange(null, now, List.of()));
    }

    private UUID person(String login) {
        return staff.byLogin(login).orElseThrow().id();
    }

    private void listens(RequestState state) {
        supervisions.told(new CallRequest(
                LISTENS,
                RequestKind.LISTEN,
                person("vera"),
                Entrance.PAGE,
                null,
                "103",
                "101",
                "paper",
                ANNAS_CALL,
                null,
                state,
                null,
                null,
                Instant.now(),
                null,
                Instant.now(),
                null));
    }

    @AfterEach
    void theDayIsOver() {
        listens(RequestState.ENDED);
        call(ANNAS_CALL, "101", Instant.now());
        call(BORISES_CALL, "102", Instant.now());
    }

    @Test
    void onAnothersTileSheIsToldWhomShesListeningToAndCannotSpeakIntoThatCall() {
        call(ANNAS_CALL, "101", null);
        call(BORISES_CALL, "102", null);
        long before = floor.tile(person("anna")).orElseThrow().now().version();
        listens(RequestState.ANSWERED);
        assertThat(floor.tile(person("anna")).orElseThrow().now().version())
                .as("pages that ask for what is newer get the tile that says who listens")
                .isGreaterThan(before);
        var vera = new SignedInBrowser(http().port(), "vera", passwordOf("vera"));
        String whisper = "/supervision/" + LISTENS + "/whisper";
        String boris = vera.get("/floor/people/" + person("boris")).body();
        assertThat(boris)
                .doesNotContain(whisper)
                .contains("/supervision/" + LISTENS + "/stop")
                .containsAnyOf("You are listening to 101", "Вы прослушиваете 101");
        var refused = vera.post("/floor/people/" + person("boris") + whisper, "");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).containsAnyOf("stop there first", "сначала остановите там");
    }
}
