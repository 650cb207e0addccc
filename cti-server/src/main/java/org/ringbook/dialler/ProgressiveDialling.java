package org.ringbook.dialler;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
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
import org.springframework.stereotype.Component;

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
    private final DiallerThreads threads = new DiallerThreads("call-list-dialler");
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
        try {
            Instant now = Instant.now();
            if (atWork.isAnybody(now)) {
                round.look(now);
            }
        } finally {
            threads.in(round.isAtPace() ? AT_PACE_MILLIS : EVERY_MILLIS, this::tick);
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

    @Override
    public synchronized void start() {
        threads.start();
        if (!follows) {
            follows = true;
            control.follow(this::changed);
        }
        threads.every(EVERY_MILLIS, this::takeBack);
        threads.in(EVERY_MILLIS, this::tick);
    }

    @Override
    public void stop() {
        threads.stop();
    }

    @Override
    public boolean isRunning() {
        return threads.isRunning();
    }
}
