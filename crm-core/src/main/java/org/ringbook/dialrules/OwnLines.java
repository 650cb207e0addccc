package org.ringbook.dialrules;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.audit.AuditEntry;
import org.ringbook.audit.AuditKind;
import org.ringbook.contacts.NewId;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.refusals.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The company's numbers that may be shown to who is called, with their labels. Any thread; every method waits for the database. */
@Component
public class OwnLines {

    /** What a telephone shows beside the number has room for no more. */
    public static final int LONGEST_LABEL = 32;

    private static final int LONGEST = 100;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;

    OwnLines(JdbcClient jdbc, PlatformTransactionManager transactions, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.events = events;
    }

    /** A line as it is kept. */
    public record Kept(UUID id, OwnLine line) {}

    public List<Kept> kept() {
        return jdbc.sql("select * from own_line order by valid_to nulls first, number, valid_from")
                .query(OwnLines::row)
                .list();
    }

    public List<OwnLine> all() {
        return kept().stream().map(Kept::line).toList();
    }

    /**
     * Adds one, or changes the one of that id.
     *
     * @param id null for a new one
     * @return its id
     */
    public UUID save(UUID id, OwnLine line, UUID by) {
        OwnLine tidied = new OwnLine(
                line.number(),
                text("label", line.label(), LONGEST_LABEL),
                text("category", line.category(), LONGEST),
                text("contract", line.contract(), LONGEST),
                line.from(),
                line.to());
        if (tidied.to() != null && tidied.to().isBefore(tidied.from())) {
            throw Refused.because("to", "dialrules.limit.days");
        }
        return transaction.execute(status -> {
            Optional<Kept> before =
                    kept().stream().filter(one -> one.id().equals(id)).findFirst();
            if (id != null && before.isEmpty()) {
                throw Refused.because("id", "dialrules.line.gone");
            }
            UUID kept = id == null ? NewId.next() : id;
            write(kept, tidied, by);
            OwnLine was = before.map(Kept::line).orElse(null);
            events.publishEvent(AuditEntry.of(AuditKind.LIMIT, was == null ? "added" : "changed")
                    .on(kept, tidied.number().toString())
                    .with("label", was == null ? null : was.label(), tidied.label())
                    .with("contract", was == null ? null : was.contract(), tidied.contract())
                    .with("to", was == null ? null : was.to(), tidied.to())
                    .by(by));
            return kept;
        });
    }

    private void write(UUID id, OwnLine line, UUID by) {
        jdbc.sql("""
                        insert into own_line (id, number, label, category, contract, valid_from, valid_to, changed_by)
                        values (?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (id) do update set number = excluded.number, label = excluded.label,
                            category = excluded.category, contract = excluded.contract, valid_from = excluded.valid_from,
                            valid_to = excluded.valid_to, changed_by = excluded.changed_by, changed_at = now()""")
                .params(
                        id,
                        line.number().e164(),
                        line.label(),
                        line.category(),
                        line.contract(),
                        Date.valueOf(line.from()),
                        line.to() == null ? null : Date.valueOf(line.to()),
                        by)
                .update();
    }

    private static String text(String field, String text, int longest) {
        String stripped = text == null ? "" : text.replaceAll("\\p{Cntrl}", " ").strip();
        if (stripped.length() > longest) {
            throw Refused.because(field, "dialrules.line.long", longest);
        }
        return stripped.isEmpty() ? null : stripped;
    }

    private static Kept row(ResultSet row, int n) throws SQLException {
        Date to = row.getDate("valid_to");
        LocalDate from = row.getDate("valid_from").toLocalDate();
        return new Kept(
                row.getObject("id", UUID.class),
                new OwnLine(
                        new PhoneNumber(row.getLong("number")),
                        row.getString("label"),
                        row.getString("category"),
                        row.getString("contract"),
                        from,
                        to == null ? null : to.toLocalDate()));
    }
}
