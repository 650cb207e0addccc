package org.ringbook.agents.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.ringbook.calls.log.LegQualities;
import org.ringbook.calls.log.LegQuality;
import org.ringbook.numbers.Extension;
import org.ringbook.staff.StaffMember;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Keeps what agent programs tell of how calls sounded, off the connections' threads, and leads it to the calls once these are in
 * the log. A report that cannot be kept is lost: it is no fact of a call, and nobody waits for it.
 */
final class CallQualityReports {

    private static final Logger LOG = LoggerFactory.getLogger(CallQualityReports.class);

    private static final Duration AGAIN = Duration.ofHours(1);

    private final LegQualities qualities;
    private final Executor executor;
    private final Clock clock;
    private volatile boolean waiting = true;
    private volatile Instant nextAgain = Instant.MIN;

    CallQualityReports(LegQualities qualities, Executor executor, Clock clock) {
        this.qualities = qualities;
        this.executor = executor;
        this.clock = clock;
    }

    /** @throws ClientMessage.Misread when it is of a telephone that is not theirs */
    void keep(StaffMember who, ClientMessage.SoundQuality told) {
        List<String> theirs = who.extensions().stream().map(Extension::toString).toList();
        if (!theirs.contains(told.telephone())) {
            throw new ClientMessage.Misread("telephone", String.join(", ", theirs));
        }
        LegQuality quality = told.by(clock.instant());
        try {
            executor.execute(() -> write(quality, who));
        } catch (RejectedExecutionException tooMany) {
            LOG.warn("How a call of {} sounded is not kept: too much waits", who.login());
        }
    }

    private void write(LegQuality quality, StaffMember who) {
        try {
            qualities.keep(quality, who.id());
            waiting = true;
        } catch (DataAccessException | TransactionException away) {
            LOG.warn("How a call of {} sounded is not kept: {}", who.login(), away.getMessage());
        }
    }

    /** Once in a while: the call may be in the log by now. Looks at the database only if something was told. */
    void look() {
        if (!waiting) {
            return;
        }
        try {
            waiting = false;
            qualities.findCalls();
            Instant now = clock.instant();
            if (!now.isBefore(nextAgain)) {
                nextAgain = now.plus(AGAIN);
                qualities.findCallsAgain();
            }
            waiting = waiting || qualities.someWait();
        } catch (DataAccessException | TransactionException away) {
            waiting = true;
            LOG.debug("Reports of sound wait for the database", away);
        } catch (RuntimeException failed) {
            LOG.error("Reports of sound could not be led to their calls", failed);
        }
    }
}
