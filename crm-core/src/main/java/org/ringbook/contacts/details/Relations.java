package org.ringbook.contacts.details;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.refusals.Refused;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who belongs to whom. Any thread; every method waits for the database. */
@Component
public class Relations {

    private static final int LONGEST = 255;

    private final JdbcClient jdbc;

    Relations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Of a person or company, in either direction. */
    public List<Relation> of(UUID party) {
        return jdbc.sql("select * from relation where from_id = :id or to_id = :id order by created_at, id")
                .param("id", party)
                .query(Relations::row)
                .list();
    }

    public Optional<Relation> find(UUID id) {
        return jdbc.sql("select * from relation where id = ?")
                .param(id)
                .query(Relations::row)
                .optional();
    }

    /**
     * @param by our person; null for a program
     * @throws Refused when it stands already, one of the two is not known, or both are the same
     */
    public Relation add(Relation relation, UUID by) {
        if (relation.type() == null) {
            throw Refused.because("type", "contacts.relation.type");
        }
        if (relation.fromId() == null
                || relation.toId() == null
                || relation.fromId().equals(relation.toId())) {
            throw Refused.because("toId", "contacts.relation.same");
        }
        UUID id = UUID.randomUUID();
        try {
            jdbc.sql("insert into relation (id, from_id, to_id, type, position, note, since, until, created_by)"
                            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                    .params(
                            id,
                            relation.fromId(),
                            relation.toId(),
                            relation.type().name().toLowerCase(Locale.ROOT),
                            Lines.line("position", relation.position(), LONGEST),
                            Lines.line("note", relation.note(), LONGEST),
                            relation.since(),
                            relation.until(),
                            by)
                    .update();
        } catch (DuplicateKeyException stands) {
            throw Refused.because("toId", "contacts.relation.stands");
        } catch (DataIntegrityViolationException unknown) {
            throw Refused.because("toId", "contacts.party.gone");
        }
        return find(id).orElseThrow(() -> Refused.because("id", "contacts.party.gone"));
    }

    /** Nothing happens when it is gone already. */
    public void delete(UUID id) {
        jdbc.sql("delete from relation where id = ?").param(id).update();
    }

    private static Relation row(ResultSet row, int n) throws SQLException {
        return new Relation(
                row.getObject("id", UUID.class),
                row.getObject("from_id", UUID.class),
                row.getObject("to_id", UUID.class),
                Relation.Type.valueOf(row.getString("type").toUpperCase(Locale.ROOT)),
                row.getString("position"),
                row.getString("note"),
                row.getObject("since", LocalDate.class),
                row.getObject("until", LocalDate.class));
    }
}
