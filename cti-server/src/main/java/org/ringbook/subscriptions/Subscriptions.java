package org.ringbook.subscriptions;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.ringbook.refusals.Refused;
import org.ringbook.reports.ReportQuery;
import org.ringbook.reports.Reports;
import org.ringbook.staff.Role;
import org.ringbook.staff.StaffMember;
import org.ringbook.webhooks.Webhooks;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Which reports are sent on a schedule. Any thread; every method waits for the database and throws {@link DataAccessException} without it. */
@Component
public class Subscriptions {

    private static final int MOST = 100;
    private static final Set<String> FILES = Set.of("xlsx", "csv");

    private final SubscriptionTable table;
    private final Reports reports;
    private final Webhooks webhooks;
    private final SubscriptionSender sender;

    Subscriptions(SubscriptionTable table, Reports reports, Webhooks webhooks, SubscriptionSender sender) {
        this.table = table;
        this.reports = reports;
        this.webhooks = webhooks;
        this.sender = sender;
    }

    /** By report. Administrators see all, others their own. */
    public List<Subscription> of(StaffMember who) {
        return table.all().stream().filter(one -> isTheirs(one, who)).toList();
    }

    private static boolean isTheirs(Subscription one, StaffMember who) {
        return who.role() == Role.ADMINISTRATOR || one.owner().equals(who.id());
    }

    /**
     * @param query of which calls; its period does not count
     * @param every day, week or month
     * @param at 08:00, by the company's clock
     * @param file xlsx or csv; empty for none
     * @param webhook null for none; an administrator's to say
     * @throws Refused if something of it does not fit
     */
    public Subscription add(
            String report,
            ReportQuery query,
            String every,
            String at,
            String file,
            UUID webhook,
            String language,
            StaffMember owner) {
        if (!reports.names().contains(report)) {
            throw Refused.because("report", "subscriptions.report", report);
        }
        reports.check(report, query);
        String kind = file == null || file.isBlank() ? null : file;
        if (kind != null && !FILES.contains(kind)) {
            throw Refused.because("file", "subscriptions.file", kind);
        }
        if (kind == null && webhook == null) {
            throw Refused.because("file", "subscriptions.nowhere");
        }
        if (webhook != null && (webhooks.find(webhook).isEmpty() || owner.role() != Role.ADMINISTRATOR)) {
            throw Refused.because("webhook", "subscriptions.webhook");
        }
        if (table.all().size() >= MOST) {
            throw Refused.because(null, "subscriptions.many", MOST);
        }
        Every often = often(every);
        LocalTime time = time(at);
        Instant due = often.next(ZonedDateTime.now(reports.company()), time).toInstant();
        var one = new Subscription(
                UUID.randomUUID(),
                report,
                Subscription.Filter.of(query),
                often,
                time,
                kind,
                webhook,
                language,
                owner.id(),
                due,
                due,
                null);
        table.add(one);
        return one;
    }

    private static Every often(String every) {
        return Arrays.stream(Every.values())
                .filter(each -> each.word().equals(every))
                .findFirst()
                .orElseThrow(() -> Refused.because("every", "subscriptions.every"));
    }

    private static LocalTime time(String at) {
        try {
            return LocalTime.parse(at);
        } catch (DateTimeException | NullPointerException unreadable) {
            throw Refused.because("at", "subscriptions.time", at == null ? "" : at);
        }
    }

    /** It is made and sent as soon as may be, of the last period that is over. @return false when there is no such one of theirs */
    public boolean sendNow(UUID id, StaffMember who) {
        boolean known = table.find(id).filter(one -> isTheirs(one, who)).isPresent();
        if (known) {
            table.dueNow(id, Instant.now());
            sender.wake();
        }
        return known;
    }

    /** @return false when there is no such one of theirs */
    public boolean delete(UUID id, StaffMember who) {
        return table.find(id).filter(one -> isTheirs(one, who)).isPresent() && table.delete(id);
    }
}
