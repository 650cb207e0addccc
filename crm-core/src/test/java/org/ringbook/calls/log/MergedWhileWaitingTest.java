package org.ringbook.calls.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ringbook.calls.CallsOfTheDay.NINE;
import static org.ringbook.calls.CallsOfTheDay.answered;
import static org.ringbook.calls.CallsOfTheDay.change;
import static org.ringbook.calls.CallsOfTheDay.missed;
import static org.ringbook.calls.CallsOfTheDay.ringing;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringbook.TestDatabase;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallChange;
import org.ringbook.calls.log.CallLog.CallFilter;

/** Calls that turn out to be one, or two after all, while they wait for the database. */
class MergedWhileWaitingTest {

    private final CallLog log = new CallLog(TestDatabase.with("calls"));
    private final CallLogWriter writer = new CallLogWriter(log);
    private final Call older = answered(NINE);
    private final Call younger = missed(NINE.plusSeconds(3));

    @AfterEach
    void stop() {
        if (writer.isRunning()) {
            writer.stop();
        }
    }

    @Test
    void theYoungerOfTwoMergedCallsIsNotWrittenByALaterBatch() {
        writer.changed(change(ringing(older)));
        for (int i = 0; i < 1500; i++) {
            writer.changed(change(missed(NINE.plusSeconds(100 + i))));
        }
        writer.changed(change(ringing(younger)));
        writer.changed(new CallChange(ringing(older), older, List.of(younger.id())));
        allIsWritten();
        assertThat(log.find(CallFilter.any(), null, 5000).items()).hasSize(1501).allMatch(Call::ended);
        assertThat(log.find(younger.id())).contains(older);
    }

    @Test
    void whatWasMergedIntoTheYoungerGoesWithIt() {
        Call youngest = missed(NINE.plusSeconds(5));
        writer.changed(change(youngest));
        writer.changed(new CallChange(younger, younger, List.of(youngest.id())));
        writer.changed(new CallChange(older, older, List.of(younger.id())));
        allIsWritten();
        assertThat(log.find(CallFilter.any(), null, 10).items()).containsExactly(older);
        assertThat(log.find(youngest.id())).contains(older);
    }

    @Test
    void aCallThatIsPartedAgainBeforeItWasWrittenIsWritten() {
        writer.changed(change(ringing(younger)));
        writer.changed(new CallChange(null, older, List.of(younger.id())));
        writer.changed(change(younger));
        allIsWritten();
        assertThat(log.find(CallFilter.any(), null, 10).items()).containsExactly(younger, older);
        assertThat(log.find(younger.id())).contains(younger);
    }

    @Test
    void aCallThatIsPartedAgainAfterItWasWrittenStandsByItselfAgain() {
        log.write(List.of(change(younger)));
        log.write(List.of(new CallChange(null, older, List.of(younger.id()))));
        log.write(List.of(change(younger), change(older)));
        assertThat(log.find(CallFilter.any(), null, 10).items()).containsExactly(younger, older);
        assertThat(log.find(younger.id())).contains(younger);
    }

    @Test
    void inOneBatchTheLastThatWasSaidOfTwoCallsHolds() {
        log.write(List.of(change(younger), new CallChange(null, older, List.of(younger.id())), change(younger)));
        assertThat(log.find(CallFilter.any(), null, 10).items()).containsExactly(younger, older);
        log.write(List.of(change(younger), new CallChange(older, older, List.of(younger.id()))));
        assertThat(log.find(CallFilter.any(), null, 10).items()).containsExactly(older);
    }

    @Test
    void aMergeFindsRoomInThePlaceOfTheYounger() {
        var small = new CallLogWriter(log, 1);
        small.changed(change(ringing(younger)));
        small.changed(new CallChange(null, older, List.of(younger.id())));
        assertThat(small.backlog().noRoom()).isZero();
        small.start();
        await().until(() -> small.backlog().waiting() == 0);
        small.stop();
        assertThat(log.find(CallFilter.any(), null, 10).items()).containsExactly(older);
    }

    private void allIsWritten() {
        writer.start();
        await().until(() -> writer.backlog().waiting() == 0);
    }
}
