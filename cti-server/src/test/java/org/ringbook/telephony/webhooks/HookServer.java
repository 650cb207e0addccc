package org.ringbook.telephony.webhooks;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.ringbook.calls.Call;
import org.ringbook.calls.fold.Calls;
import org.ringbook.calls.log.CallLog;
import org.ringbook.calls.log.CallLogWriter;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.telephony.PbxSource;
import org.ringbook.telephony.Sources;
import org.ringbook.telephony.inbox.Gaps;
import org.ringbook.telephony.inbox.IdempotentInbox;
import org.ringbook.telephony.inbox.InboxStores;
import org.ringbook.telephony.inbox.RawInbox;
import org.ringbook.telephony.inbox.Watermarks;

/** A server with one source that is told over HTTP, on a real database; another one goes on where it stopped. */
public final class HookServer implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final CallLog log;
    private final CallLogWriter writer;
    private final IdempotentInbox kept;
    private final RawInbox inbox;
    private final HookBench bench;
    public final WebhookEndpoints hooks = new WebhookEndpoints();
    public final Sources sources;

    public HookServer(DataSource database, PbxSource source) {
        log = new CallLog(database);
        writer = new CallLogWriter(log);
        kept = new IdempotentInbox(database);
        inbox = new RawInbox(database);
        var stores = new InboxStores(inbox, new Gaps(), kept, new Watermarks(database));
        var calls = new Calls(new NumberPlan("RU"), List.of(writer));
        sources = new Sources(List.of(() -> List.of(source)), calls, stores, log, hooks);
        writer.start();
        inbox.start();
        kept.start();
        sources.start();
        bench = new HookBench(hooks);
    }

    public String address(String source) {
        return bench.address(source);
    }

    public List<Call> logged() {
        return log.find(CallLog.CallFilter.any(), null, 500).items();
    }

    public List<Call> awaitLogged(Predicate<List<Call>> wanted) {
        return await().atMost(LIMIT).until(this::logged, wanted);
    }

    @Override
    public void close() {
        bench.close();
        sources.stop();
        kept.stop();
        inbox.stop();
        writer.stop();
    }
}
