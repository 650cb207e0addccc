package org.ringbook.subscriptions;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.reports.Period;
import org.ringbook.reports.ReportFiles;
import org.ringbook.reports.ReportTable;
import org.ringbook.reports.ReportWords;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.ringbook.webhooks.Attempt;
import org.ringbook.webhooks.Webhooks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Brings a counted report where its subscription says: into the folder, to another system, or both. Waits for the disk and the network; any thread. */
@Component
class ReportDelivery {

    private static final Logger LOG = LoggerFactory.getLogger(ReportDelivery.class);

    private final ReportFiles files;
    private final Webhooks webhooks;
    private final Staff staff;
    private final NumberPlan plan;
    private final SubscriptionSettings settings;

    ReportDelivery(ReportFiles files, Webhooks webhooks, Staff staff, NumberPlan plan, SubscriptionSettings settings) {
        this.files = files;
        this.webhooks = webhooks;
        this.staff = staff;
        this.plan = plan;
        this.settings = settings;
    }

    /** @return key of the text that says why not; null when it is where it belongs */
    String failure(Subscription one, ReportTable table, boolean corrected) {
        if (one.file() != null && !written(one, table, corrected)) {
            return "file";
        }
        if (one.webhook() == null) {
            return null;
        }
        ReportMessage message =
                ReportMessage.of(table, words(one, table), corrected, one.sent().times() + 1);
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
}
