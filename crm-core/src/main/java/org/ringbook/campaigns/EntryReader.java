package org.ringbook.campaigns;

import static org.ringbook.campaigns.CampaignRows.word;
import static org.ringbook.campaigns.EntryRows.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ringbook.numbers.PhoneNumber;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;

/** Reads entries with their numbers: pages and lists of a campaign, and for whoever changes them. */
final class EntryReader {

    private static final TypeReference<Map<String, String>> FIELDS = new TypeReference<>() {};

    /** As {@link CampaignFigures} names why entries wait. */
    private static final String WAITS_BECAUSE = "case when :sleeps = 'with_agents' then reserved_by is not null else"
            + " state in ('new', 'waiting', 'sleeping', 'callback') and coalesce(sleeps, case when state = 'callback' then"
            + " 'callback' when attempts > 0 then 'recycling' else 'new' end) = :sleeps end";

    private final JdbcClient jdbc;

    EntryReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What somebody has before them. */
    List<Entry> withAgents(UUID campaign) {
        return whole(
                "select * from campaign_entry where campaign_id = :campaign and reserved_by is not null order by place"
                        + " limit 1000",
                Map.of("campaign", campaign));
    }

    /** One page of a campaign's entries, by id. */
    List<Entry> page(EntryFilter filter, UUID after, int limit) {
        var conditions = new ArrayList<>(List.of("campaign_id = :campaign"));
        var parameters = new HashMap<String, Object>();
        parameters.put("campaign", filter.campaign());
        parameters.put("limit", limit);
        add(conditions, parameters, "place > (select place from campaign_entry where id = :after)", "after", after);
        add(
                conditions,
                parameters,
                "state = :state",
                "state",
                filter.state() == null ? null : filter.state().word());
        add(conditions, parameters, "list_id = :list", "list", filter.list());
        add(conditions, parameters, WAITS_BECAUSE, "sleeps", filter.sleeps());
        add(conditions, parameters, "disposition_id = :disposition", "disposition", filter.disposition());
        add(
                conditions,
                parameters,
                "id in (select entry_id from entry_number where number = :number)",
                "number",
                filter.number() == null ? null : filter.number().e164());
        add(
                conditions,
                parameters,
                "name ilike :name",
                "name",
                filter.name() == null ? null : "%" + like(filter.name()) + "%");
        return whole(
                "select * from campaign_entry where " + String.join(" and ", conditions)
                        + " order by place limit :limit",
                parameters);
    }

    private static String like(String typed) {
        return typed.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    private static void add(
            List<String> conditions, Map<String, Object> parameters, String condition, String name, Object value) {
        if (value != null) {
            conditions.add(condition);
            parameters.put(name, value);
        }
    }

    /** Promises, the soonest first. @param person only theirs and anybody's; null for all */
    List<Entry> promises(UUID campaign, UUID person, int limit) {
        var parameters = new HashMap<String, Object>();
        parameters.put("campaign", campaign);
        parameters.put("person", person);
        parameters.put("limit", limit);
        return whole(
                "select * from campaign_entry where state = 'callback' and (:campaign::uuid is null or campaign_id ="
                        + " :campaign) and (:person::uuid is null or callback_by = :person or callback_by is null and"
                        + " campaign_id in (select id from campaign where people = '{}' or :person = any(people))) order"
                        + " by next_at, id limit :limit",
                parameters);
    }

    /** @param sql finds whole rows of entries */
    List<Entry> whole(String sql, Map<String, Object> parameters) {
        List<Entry> bare =
                jdbc.sql(sql).params(parameters).query(EntryReader::read).list();
        if (bare.isEmpty()) {
            return bare;
        }
        var numbers = new HashMap<UUID, List<Entry.Number>>();
        jdbc.sql("select * from entry_number where entry_id = any(?) order by entry_id, place")
                .param(bare.stream().map(Entry::id).toArray(UUID[]::new))
                .query((row, n) -> numbers.computeIfAbsent(
                                row.getObject("entry_id", UUID.class), id -> new ArrayList<>())
                        .add(number(row)))
                .list();
        return bare.stream()
                .map(one -> with(one, numbers.getOrDefault(one.id(), List.of())))
                .toList();
    }

    private static Entry.Number number(ResultSet row) throws SQLException {
        return new Entry.Number(
                row.getObject("id", UUID.class),
                new PhoneNumber(row.getLong("number")),
                row.getString("extension"),
                row.getString("label"),
                row.getInt("place"),
                word(Entry.NumberState.class, row.getString("state")),
                row.getInt("attempts"),
                instant(row, "next_at"));
    }

    private static Entry with(Entry one, List<Entry.Number> numbers) {
        return new Entry(
                one.id(),
                one.campaignId(),
                one.listId(),
                one.partyId(),
                one.name(),
                one.company(),
                one.note(),
                one.externalId(),
                one.city(),
                one.timeZone(),
                one.fields(),
                one.ownerId(),
                one.priority(),
                one.notBefore(),
                one.notAfter(),
                one.state(),
                one.sleeps(),
                one.nextAt(),
                one.reservedBy(),
                one.attempts(),
                one.skips(),
                one.technical(),
                one.dispositionId(),
                one.reached(),
                one.triedAt(),
                one.callbackBy(),
                one.callbackTask(),
                one.callbackNote(),
                one.createdAt(),
                one.endedAt(),
                numbers);
    }

    private static Entry read(ResultSet row, int number) throws SQLException {
        return new Entry(
                row.getObject("id", UUID.class),
                row.getObject("campaign_id", UUID.class),
                row.getObject("list_id", UUID.class),
                row.getObject("party_id", UUID.class),
                row.getString("name"),
                row.getString("company"),
                row.getString("note"),
                row.getString("external_id"),
                row.getString("city"),
                row.getString("time_zone"),
                EntryRows.JSON.readValue(row.getString("fields"), FIELDS),
                row.getObject("owner_id", UUID.class),
                row.getInt("priority"),
                instant(row, "not_before"),
                instant(row, "not_after"),
                word(Entry.State.class, row.getString("state")),
                row.getString("sleeps"),
                instant(row, "next_at"),
                row.getObject("reserved_by", UUID.class),
                row.getInt("attempts"),
                row.getInt("skips"),
                word(TechnicalResult.class, row.getString("technical")),
                row.getObject("disposition_id", UUID.class),
                row.getBoolean("reached"),
                instant(row, "tried_at"),
                row.getObject("callback_by", UUID.class),
                row.getObject("callback_task", UUID.class),
                row.getString("callback_note"),
                instant(row, "created_at"),
                instant(row, "ended_at"),
                List.of());
    }
}
