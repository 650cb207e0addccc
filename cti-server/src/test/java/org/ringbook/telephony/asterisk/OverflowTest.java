package org.ringbook.telephony.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.ringbook.telephony.SourceHealth.State;
import org.ringbook.telephony.inbox.SourceCounters;

/** More comes than can be taken: nothing is dropped in silence. */
class OverflowTest {

    @Test
    void theLinkIsBrokenCountedToldAndMadeAgainWhenThereIsRoom() {
        var full = new AtomicBoolean();
        var counters = new SourceCounters();
        try (var pbx = new FakePbx()) {
            var settings = Asterisks.settings(pbx, FakePbx.SECRET, "", "");
            var state = new AmiLinkState("office", settings, counters, event -> !full.get(), new AmiLinkState.Turns() {
                @Override
                public boolean ready() {
                    return !full.get();
                }
            });
            try (var listener = new AmiListener("office", settings, state)) {
                listener.start();
                await().until(() -> state.health(List.of()).state() == State.UP
                        && !pbx.listeners().isEmpty());

                full.set(true);
                pbx.tell(Events.talk("1.1", "1.2"));
                await().until(() -> state.health(List.of()).state() == State.DOWN);
                assertThat(state.health(List.of()).detail().text()).contains("More messages came than could be taken");
                assertThat(counters.read().overflows()).isEqualTo(1);
                await().during(Duration.ofSeconds(1)).until(() -> pbx.connects.size() == 1);

                full.set(false);
                await().until(() -> state.health(List.of()).state() == State.UP);
                assertThat(counters.read().connects()).isEqualTo(2);
            }
        }
    }
}
