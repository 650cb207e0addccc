package org.ringbook.subscriptions;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Objects;
import java.util.Optional;
import org.ringbook.reports.Period;
import org.ringbook.reports.ReportTable;
import org.ringbook.reports.Reports;
import org.ringbook.rights.Action;
import org.ringbook.rights.Rights;
import org.ringbook.schedule.RepeatedTask;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Makes reports when they are due, and sends them. It waits a while for days that change just then; when days of a report that was sent
 * change later and its figures with them, it is sent once more and says that it is corrected. What fails is tried again with growing pauses,
 * of the same days, and keeps nothing else waiting.
 */
@Component
class SubscriptionSender implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(SubscriptionSender.class);
    private static final Duration CORRECTED_FOR = Duration.ofDays(40);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(6);
    private static final int FIRST_PAUSE_MINUTES = 2;
    private static final int MOST_DOUBLINGS = 8;
    /** Some two days. */
    private static final int MOST_CORRECTIONS = 14;

    private final SubscriptionTable table;
    private final Reports reports;
    private final ReportDelivery delivery;
    private final Staff staff;
    private final Rights rights;
    private final SubscriptionSettings settings;
    private final RepeatedTask work;

    SubscriptionSender(
            SubscriptionTable table,
            Reports reports,
            ReportDelivery delivery,
            Staff staff,
            Rights rights,
            SubscriptionSettings settings) {
        this.table = table;
        this.reports = reports;
        this.delivery = delivery;
        this.staff = staff;
        this.rights = rights;
        this.settings = settings;
        this.work = new RepeatedTask("report-subscriptions", settings.look(), this::sendDue);
    }

    void wake() {
        work.now();
    }

    void sendDue() {
        Instant now = Instant.now();
        for (Subscription one : table.due(now)) {
            Instant scheduled = scheduled(one, now);
            Period period = one.every().of(moment(scheduled));
            boolean patient = now.isBefore(scheduled.plus(settings.patience()));
            if (!(patient && table.changes(period))) {
                send(one, period, scheduled, now);
            }
        }
        for (Subscription one : table.outdated(now.minus(CORRECTED_FOR), now, MOST_CORRECTIONS)) {
            correct(one, now);
        }
    }

    /** What was not sent while the server stood still is sent now, as far back as corrections go. */
    private Instant scheduled(Subscription one, Instant now) {
        Instant scheduled = one.scheduledAt();
        while (scheduled.isBefore(now.minus(CORRECTED_FOR))
                && !next(one, scheduled).isAfter(now)) {
            scheduled = next(one, scheduled);
        }
        return scheduled;
    }

    private ZonedDateTime moment(Instant at) {
        return ZonedDateTime.ofInstant(at, reports.company());
    }

    private Instant next(Subscription one, Instant after) {
        return one.every().next(moment(after), one.at()).toInstant();
    }

    private void send(Subscription one, Period period, Instant scheduled, Instant now) {
        Outcome outcome = tried(one, period, null);
        if (outcome.failure() == null) {
            table.sent(one.id(), period, outcome.version(), outcome.digest(), now, next(one, scheduled));
        } else {
            table.failed(one.id(), outcome.failure(), now.plus(pause(one.sent().tries())));
        }
    }

    private void correct(Subscription one, Instant now) {
        Outcome outcome = tried(
                one, one.sent().period(), Objects.requireNonNullElse(one.sent().digest(), ""));
        if (outcome.failure() == null) {
            table.corrected(one.id(), outcome.version(), outcome.digest());
        } else {
            table.correctionFailed(
                    one.id(), outcome.failure(), now.plus(pause(one.sent().correctionTries())));
        }
    }

    /**
     * @param version of the days that it was counted of
     * @param digest of its figures
     * @param failure key of a text; null when it is where it belongs
     */
    private record Outcome(long version, String digest, String failure) {

        static Outcome failed(String failure) {
            return new Outcome(0, null, failure);
        }
    }

    /**
     * One that cannot be counted keeps no other from being sent.
     *
     * @param sent digest of what is corrected: nothing is sent where it is the same; null for what is sent the first time
     */
    private Outcome tried(Subscription one, Period period, String sent) {
        try {
            Optional<StaffMember> owner = staff.find(one.owner()).filter(StaffMember::active);
            if (owner.isEmpty()) {
                return Outcome.failed("owner");
            }
            long version = table.version(period);
            ReportTable counted = reports.count(
                    one.report(), one.filter().in(period, rights.of(owner.get()).people(Action.SEE)), true);
            String digest = ReportMessage.digest(counted);
            String failure = digest.equals(sent) ? null : delivery.failure(one, counted, sent != null);
            return new Outcome(version, digest, failure);
        } catch (RuntimeException fault) {
            LOG.warn("The report {} on a schedule cannot be counted: {}", one.report(), fault.toString());
            return Outcome.failed("counted");
        }
    }

    private static Duration pause(int tries) {
        Duration pause = Duration.ofMinutes((long) FIRST_PAUSE_MINUTES << Math.min(MOST_DOUBLINGS, tries));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    @Override
    public void start() {
        work.start();
    }

    @Override
    public void stop() {
        work.stop();
    }

    @Override
    public boolean isRunning() {
        return work.isRunning();
    }
}
