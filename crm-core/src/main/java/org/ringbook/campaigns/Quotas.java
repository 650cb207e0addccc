package org.ringbook.campaigns;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ringbook.audit.AuditEntry;
import org.ringbook.audit.AuditKind;
import org.ringbook.contacts.NewId;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.StaffMember;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Quotas of call lists. Whom an agent has holds a place until it is known what came of it: else the last place would be sold twice.
 * Whoever takes an entry of a campaign with quotas takes their lock first. Any thread; every method waits for the database.
 */
@Component
public class Quotas {

    static final int MOST = 200;
    private static final int MOST_GOAL = 1_000_000;
    private static final int LONGEST = 255;
    private static final String OF_FIELD = "(:field::text is null or lower(trim(case when :field = 'city' then e.city"
            + " else e.fields ->> :field end)) = lower(:value))";

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    Quotas(JdbcClient jdbc, ApplicationEventPublisher events, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** What is wanted. @param field and @param value null for all entries */
    public record Wanted(String field, String value, int goal) {}

    /** As they stand now, in their order. */
    public List<Quota> of(UUID campaign) {
        return counted(campaign, "");
    }

    /** With their lock, until the transaction ends; nothing is locked where there is none. */
    List<Quota> locked(UUID campaign) {
        return counted(campaign, " for update");
    }

    private List<Quota> counted(UUID campaign, String lock) {
        List<Quota> bare = jdbc.sql("select * from campaign_quota where campaign_id = ? order by place" + lock)
                .param(campaign)
                .query((row, n) -> new Quota(
                        row.getObject("id", UUID.class),
                        row.getString("field"),
                        row.getString("value"),
                        row.getInt("goal"),
                        0,
                        0))
                .list();
        return bare.stream().map(one -> counted(campaign, one)).toList();
    }

    private Quota counted(UUID campaign, Quota one) {
        return jdbc.sql("select count(*) filter (where state = 'success') as success,"
                        + " count(*) filter (where state <> 'success') as taken from campaign_entry e where e.campaign_id = :campaign"
                        + " and e.state in ('success', 'reserved', 'dialling', 'talking', 'wrap_up') and " + OF_FIELD)
                .params(parameters(campaign, one))
                .query((row, n) -> new Quota(
                        one.id(), one.field(), one.value(), one.goal(), row.getLong("success"), row.getLong("taken")))
                .single();
    }

    private static Map<String, Object> parameters(UUID campaign, Quota one) {
        var parameters = new HashMap<String, Object>();
        parameters.put("campaign", campaign);
        parameters.put("field", one.field());
        parameters.put("value", one.value());
        return parameters;
    }

    /** Puts these in place of all that there were. @throws Refused if one does not fit, or they are no supervisor */
    public List<Quota> save(UUID campaign, List<Wanted> wanted, StaffMember by) {
        Campaigns.requireSupervisor(by);
        if (wanted.size() > MOST) {
            throw Refused.because("quotas", "campaigns.quota.many", MOST);
        }
        List<Wanted> tidy = wanted.stream().map(Quotas::tidied).toList();
        if (tidy.stream().map(one -> one.field() + "=" + one.value()).distinct().count() < tidy.size()) {
            throw Refused.because("quotas", "campaigns.quota.twice");
        }
        transaction.executeWithoutResult(status -> {
            List<Quota> before = locked(campaign);
            jdbc.sql("delete from campaign_quota where campaign_id = ?")
                    .param(campaign)
                    .update();
            int place = 0;
            for (Wanted one : tidy) {
                jdbc.sql(
                                "insert into campaign_quota (id, campaign_id, place, field, value, goal) values (?, ?, ?, ?, ?, ?)")
                        .params(NewId.next(), campaign, place++, one.field(), one.value(), one.goal())
                        .update();
            }
            settle(campaign, locked(campaign));
            events.publishEvent(AuditEntry.of(AuditKind.CAMPAIGN, "quotas")
                    .on(campaign, null)
                    .with("quotas", inWords(before), inWords(of(campaign))));
        });
        events.publishEvent(new CampaignChanged(campaign));
        return of(campaign);
    }

    private static List<String> inWords(List<Quota> quotas) {
        return quotas.stream()
                .map(one -> (one.field() == null ? "*" : one.field() + " = " + one.value()) + ": " + one.goal())
                .toList();
    }

    private static Wanted tidied(Wanted one) {
        String field = line(one.field());
        String value = line(one.value());
        if ((field == null) != (value == null)) {
            throw Refused.because(field == null ? "field" : "value", "campaigns.quota.half");
        }
        if (one.goal() < 1 || one.goal() > MOST_GOAL) {
            throw Refused.because("goal", "campaigns.quota.goal", MOST_GOAL);
        }
        return new Wanted(field, value, one.goal());
    }

    private static String line(String text) {
        String line = text == null ? "" : text.strip().replaceAll("\\s+", " ");
        if (line.length() > LONGEST) {
            throw Refused.because("value", "campaigns.long", LONGEST);
        }
        if (line.indexOf('\0') >= 0) {
            throw Refused.because("value", "campaigns.unfit");
        }
        return line.isEmpty() ? null : line;
    }

    /**
     * Who waits for a quota that is full now is called no more; who was left out for one that is not full any more is called again. In
     * the transaction of whoever made a success, or took one back.
     */
    void settle(UUID campaign) {
        List<Quota> all = locked(campaign);
        if (!all.isEmpty()) {
            settle(campaign, all);
        }
    }

    private void settle(UUID campaign, List<Quota> all) {
        // Whoever is locked now is looked at when they are taken.
        for (Quota full : all.stream().filter(Quota::isFull).toList()) {
            jdbc.sql("update campaign_entry set state = 'quota', sleeps = null, ended_at = now() where id in"
                            + " (select id from campaign_entry e where e.campaign_id = :campaign"
                            + " and e.state in ('new', 'waiting', 'sleeping') and " + OF_FIELD
                            + " for update skip locked)")
                    .params(parameters(campaign, full))
                    .update();
        }
        var left = new ArrayList<String>();
        var parameters = new HashMap<String, Object>();
        parameters.put("campaign", campaign);
        for (Quota full : all.stream().filter(Quota::isFull).toList()) {
            String n = Integer.toString(left.size());
            left.add("not coalesce(" + OF_FIELD.replace(":field", ":field" + n).replace(":value", ":value" + n)
                    + ", false)");
            parameters.put("field" + n, full.field());
            parameters.put("value" + n, full.value());
        }
        jdbc.sql(
                        "update campaign_entry e set state = case when attempts = 0 then 'new' else 'waiting' end, ended_at = null"
                                + " where e.campaign_id = :campaign and e.state = 'quota'"
                                + (left.isEmpty() ? "" : " and " + String.join(" and ", left)))
                .params(parameters)
                .update();
    }

    /** Names that own columns of the list have, for whoever makes a quota. */
    public List<String> fields(UUID campaign) {
        return jdbc.sql(
                        "select distinct k from (select fields from campaign_entry where campaign_id = ? order by place limit 200) e,"
                                + " jsonb_object_keys(e.fields) k order by 1 limit 100")
                .param(campaign)
                .query(String.class)
                .list();
    }
}
