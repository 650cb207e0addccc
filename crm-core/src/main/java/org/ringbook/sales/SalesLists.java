package org.ringbook.sales;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.ringbook.rights.Action;
import org.ringbook.rights.Condition;
import org.ringbook.rights.Permissions;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What opens from a figure of the reports, as rows. A deal may be somebody else's by now: of one that the viewer may not see its number
 * alone is told. Any thread; every method waits
 * for the database and throws {@link DataAccessException} without it.
 */
@Component
public class SalesLists {

    private final JdbcClient jdbc;

    SalesLists(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param title null of a deal that the viewer may not see, as all that follows
     * @param state name of a stage, or the state of a lead; null of a client
     * @param person who answers for it; null for nobody
     * @param amount of a deal; null of a client: what they bought may be of deals that the viewer does not see
     * @param company of clients, whether it is a company
     */
    public record Item(
            UUID id,
            Long number,
            String title,
            String state,
            UUID person,
            BigDecimal amount,
            String currency,
            Instant createdAt,
            Instant closedAt,
            boolean company) {}

    /** In the order of the ids. @param locale in which stages are called */
    public List<Item> of(SalesReports.Kind kind, List<UUID> ids, Permissions who, Locale locale) {
        Condition seen = who.condition(Action.SEE, SalesRows.DEALS);
        String sql = switch (kind) {
            case DEAL ->
                "select d.id, d.number, t.title, t.state, t.person, t.amount, d.currency, t.created_at, t.closed_at,"
                        + " false as company from deal d left join lateral (select d.title,"
                        + " case when :english then coalesce(s.name_en, s.name) else s.name end as state,"
                        + " d.responsible_id as person, d.amount, d.created_at, d.closed_at"
                        + " from stage s where s.id = d.stage_id and " + seen.sql()
                        + ") t on true where d.id = any(:ids)";
            case LEAD ->
                "select l.id, l.number, coalesce(l.name, l.company, l.email, '+' || l.phone) as title, l.state,"
                        + " l.responsible_id as person, null::numeric as amount, null as currency, l.created_at,"
                        + " l.closed_at, false as company from lead l where l.id = any(:ids)";
            case CLIENT ->
                "select p.id, null::bigint as number, coalesce(c.name, o.name) as title, null as state,"
                        + " null::uuid as person, null::numeric as amount, null as currency,"
                        + " null::timestamptz as created_at, null::timestamptz as closed_at, o.id is not null as company"
                        + " from party p left join contact c on c.id = p.id left join company o on o.id = p.id"
                        + " where p.id = any(:ids)";
        };
        Map<UUID, Item> found = new HashMap<>();
        jdbc.sql(sql)
                .params(seen.parameters())
                .param("english", !"ru".equals(locale.getLanguage()))
                .param("ids", ids.toArray(UUID[]::new))
                .query((row, number) -> {
                    Timestamp created = row.getTimestamp("created_at");
                    Timestamp closed = row.getTimestamp("closed_at");
                    return new Item(
                            row.getObject("id", UUID.class),
                            row.getObject("number", Long.class),
                            row.getString("title"),
                            row.getString("state"),
                            row.getObject("person", UUID.class),
                            row.getBigDecimal("amount"),
                            row.getString("currency"),
                            created == null ? null : created.toInstant(),
                            closed == null ? null : closed.toInstant(),
                            row.getBoolean("company"));
                })
                .list()
                .forEach(item -> found.put(item.id(), item));
        return ids.stream().map(found::get).filter(Objects::nonNull).toList();
    }
}
