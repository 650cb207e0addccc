package org.ringbook.dialler;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.ringbook.audit.AuditEntry;
import org.ringbook.audit.AuditKind;
import org.ringbook.campaigns.AgentWork;
import org.ringbook.campaigns.Attempt;
import org.ringbook.campaigns.CampaignChanged;
import org.ringbook.campaigns.Campaigns;
import org.ringbook.campaigns.DiallingAhead;
import org.ringbook.control.CallControl;
import org.ringbook.control.CallRequest;
import org.ringbook.control.Entrance;
import org.ringbook.control.RequestState;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Dials ahead of agents where an administrator allowed it: looks several times a second, and gives whoever picks up to an agent in that
 * moment. Looking and giving have a thread each, so that nobody who picked up waits for a look.
 */
@Component
class AheadDialling implements SmartLifecycle {

    private static final long EVERY_MILLIS = 250;
    /** What somebody said is seen by the gate when their transaction is over. */
    private static final Duration SAID_WITHIN = Duration.ofSeconds(3);

    private static final String NOBODY = "nobody_available";

    private final AheadRound round;
    private final AheadLines lines;
    private final AgentWork work;
    private final DiallingAhead ahead;
    private final AgentsAtWork atWork;
    private final CallControl control;
    private final DiallerThreads threads = new DiallerThreads("call-list-ahead-dialler");
    private boolean follows;
    private volatile Instant asksTheGateUntil = Instant.EPOCH;

    AheadDialling(
            AgentWork work,
            Campaigns campaigns,
            DiallingAhead ahead,
            FreeAgents agents,
            AheadLines lines,
            AgentsAtWork atWork,
            CallControl control) {
        this.round = new AheadRound(work, campaigns, ahead, agents, lines);
        this.lines = lines;
        this.work = work;
        this.ahead = ahead;
        this.atWork = atWork;
        this.control = control;
    }

    /** Why nothing is dialled in this campaign, a word for programs; null when something is, or nobody is to be called. */
    String held(UUID campaign) {
        return round.held(campaign);
    }

    private void look() {
        round.look(Instant.now());
        if (Instant.now().isBefore(asksTheGateUntil)) {
            ahead.withLines().stream()
                    .flatMap(campaign -> work.goingOn(campaign).stream())
                    .filter(one -> one.mode().isAhead() && one.pickedUpAt() == null)
                    .filter(one -> work.isForbiddenMeanwhile(one.id()))
                    .forEach(lines::cancel);
        }
    }

    private void pickedUp(UUID request) {
        Instant at = Instant.now();
        threads.in(
                0,
                () -> work.attempt(request)
                        .filter(one -> one.mode().isAhead() && one.staffId() == null)
                        .ifPresent(one -> {
                            work.pickedUp(one.id(), at);
                            round.pickedUp(one.campaignId(), Instant.now());
                        }));
    }

    private void changed(CallRequest request) {
        if (request.entrance() != Entrance.CAMPAIGN || !request.state().isOver()) {
            return;
        }
        lines.isOver(request.id());
        if (request.state() == RequestState.ENDED && NOBODY.equals(request.cause())) {
            threads.in(
                    0,
                    () -> work.attempt(request.id())
                            .map(Attempt::staffId)
                            .ifPresent(who -> atWork.hasMissed(who, Instant.now())));
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
            control.followPickUps(this::pickedUp);
        }
        threads.every(EVERY_MILLIS, this::look);
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
