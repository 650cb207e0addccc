package org.ringbook.dialler;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.ringbook.campaigns.AgentWork;
import org.ringbook.campaigns.AgentWork.Before;
import org.ringbook.campaigns.AheadSettings;
import org.ringbook.campaigns.Attempt;
import org.ringbook.control.Asking;
import org.ringbook.control.CallControl;
import org.ringbook.control.Entrance;
import org.ringbook.dialler.Dialler.NotDialled;
import org.ringbook.notices.Notice;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.ringbook.telephony.CallCommands.Capability;
import org.ringbook.telephony.PbxSource.CommandRefused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** The lines that are dialled ahead of agents, over the telephone system of the team. Any thread; begins without waiting. */
@Component
class AheadLines implements AheadRound.Lines {

    private static final Logger LOG = LoggerFactory.getLogger(AheadLines.class);
    private static final int AT_ONCE = 16;
    private static final Duration NOT_DIALLED = Duration.ofMinutes(2);

    private final Dialler dialler;
    private final AgentWork work;
    private final CallControl control;
    private final LinePaths paths;
    private final Trunks trunks;
    private final AgentsAtWork atWork;
    private final Staff staff;
    /** Lines that are being taken back. */
    private final Set<UUID> cancelled = ConcurrentHashMap.newKeySet();

    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(AT_ONCE, AT_ONCE, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(1_000), task -> {
                var thread = new Thread(task, "call-list-ahead");
                thread.setDaemon(true);
                return thread;
            });

    AheadLines(
            Dialler dialler,
            AgentWork work,
            CallControl control,
            LinePaths paths,
            Trunks trunks,
            AgentsAtWork atWork,
            Staff staff) {
        this.dialler = dialler;
        this.work = work;
        this.control = control;
        this.paths = paths;
        this.trunks = trunks;
        this.atWork = atWork;
        this.staff = staff;
        threads.allowCoreThreadTimeOut(true);
    }

    @Override
    public String held(List<StaffMember> present, Instant now) {
        return present.isEmpty() ? null : paths.held(present.get(0), Capability.ORIGINATE_OUTSIDE, now);
    }

    @Override
    public boolean dial(Before card, AheadSettings by, List<StaffMember> present, Instant now) {
        String source = paths.of(present.get(0)).name();
        UUID entry = card.entry().id();
        if (!trunks.take(source, entry, now)) {
            return false;
        }
        return later(
                () -> {
                    try {
                        begin(card, by, source);
                    } finally {
                        trunks.notStarted(source, entry);
                    }
                },
                () -> trunks.notStarted(source, entry));
    }

    private void begin(Before card, AheadSettings by, String source) {
        UUID entry = card.entry().id();
        try {
            StaffMember who =
                    staff.find(by.allowedBy()).orElseThrow(() -> Refused.because("id", "campaigns.ahead.not-allowed"));
            dialler.dialAhead(entry, card.number().id(), source, by.message(), who);
        } catch (Refused | NotDialled refused) {
            LOG.debug("Not dialled: {}", refused.getMessage());
            work.putOff(entry, "not_dialled", NOT_DIALLED);
        }
    }

    @Override
    public void connect(Attempt attempt, StaffMember who) {
        later(
                () -> {
                    try {
                        control.connect(
                                asking(attempt),
                                attempt.requestId(),
                                who.extensions().get(0).digits());
                    } catch (CommandRefused cannot) {
                        notRung(attempt, who);
                    }
                },
                () -> notRung(attempt, who));
    }

    private void notRung(Attempt attempt, StaffMember who) {
        LOG.warn("The telephone of {} could not be rung for whoever picked up in a call list", who.login());
        atWork.hasMissed(who.id(), Instant.now());
        work.takeBack(attempt.id());
    }

    /** In the name of whoever allowed it. */
    private Asking asking(Attempt attempt) {
        return control.find(attempt.requestId())
                .flatMap(request -> staff.find(request.staffId()))
                .map(who -> new Asking(who, Entrance.CAMPAIGN, null))
                .orElseThrow(() -> new CommandRefused(Notice.of("asterisk.command.gone")));
    }

    @Override
    public void cancel(Attempt attempt) {
        if (cancelled.add(attempt.id())) {
            later(
                    () -> {
                        try {
                            control.cancel(asking(attempt), attempt.requestId());
                        } catch (CommandRefused cannot) {
                            LOG.debug("A line could not be taken back: {}", cannot.toString());
                            cancelled.remove(attempt.id());
                        }
                    },
                    () -> cancelled.remove(attempt.id()));
        }
    }

    void isOver(UUID attempt) {
        cancelled.remove(attempt);
    }

    private boolean later(Runnable task, Runnable otherwise) {
        try {
            threads.execute(() -> {
                try {
                    task.run();
                } catch (DataAccessException | TransactionException away) {
                    LOG.debug("Lists wait for the database", away);
                } catch (RuntimeException failed) {
                    LOG.error("A line of a call list failed", failed);
                }
            });
            return true;
        } catch (RejectedExecutionException tooMany) {
            otherwise.run();
            return false;
        }
    }
}
