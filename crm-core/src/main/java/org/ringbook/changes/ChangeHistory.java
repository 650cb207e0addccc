package org.ringbook.changes;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.ringbook.audit.ChangeAuthor;
import org.ringbook.changes.FieldChange.Kind;
import org.ringbook.contacts.duplicates.Merges;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.StaffMember;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the history of fields, and puts a field back to what stood in it. Any thread; every method waits for the database. Who may see a
 * card may see its history.
 */
@Component
public class ChangeHistory {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Merges merges;
    private final Map<Kind, CardChanges> families = new EnumMap<>(Kind.class);

    ChangeHistory(JdbcClient jdbc, PlatformTransactionManager transactions, Merges merges, List<CardChanges> families) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.merges = merges;
        families.forEach(family -> family.kinds().forEach(kind -> this.families.put(kind, family)));
    }

    /** Whether there is such a card, and it is theirs to see. */
    public boolean maySee(Kind kind, UUID record, StaffMember who) {
        return families.get(kind).maySee(kind, record, who);
    }

    /**
     * The newest first, with what was changed of those who were merged into it.
     *
     * @param before only older lines than this one; null for the newest
     */
    public List<FieldChange> of(Kind kind, UUID record, Long before, int limit) {
        return of(kind, record, before, limit, null);
    }

    /** As above, without the lines of what they may not see. @param who null for the program itself */
    public List<FieldChange> of(Kind kind, UUID record, Long before, int limit, StaffMember who) {
        return jdbc.sql("select * from field_change where kind = :kind and (:before::bigint is null or id < :before)"
                        + " and record = any(array(select :record::uuid union all select a.id from party_alias a"
                        + " where a.party_id = :record)) and field <> all(:hidden) order by id desc limit :limit")
                .param("hidden", hidden(kind, who).toArray(String[]::new))
                .param("kind", kind.word())
                .param("record", record)
                .param("before", before)
                .param("limit", limit)
                .query(ChangeHistory::read)
                .list();
    }

    private Set<String> hidden(Kind kind, StaffMember who) {
        return families.get(kind).hidden(kind, who);
    }

    public Optional<FieldChange> find(long id) {
        return jdbc.sql("select * from field_change where id = ?")
                .param(id)
                .query(ChangeHistory::read)
                .optional();
    }

    /** Whether there is a way back for a line: a state is changed by what is done, and a card that came is deleted. */
    public boolean canPutBack(FieldChange change) {
        return !change.isCreation() && families.get(change.kind()).knows(change);
    }

    /**
     * Writes what stood in the field before the change, by the rules of the card; it is a change of its own then.
     *
     * @throws Refused when there is no way back, what stood there does not fit any more, or it is not theirs to change
     */
    public void putBack(FieldChange change, StaffMember by) {
        UUID card = merges.leadsTo(change.record()).orElse(change.record());
        if (!maySee(change.kind(), card, by) || hidden(change.kind(), by).contains(change.field())) {
            throw Refused.because("id", "changes.gone");
        }
        if (!canPutBack(change)) {
            throw Refused.because("id", "changes.no-way");
        }
        transaction.executeWithoutResult(status -> {
            ChangeAuthor.says(jdbc, by.id(), "put_back");
            families.get(change.kind()).putBack(change, by);
        });
    }

    /** @return how many lines went that are older */
    int forgetBefore(Instant oldest) {
        return jdbc.sql("delete from field_change where at < ?")
                .param(oldest.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static FieldChange read(ResultSet row, int number) throws SQLException {
        return new FieldChange(
                row.getLong("id"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                Kind.of(row.getString("kind")).orElseThrow(),
                row.getObject("record", UUID.class),
                row.getString("field"),
                value(row.getString("was")),
                value(row.getString("became")),
                row.getObject("by", UUID.class),
                row.getString("cause"));
    }

    private static Object value(String json) {
        return json == null ? null : JSON.readValue(json, Object.class);
    }
}
