package org.ringbook.telephony.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringbook.TestDatabase;
import org.ringbook.calls.Call;
import org.ringbook.calls.fold.Calls;
import org.ringbook.calls.log.CallLog;
import org.ringbook.calls.log.CallLogWriter;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.telephony.Sources;
import org.ringbook.telephony.inbox.Gaps;
import org.ringbook.telephony.inbox.RawInbox;

/** Maria and Anna speak when the server is stopped, and hang up before it is back. */
class ServerAwayTest {

    private static final String MARIA = "1795382589.1";
    private static final String ANNA = "1795382589.2";

    private final DataSource database = TestDatabase.with("calls", "telephony");
    private final CallLog log = new CallLog(database);
    private final FakePbx pbx = new FakePbx();

    @AfterEach
    void stop() {
        pbx.close();
    }

    @Test
    void theirCallEndsBecauseThePbxDoesNotShowItAnyMore() {
        runServer(
                Asterisks.commanding(pbx), () -> pbx.tell(Events.talk(MARIA, ANNA)), call -> call.answeredAt() != null);

        runServer(Asterisks.commanding(pbx), () -> {}, Call::ended);
    }

    @Test
    void theirCallEndsBecauseThePbxWasStartedAnew() {
        runServer(
                Asterisks.listeningTo(pbx),
                () -> pbx.tell(Events.talk(MARIA, ANNA)),
                call -> call.answeredAt() != null);

        pbx.uptime = 0;
        runServer(Asterisks.listeningTo(pbx), () -> {}, Call::ended);
    }

    private void runServer(AsteriskSource source, Runnable happens, Predicate<Call> until) {
        var writer = new CallLogWriter(log);
        var calls = new Calls(new NumberPlan("RU"), List.of(writer));
        var inbox = new RawInbox(database);
        var sources = new Sources(List.of(() -> List.of(source)), calls, inbox, log, new Gaps());
        writer.start();
        inbox.start();
        sources.start();
        await().until(() -> !pbx.listeners().isEmpty());
        happens.run();
        await().until(() ->
                log.find(CallLog.CallFilter.any(), null, 10).items().stream().anyMatch(until));
        assertThat(log.find(CallLog.CallFilter.any(), null, 10).items()).hasSize(1);
        sources.stop();
        inbox.stop();
        writer.stop();
    }
}
