package org.ringbook.agents.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.ringbook.agents.Office;
import org.ringbook.agents.Story;
import org.ringbook.calls.Call;

class OutboxTest {

    private final List<String> written = new ArrayList<>();
    private final List<String> givenUp = new ArrayList<>();
    private Consumer<Throwable> pending;

    private final Outbox slow = new Outbox(
            (text, done) -> {
                written.add(text);
                pending = done;
            },
            givenUp::add);

    private void theScreenCatchesUp() {
        while (pending != null) {
            var done = pending;
            pending = null;
            done.accept(null);
        }
    }

    @Test
    void aQuickScreenIsWrittenToAtOnceAndInOrder() {
        var quick = new Outbox(
                (text, done) -> {
                    written.add(text);
                    done.accept(null);
                },
                givenUp::add);
        for (int i = 0; i < 10_000; i++) {
            quick.send("" + i);
        }
        assertThat(written).hasSize(10_000).startsWith("0", "1", "2").endsWith("9999");
    }

    @Test
    void ofACallThatASlowScreenHasNotSeenYetOnlyTheNewestIsToldAndStillPops() {
        var office = new Office();
        office.popUps.subscribe(Office.ANNA.id(), slow::send);
        slow.send("welcome");
        var call = Story.from(Office.MARIA).rings(2, "101");
        office.happens(call);
        office.happens(call.answers(5, "101"));
        office.happens(call.held(9));
        theScreenCatchesUp();
        assertThat(written).hasSize(2);
        assertThat(written.get(1)).contains("\"pop-up\"").contains("\"held\"");
    }

    @Test
    void theEndOfACallIsNeverLost() {
        var office = new Office();
        office.popUps.subscribe(Office.ANNA.id(), slow::send);
        slow.send("welcome");
        var call = Story.from(Office.MARIA).rings(2, "101");
        office.happens(call);
        office.happens(call.ends(9, Call.Result.MISSED, Call.Reason.ABANDONED));
        theScreenCatchesUp();
        assertThat(written).hasSize(3);
        assertThat(written.get(1)).contains("\"pop-up\"").contains("\"ringing\"");
        assertThat(written.get(2)).contains("\"end\"").contains("\"missed\"");
    }

    @Test
    void aCallThatComesBackBeforeASlowScreenSawItsEndIsOneCard() {
        var office = new Office();
        office.popUps.subscribe(Office.ANNA.id(), slow::send);
        slow.send("welcome");
        var call = Story.from(Office.MARIA).rings(2, "101");
        office.happens(call);
        office.happens(call.stops(9, "101", Call.LegOutcome.NO_ANSWER).rings(9, "102"));
        office.happens(call.rings(12, "101"));
        theScreenCatchesUp();
        assertThat(written).hasSize(2);
        assertThat(written.get(1)).contains("\"pop-up\"").contains("\"ringing\"");
    }

    @Test
    void aScreenThatLagsTooFarIsGivenUpOnce() {
        for (int i = 0; i < 5 * Outbox.MOST_WAITING; i++) {
            slow.send(UUID.randomUUID().toString());
        }
        assertThat(givenUp).containsExactly("slow");
        theScreenCatchesUp();
        assertThat(written).hasSize(1);
    }

    @Test
    void aBrokenConnectionIsGivenUpOnce() {
        slow.send("one");
        slow.send("two");
        pending.accept(new java.io.IOException("reset"));
        slow.send("three");
        assertThat(givenUp).containsExactly("lost");
        assertThat(written).containsExactly("one");
    }
}
