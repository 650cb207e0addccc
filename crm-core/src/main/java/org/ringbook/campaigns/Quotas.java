package org.ringbook.campaigns;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
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
    private static final int MOST_PASSED = 10_000;
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
        return bare.isEmpty() ? bare : counted(campaign, bare);
    }

    /** All in one pass over who counts. */
    private List<Quota> counted(UUID campaign, List<Quota> bare) {
        var parameters = new HashMap<String, Object>();
        parameters.put("campaign", campaign);
        var counts = new ArrayList<String>();
        for (int n = 0; n < bare.size(); n++) {
            String ofField = ofField(bare.get(n), n, parameters);
            counts.add("count(*) filter (where state = 'success' and " + ofField + ") as success" + n
                    + ", count(*) filter (where state <> 'success' and " + ofField + ") as taken" + n);
        }
        return jdbc.sql("select " + String.join(", ", counts) + " from campaign_entry e where e.campaign_id = :campaign"
                        + " and e.state in ('success', 'reserved', 'dialling', 'talking', 'wrap_up')")
                .params(parameters)
                .query((row, one) -> {
                    var counted = new ArrayList<Quota>();
                    for (int n = 0; n < bare.size(); n++) {
                        Quota quota = bare.get(n);
                        counted.add(new Quota(
                                quota.id(),
                                quota.field(),
                                quota.value(),
                                quota.goal(),
                                row.getLong("success" + n),
                                row.getLong("taken" + n)));
                    }
                    return List.copyOf(counted);
                })
                .single();
    }

    private static String ofField(Quota quota, int n, Map<String, Object> parameters) {
        parameters.put("field" + n, quota.field());
        parameters.put("value" + n, quota.value());
        return OF_FIELD.replace(":field", ":field" + n).replace(":value", ":value" + n);
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
            settle(campaign, locked(campaign), true);
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
     * Who waits for a quota that became full is called no more, and who comes later is looked at when they are taken; who was left out
     * for one that is not full any more is called again. In the transaction of whoever made a success, or took one back.
     */
    void settle(UUID campaign) {
        List<Quota> all = locked(campaign);
        if (!all.isEmpty()) {
            settle(campaign, all, false);
        }
    }

    /** @param isNew whether these are in place of others, for which somebody may have been left out */
    private void settle(UUID campaign, List<Quota> all, boolean isNew) {
        Set<UUID> before = Set.copyOf(jdbc.sql("select id from campaign_quota where campaign_id = ? and is_full")
                .param(campaign)
                .query(UUID.class)
                .list());
        List<Quota> full = all.stream().filter(Quota::isFull).toList();
        Set<UUID> now = full.stream().map(Quota::id).collect(Collectors.toSet());
        if (!now.equals(before)) {
            jdbc.sql("update campaign_quota set is_full = (id = any(?)) where campaign_id = ?")
                    .params(now.toArray(UUID[]::new), campaign)
                    .update();
        }
        full.stream().filter(one -> !before.contains(one.id())).forEach(one -> leaveOut(campaign, one));
        if (isNew || !now.containsAll(before)) {
            callAgain(campaign, full);
        }
    }

    /** Whoever is locked now is looked at when they are taken. */
    private void leaveOut(UUID campaign, Quota full) {
        jdbc.sql("update campaign_entry set state = 'quota', sleeps = null, ended_at = now() where id in"
                        + " (select id from campaign_entry e where e.campaign_id = :campaign"
                        + " and e.state in ('new', 'waiting', 'sleeping') and " + OF_FIELD
                        + " for update skip locked)")
                .params(parameters(campaign, full))
                .update();
    }

    /**
     * Who would be called next, and is of a quota whose last places are tried by those whom agents have, waits until then; for a full one
     * they are called no more. Promises are kept. So many at once that nobody waits long for it, and whoever is locked comes later.
     */
    void waits(UUID campaign, Quota taken, Instant now, Instant until) {
        Map<String, Object> parameters = parameters(campaign, taken);
        parameters.put("now", CampaignRows.time(now));
        parameters.put("until", CampaignRows.time(until));
        parameters.put("most", MOST_PASSED);
        String becomes = taken.isFull()
                ? "state = 'quota', sleeps = null, ended_at = :now"
                : "state = 'sleeping', sleeps = 'quota', next_at = :until";
        jdbc.sql("update campaign_entry set " + becomes + " where id in (select id from campaign_entry e"
                        + " where e.campaign_id = :campaign and e.state in ('new', 'waiting', 'sleeping')"
                        + " and e.next_at <= :now and e.callback_task is null and " + OF_FIELD
                        + " limit :most for update skip locked)")
                .params(parameters)
                .update();
    }

    private void callAgain(UUID campaign, List<Quota> full) {
        var parameters = new HashMap<String, Object>();
        parameters.put("campaign", campaign);
        var left = new ArrayList<String>();
        for (Quota one : full) {
            left.add(" and not coalesce(" + ofField(one, left.size(), parameters) + ", false)");
        }
        jdbc.sql(
                        "update campaign_entry e set state = case when attempts = 0 then 'new' else 'waiting' end, ended_at = null"
                                + " where e.campaign_id = :campaign and e.state = 'quota'" + String.join("", left))
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
