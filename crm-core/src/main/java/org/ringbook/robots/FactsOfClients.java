package org.ringbook.robots;

import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** People and companies alike. */
@Component
class FactsOfClients implements FactsOf {

    private static final String CLIENT = """
            select coalesce(c.name, o.name) as name, p.kind, p.region, coalesce(c.responsible_id, o.responsible_id) as responsible
            from party p left join contact c on c.id = p.id left join company o on o.id = p.id
            where p.id = ? and coalesce(c.name, o.name) is not null""";

    private final JdbcClient jdbc;

    FactsOfClients(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public RecordKind kind() {
        return RecordKind.CLIENT;
    }

    @Override
    public Optional<RecordFacts> read(UUID id) {
        return jdbc.sql(CLIENT)
                .param(id)
                .query((row, n) -> {
                    String name = row.getString("name");
                    UUID responsible = row.getObject("responsible", UUID.class);
                    Values values = new Values()
                            .put("name", name)
                            .put("kind", row.getString("kind"))
                            .put("region", row.getString("region"))
                            .put("responsibleId", responsible);
                    return new RecordFacts(
                            RecordKind.CLIENT, id, name, responsible, id, null, null, null, values.all());
                })
                .optional();
    }

    /** Who looks after a client; null for nobody. @param party null for none */
    UUID responsible(UUID party) {
        return party == null
                ? null
                : read(party).map(RecordFacts::responsibleId).orElse(null);
    }
}
