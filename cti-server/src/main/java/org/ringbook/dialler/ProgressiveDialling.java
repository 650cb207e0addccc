package org.ringbook.dialler;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.ringbook.agents.Presence;
import org.ringbook.agents.PresenceState;
import org.ringbook.audit.AuditEntry;
import org.ringbook.audit.AuditKind;
import org.ringbook.calls.fold.Calls;
import org.ringbook.campaigns.AgentWork;
import org.ringbook.campaigns.CampaignChanged;
import org.ringbook.campaigns.Campaigns;
import org.ringbook.control.Asking;
import org.ringbook.control.CallControl;
import org.ringbook.control.CallRequest;
import org.ringbook.control.Entrance;
import org.ringbook.control.RequestState;
import org.ringbook.staff.StaffMember;
import org.ringbook.telephony.PbxSource.CommandRefused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Dials for agents who are ready, as long as everything is well: looks several times a second, takes back lines whose agent went away or
 * whose number nobody may call any more, and marks who did not pick their telephone up. Looking and taking back have a thread each: a long
 * look for somebody who may be called holds up no line that is to be taken back.
 */
@Component
class ProgressiveDialling implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ProgressiveDialling.class);
    private static final long EVERY_MILLIS = 250;
    /** Where agents wait for nothing but the pace of a trunk. */
    private static final long AT_PACE_MILLIS = 15;
    /** What somebody said is seen by the gate when their transaction is over. */
    private static final Duration SAID_WITHIN = Duration.ofSeconds(3);

    private static final String NOT_PICKED_UP = "agent_unreachable";

    private final ProgressiveRound round;
    private final DialledLines lines;
    private final AgentWork work;
    private final AgentsAtWork atWork;
    private final Presence presence;
    private final CallControl control;
    private final Calls calls;
    private final Trunks trunks;
    private ScheduledExecutorService threads;
    private boolean follows;
    private volatile Instant asksTheGateUntil = Instant.EPOCH;

    ProgressiveDialling(
            AgentWork work,
            Campaigns campaigns,
            FreeAgents agents,
            DialledLines lines,
            AgentsAtWork atWork,
            Presence presence,
            CallControl control,
            Calls calls,
            Trunks trunks) {
        this.round = new ProgressiveRound(work, campaigns, agents, lines);
        this.lines = lines;
        this.work = work;
        this.atWork = atWork;
        this.presence = presence;
        this.control = control;
        this.calls = calls;
        this.trunks = trunks;
    }

    /** Why agents who are ready wait in this campaign; null when no line holds them. */
    String held(UUID campaign) {
        return round.held(campaign);
    }

    private void tick() {
        safely(() -> {
            Instant now = Instant.now();
            if (atWork.isAnybody(now)) {
                round.look(now);
            }
        });
        again(round.isAtPace() ? AT_PACE_MILLIS : EVERY_MILLIS);
    }

    private synchronized void again(long millis) {
        if (threads != null) {
            threads.schedule(this::tick, millis, TimeUnit.MILLISECONDS);
        }
    }

    /** Lines whose agent went away before they picked up, and those that nobody may call any more. */
    private void takeBack() {
        boolean asksTheGate = Instant.now().isBefore(asksTheGateUntil);
        lines.up().forEach((attempt, who) -> {
            CallRequest request = control.find(attempt).orElse(null);
            if (request == null || request.state().isOver()) {
                lines.isOver(attempt);
            } else if (request.state() != RequestState.ANSWERED
                    && (isGone(who) && rings(request, who) || asksTheGate && work.isForbiddenMeanwhile(attempt))) {
                cancel(request, who);
            }
        });
    }

    private boolean isGone(StaffMember who) {
        return atWork.listOf(who.id(), Instant.now()).isEmpty()
                || presence.of(who.id()).state() == PresenceState.AWAY;
    }

    /** Whether their own telephone still rings for it. */
    private boolean rings(CallRequest request, StaffMember who) {
        return request.callId() != null
                && calls.liveLegs(request.callId()).stream()
                        .anyMatch(leg -> !leg.outside() && who.has(leg.party()) && leg.rings());
    }

    private void cancel(CallRequest request, StaffMember who) {
        try {
            control.cancel(new Asking(who, Entrance.CAMPAIGN, null), request.id());
        } catch (CommandRefused cannot) {
            LOG.debug("A line could not be taken back: {}", cannot.toString());
        }
    }

    private void changed(CallRequest request) {
        if (request.entrance() != Entrance.CAMPAIGN) {
            return;
        }
        trunks.changed(request, Instant.now());
        if (request.state() == RequestState.ENDED && NOT_PICKED_UP.equals(request.cause())) {
            atWork.hasMissed(request.staffId(), Instant.now());
        }
    }

    @EventListener
    void changed(CampaignChanged change) {
        round.changed(change.campaign());
    }

    @EventListener
    void changed(AuditEntry entry) {
        if (entry.kind() == AuditKind.DO_NOT_CALL) {
            asksTheGateUntil = Instant.now().plus(SAID_WITHIN);
        }
    }

    private static void safely(Runnable task) {
        try {
            task.run();
        } catch (DataAccessException | TransactionException away) {
            LOG.debug("Nothing is dialled while the database is away", away);
        } catch (RuntimeException failed) {
            LOG.error("The dialler of call lists failed", failed);
        }
    }

    @Override
    public synchronized void start() {
        threads = Executors.newScheduledThreadPool(2, task -> {
            var made = new Thread(task, "call-list-dialler");
            made.setDaemon(true);
            return made;
        });
        if (!follows) {
            follows = true;
            control.follow(this::changed);
        }
        threads.scheduleWithFixedDelay(() -> safely(this::takeBack), EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        again(EVERY_MILLIS);
    }

    @Override
    public synchronized void stop() {
        if (threads != null) {
            threads.shutdownNow();
            threads = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return threads != null;
    }
}
