package org.ringbook.subscriptions;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Optional;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.reports.Period;
import org.ringbook.reports.ReportFiles;
import org.ringbook.reports.ReportTable;
import org.ringbook.reports.ReportWords;
import org.ringbook.reports.Reports;
import org.ringbook.rights.Action;
import org.ringbook.rights.Rights;
import org.ringbook.schedule.RepeatedTask;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.ringbook.webhooks.Attempt;
import org.ringbook.webhooks.Webhooks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Makes reports when they are due, and sends them. It waits a while for days that change just then; when days of a report that was sent
 * change later, it is sent once more and says that it is corrected. What fails is tried again with growing pauses.
 */
@Component
class SubscriptionSender implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(SubscriptionSender.class);
    private static final Duration CORRECTED_FOR = Duration.ofDays(40);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(6);
    private static final int FIRST_PAUSE_MINUTES = 2;
    private static final int MOST_DOUBLINGS = 8;

    private final SubscriptionTable table;
    private final Reports reports;
    private final ReportFiles files;
    private final Webhooks webhooks;
    private final Staff staff;
    private final Rights rights;
    private final NumberPlan plan;
    private final SubscriptionSettings settings;
    private final RepeatedTask work;

    SubscriptionSender(
            SubscriptionTable table,
            Reports reports,
            ReportFiles files,
            Webhooks webhooks,
            Staff staff,
            Rights rights,
            NumberPlan plan,
            SubscriptionSettings settings) {
        this.table = table;
        this.reports = reports;
        this.files = files;
        this.webhooks = webhooks;
        this.staff = staff;
        this.rights = rights;
        this.plan = plan;
        this.settings = settings;
        this.work = new RepeatedTask("report-subscriptions", settings.look(), this::sendDue);
    }

    void wake() {
        work.now();
    }

    void sendDue() {
        Instant now = Instant.now();
        for (Subscription one : table.due(now)) {
            Period period = one.every().of(ZonedDateTime.ofInstant(now, reports.company()));
            boolean patient = now.isBefore(one.dueAt().plus(settings.patience()));
            if (!(patient && table.changes(period))) {
                send(one, period, false);
            }
        }
        for (Subscription one : table.outdated(now.minus(CORRECTED_FOR))) {
            send(one, one.sent().period(), true);
        }
    }

    private void send(Subscription one, Period period, boolean corrected) {
        Optional<StaffMember> owner = staff.find(one.owner()).filter(StaffMember::active);
        Instant now = Instant.now();
        Instant next = corrected
                ? one.dueAt()
                : one.every()
                        .next(ZonedDateTime.ofInstant(now, reports.company()), one.at())
                        .toInstant();
        if (owner.isEmpty()) {
            table.failed(one.id(), "owner", next);
            return;
        }
        long version = table.version(period);
        ReportTable counted = reports.count(
                one.report(), one.filter().in(period, rights.of(owner.get()).people(Action.SEE)), true);
        String failure = sent(one, counted, corrected);
        if (failure == null) {
            table.sent(one.id(), period, version, now, next);
        } else {
            table.failed(one.id(), failure, corrected ? next : now.plus(pause(one)));
        }
    }

    private static Duration pause(Subscription one) {
        Duration pause = Duration.ofMinutes((long) FIRST_PAUSE_MINUTES
                << Math.min(MOST_DOUBLINGS, one.sent().tries()));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    /** @return key of the text that says why not; null when it is where it belongs */
    private String sent(Subscription one, ReportTable table, boolean corrected) {
        if (one.file() != null && !written(one, table, corrected)) {
            return "file";
        }
        if (one.webhook() == null) {
            return null;
        }
        ReportMessage message = ReportMessage.of(table, words(one, table), corrected);
        Attempt attempt = webhooks.send(one.webhook(), "report_" + one.id() + "_" + message.version(), message);
        return attempt.arrived() ? null : "webhook";
    }

    private ReportWords words(Subscription one, ReportTable table) {
        return new ReportWords(
                Locale.forLanguageTag(one.language()),
                table.query().period().zone(),
                plan,
                id -> staff.find(id).map(StaffMember::name).orElse(null));
    }

    /** Whole or not at all: whoever takes files from the folder never sees half of one. */
    private boolean written(Subscription one, ReportTable table, boolean corrected) {
        Period period = table.query().period();
        String name = one.report() + "-" + period.first() + (period.days() > 1 ? "-" + period.last() : "") + "-"
                + one.id().toString().substring(0, 8) + (corrected ? "-corrected" : "") + "." + one.file();
        Path part = settings.folder().resolve("." + name + ".part");
        try {
            Files.createDirectories(settings.folder());
            try (OutputStream out = Files.newOutputStream(part)) {
                write(one, table, out);
            }
            Files.move(
                    part,
                    settings.folder().resolve(name),
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (IOException | java.io.UncheckedIOException full) {
            LOG.warn("The report {} cannot be written into {}: {}", one.report(), settings.folder(), full.getMessage());
            return false;
        }
    }

    private void write(Subscription one, ReportTable table, OutputStream out) {
        if (one.file().equals("csv")) {
            files.csv(out, table, words(one, table));
        } else {
            files.xlsx(out, table, words(one, table));
        }
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
