package org.ringbook.robots;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.numbers.PhoneNumber;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Those on call lists, with what the last attempt came to. */
@Component
class FactsOfEntries implements FactsOf {

    private static final String ENTRY = """
            select e.*, c.name as campaign, d.name as disposition, a.reason, a.call_id, coalesce(e.owner_id, a.staff_id) as person,
                coalesce(a.number, (select n.number from entry_number n where n.entry_id = e.id order by n.place limit 1)) as number
            from campaign_entry e join campaign c on c.id = e.campaign_id
            left join lateral (select * from call_attempt a where a.entry_id = e.id order by a.created_at desc limit 1) a on true
            left join disposition d on d.id = coalesce(a.disposition_id, e.disposition_id) where e.id = ?""";

    private final JdbcClient jdbc;

    FactsOfEntries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public RecordKind kind() {
        return RecordKind.ENTRY;
    }

    @Override
    public Optional<RecordFacts> read(UUID id) {
        return jdbc.sql(ENTRY).param(id).query((row, n) -> read(id, row)).optional();
    }

    private static RecordFacts read(UUID id, ResultSet row) throws SQLException {
        PhoneNumber number = row.getObject("number") == null ? null : new PhoneNumber(row.getLong("number"));
        String name = row.getString("name") == null ? row.getString("company") : row.getString("name");
        UUID person = row.getObject("person", UUID.class);
        Values values = new Values()
                .put("name", name)
                .put("company", row.getString("company"))
                .put("city", row.getString("city"))
                .put("external", number == null ? null : number.toString())
                .put("campaign", row.getString("campaign"))
                .put("disposition", row.getString("disposition"))
                .put("reason", row.getString("reason"))
                .put("state", row.getString("state"))
                .put("attempts", row.getInt("attempts"))
                .put("responsibleId", person);
        return new RecordFacts(
                RecordKind.ENTRY,
                id,
                name == null ? String.valueOf(number) : name,
                person,
                row.getObject("party_id", UUID.class),
                number,
                row.getObject("call_id", UUID.class),
                null,
                values.all());
    }
}
