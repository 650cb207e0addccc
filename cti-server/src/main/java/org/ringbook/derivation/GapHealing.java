package org.ringbook.derivation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.ringbook.calls.log.CallLog;
import org.ringbook.calls.log.CallLogWriter;
import org.ringbook.calls.log.LogGaps.LogGap;
import org.ringbook.calls.log.Unwritten;
import org.ringbook.derivation.DerivationRun.Outcome;
import org.ringbook.derivation.DerivationRun.State;
import org.ringbook.derivation.DerivationRun.Status;
import org.ringbook.derivation.DerivationRun.Wanted;
import org.ringbook.telephony.inbox.ProgressWatch;
import org.ringbook.telephony.inbox.RawInbox;
import org.ringbook.telephony.inbox.WrittenBeside;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Closes the gaps of the call log: when the database is back and all that waited is written, the calls that are missing are
 * derived again of the raw messages, or of the source's own records where those were lost too. What the log has stands.
 */
@Component
public class GapHealing implements SmartLifecycle, WrittenBeside {

    private static final Logger LOG = LoggerFactory.getLogger(GapHealing.class);

    private static final String BY = "Ringbook";

    /** In the source's own records a call may begin a little earlier or later. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private static final Duration SHOWN = Duration.ofDays(30);
    private static final Duration LOOKS_EVERY = Duration.ofSeconds(5);
    /** Then no call that ended before is taken for one that may still be added to. */
    private static final Duration ONCE_MORE_AFTER = SourceDerivation.SETTLED.plusMinutes(1);

    private final DeriveAgain derivations;
    private final CallLog log;
    private final CallLogWriter writer;
    private final RawInbox inbox;
    private final Duration looksEvery;
    private final ProgressWatch watch = new ProgressWatch();
    private Thread thread;
    private boolean stopping;
    private LogGap looked;
    private int calls;
    private Instant next = Instant.MIN;
    private volatile List<LogGap> recent = List.of();

    @Autowired
    GapHealing(DeriveAgain derivations, CallLog log, CallLogWriter writer, RawInbox inbox) {
        this(derivations, log, writer, inbox, LOOKS_EVERY);
    }

    /** @param looksEvery how often it is looked for gaps */
    public GapHealing(DeriveAgain derivations, CallLog log, CallLogWriter writer, RawInbox inbox, Duration looksEvery) {
        this.derivations = derivations;
        this.log = log;
        this.writer = writer;
        this.inbox = inbox;
        this.looksEvery = looksEvery;
    }

    /** Those of the last 30 days as they were some seconds ago, newest first; no query. */
    public List<LogGap> recent() {
        return recent;
    }

    private void work() {
        while (rests(looksEvery)) {
            watch.begins();
            try {
                if (writer.backlog().isSmall()
                        && inbox.isUpToDate()
                        && !Instant.now().isBefore(next)) {
                    heal(log.gaps().open());
                }
                recent = log.gaps().since(Instant.now().minus(SHOWN));
                watch.done();
            } catch (RuntimeException | Error away) {
                watch.failed(away);
                LOG.debug("Gaps of the call log wait for the database", away);
            }
        }
    }

    private void heal(List<LogGap> open) {
        if (open.isEmpty()) {
            return;
        }
        LogGap gap = open.get(0);
        Status done = derive(gap);
        if (done.state() != State.DONE) {
            next = Instant.now().plus(ONCE_MORE_AFTER);
            return;
        }
        boolean first = looked == null || !looked.id().equals(gap.id());
        calls = (first ? 0 : calls) + (int) done.differing();
        if (first && done.count(Outcome.GOES_ON) > 0) {
            looked = gap;
            next = Instant.now().plus(ONCE_MORE_AFTER);
            return;
        }
        int lost = (int) (done.count(Outcome.LOST) + done.count(Outcome.CUT));
        log.gaps().healed(gap.id(), calls, lost);
        LOG.info(
                "Calls that began from {} to {} and were not in the log: {} were brought back, {} could not be",
                gap.from(),
                gap.to(),
                calls,
                lost);
    }

    private Status derive(LogGap gap) {
        DerivationRun run =
                derivations.start(new Wanted(gap.from().minus(MARGIN), gap.to().plus(MARGIN), null, true, BY, true));
        while (!run.status().ended()) {
            // However long it takes: the page of deriving again says how far it is.
            watch.done();
            if (!rests(Duration.ofMillis(100))) {
                run.cancel();
                break;
            }
        }
        watch.begins();
        return run.status();
    }

    @Override
    public Unwritten trouble() {
        return watch.trouble();
    }

    /** @return false when the server stops */
    private synchronized boolean rests(Duration pause) {
        long until = System.nanoTime() + pause.toNanos();
        try {
            for (long left = pause.toMillis(); !stopping && left > 0; left = (until - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
        return !stopping;
    }

    @Override
    public synchronized void start() {
        stopping = false;
        thread = new Thread(this::work, "log-gaps");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void stop() {
        Thread last;
        synchronized (this) {
            stopping = true;
            last = thread;
            thread = null;
            notifyAll();
        }
        try {
            last.join(2_000);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }
}
