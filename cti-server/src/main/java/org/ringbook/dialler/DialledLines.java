package org.ringbook.dialler;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.ringbook.campaigns.AgentWork;
import org.ringbook.campaigns.Attempt;
import org.ringbook.campaigns.Entry;
import org.ringbook.dialler.Dialler.NotDialled;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.StaffMember;
import org.ringbook.telephony.CallCommands.Capability;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** The lines that the server dials for agents who are ready, over the telephone system of each. Any thread; begins without waiting. */
@Component
class DialledLines implements ProgressiveRound.Lines {

    private static final Logger LOG = LoggerFactory.getLogger(DialledLines.class);
    private static final int AT_ONCE = 16;
    private static final Duration SOMEBODY_CALLS = Duration.ofMinutes(2);
    private static final Duration MAY_NOT_GO_THERE = Duration.ofHours(1);
    private static final String IS_CALLED = "campaigns.is-called";

    private final Dialler dialler;
    private final AgentWork work;
    private final Trunks trunks;
    private final LinePaths paths;
    private final AgentsAtWork atWork;
    /** Whose line is being begun. */
    private final Set<UUID> begun = ConcurrentHashMap.newKeySet();
    /** Attempts that go on, by the id of their request. */
    private final Map<UUID, StaffMember> up = new ConcurrentHashMap<>();

    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(AT_ONCE, AT_ONCE, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(1_000), task -> {
                var thread = new Thread(task, "call-list-lines");
                thread.setDaemon(true);
                return thread;
            });

    DialledLines(Dialler dialler, AgentWork work, Trunks trunks, LinePaths paths, AgentsAtWork atWork) {
        this.dialler = dialler;
        this.work = work;
        this.trunks = trunks;
        this.paths = paths;
        this.atWork = atWork;
        threads.allowCoreThreadTimeOut(true);
    }

    @Override
    public String held(StaffMember who, Instant now) {
        if (begun.contains(who.id())) {
            return "begun";
        }
        return paths.held(who, Capability.ORIGINATE, now);
    }

    /** One thing at a time for each. @return whether it is begun */
    private boolean begin(StaffMember who, Runnable work) {
        if (!begun.add(who.id())) {
            return false;
        }
        try {
            threads.execute(() -> {
                try {
                    work.run();
                } finally {
                    begun.remove(who.id());
                }
            });
            return true;
        } catch (RejectedExecutionException tooMany) {
            begun.remove(who.id());
            return false;
        }
    }

    @Override
    public void dial(Entry entry, Entry.Number number, StaffMember who, Instant now) {
        String source = paths.of(who).name();
        if (!trunks.take(source, entry.id(), now)) {
            return;
        }
        boolean isBegun = begin(who, () -> {
            try {
                begin(entry, number, who);
            } finally {
                trunks.notStarted(source, entry.id());
            }
        });
        if (!isBegun) {
            trunks.notStarted(source, entry.id());
        }
    }

    private void begin(Entry entry, Entry.Number number, StaffMember who) {
        try {
            Attempt attempt = dialler.dial(entry.id(), number.id(), who);
            if (!attempt.state().isOver()) {
                up.put(attempt.requestId(), who);
            }
        } catch (Refused refused) {
            if (refused.refusal().key().equals(IS_CALLED)) {
                work.putOff(entry.id(), "same_number", SOMEBODY_CALLS);
            } else {
                work.giveBack(who);
            }
        } catch (NotDialled refused) {
            notDialled(entry, who, refused);
        } catch (DataAccessException | TransactionException away) {
            LOG.debug("Nothing is dialled while the database is away", away);
        } catch (RuntimeException failed) {
            LOG.error("An entry of a call list could not be dialled", failed);
            work.putOff(entry.id(), "unknown", SOMEBODY_CALLS);
        }
    }

    private void notDialled(Entry entry, StaffMember who, NotDialled refused) {
        LOG.debug("Not dialled: {}", refused.code());
        if (refused.code().equals("telephony")) {
            atWork.hasMissed(who.id(), Instant.now());
        } else if (!refused.code().startsWith("limit.campaign")
                && !refused.code().equals("busy")
                && !refused.code().equals("database")) {
            work.putOff(entry.id(), "not_dialled", MAY_NOT_GO_THERE);
        }
    }

    /** Attempts of which the server has begun the line, and which go on. */
    Map<UUID, StaffMember> up() {
        return Map.copyOf(up);
    }

    void isOver(UUID request) {
        up.remove(request);
    }
}
