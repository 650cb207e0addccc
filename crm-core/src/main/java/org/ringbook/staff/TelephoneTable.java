package org.ringbook.staff;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.ringbook.staff.TelephoneChange.Span;
import org.ringbook.staff.TelephoneChange.What;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who has and had which telephone, and the log of what was done to them. Writes join the transaction that they are called in. */
@Component
class TelephoneTable {

    private static final String LOG = "select * from staff_telephone_change where ";

    private final JdbcClient jdbc;

    TelephoneTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<StaffTelephone> all() {
        return jdbc.sql("select id, member_id, telephone, source, since, until, noted_at, place from staff_telephone")
                .query((row, number) -> new StaffTelephone(
                        row.getLong("id"),
                        row.getObject("member_id", UUID.class),
                        row.getString("telephone"),
                        row.getString("source"),
                        time(row, "since"),
                        time(row, "until"),
                        time(row, "noted_at"),
                        row.getObject("place", Integer.class)))
                .list();
    }

    void write(Telephones changed) {
        changed.closed().forEach(this::update);
        changed.listed().forEach(this::update);
        for (StaffTelephone row : changed.opened()) {
            jdbc.sql("insert into staff_telephone (member_id, telephone, source, since, until, noted_at, place)"
                            + " values (:member, :telephone, :source, :since, :until, :noted, :place)")
                    .param("member", row.memberId())
                    .param("telephone", row.telephone())
                    .param("source", row.source())
                    .param("since", time(row.since()))
                    .param("until", time(row.until()))
                    .param("noted", time(row.notedAt()))
                    .param("place", row.place())
                    .update();
        }
        changed.log().forEach(this::log);
    }

    void write(SinceCorrection correction, String by) {
        correction.changed().forEach(this::update);
        StaffTelephone row = correction.row();
        log(new TelephoneChange(
                0,
                Instant.now(),
                by,
                What.CORRECTED,
                row.telephone(),
                row.source(),
                row.memberId(),
                correction.previous(),
                correction.since(),
                row.since(),
                correction.affected(),
                null,
                null));
    }

    private void update(StaffTelephone row) {
        jdbc.sql("update staff_telephone set since = :since, until = :until, place = :place where id = :id")
                .param("since", time(row.since()))
                .param("until", time(row.until()))
                .param("place", row.place())
                .param("id", row.id())
                .update();
    }

    private void log(TelephoneChange change) {
        Span affected = change.affected();
        jdbc.sql("""
                        insert into staff_telephone_change (changed_at, by, what, telephone, source, member_id, from_id,
                            since, since_before, affected, affected_from, affected_to)
                        values (:at, :by, :what, :telephone, :source, :member, :from, :since, :before, :affected,
                            :affectedFrom, :affectedTo)""")
                .param("at", time(change.at()))
                .param("by", change.by())
                .param("what", change.what().name().toLowerCase(Locale.ROOT))
                .param("telephone", change.telephone())
                .param("source", change.source())
                .param("member", change.memberId())
                .param("from", change.fromId())
                .param("since", time(change.since()))
                .param("before", time(change.sinceBefore()))
                .param("affected", affected != null)
                .param("affectedFrom", affected == null ? null : time(affected.from()))
                .param("affectedTo", affected == null ? null : time(affected.to()))
                .update();
    }

    List<TelephoneChange> log(UUID member, int limit) {
        return jdbc.sql(LOG + "member_id = :member or from_id = :member order by id desc limit :limit")
                .param("member", member)
                .param("limit", limit)
                .query(TelephoneTable::change)
                .list();
    }

    List<TelephoneChange> toFollow() {
        return jdbc.sql(LOG + "affected and applied_at is null order by id")
                .query(TelephoneTable::change)
                .list();
    }

    void followed(long change, int calls) {
        jdbc.sql("update staff_telephone_change set applied_at = now(), calls = :calls where id = :id")
                .param("calls", calls)
                .param("id", change)
                .update();
    }

    private static TelephoneChange change(ResultSet row, int number) throws SQLException {
        return new TelephoneChange(
                row.getLong("id"),
                time(row, "changed_at"),
                row.getString("by"),
                What.valueOf(row.getString("what").toUpperCase(Locale.ROOT)),
                row.getString("telephone"),
                row.getString("source"),
                row.getObject("member_id", UUID.class),
                row.getObject("from_id", UUID.class),
                time(row, "since"),
                time(row, "since_before"),
                row.getBoolean("affected") ? new Span(time(row, "affected_from"), time(row, "affected_to")) : null,
                time(row, "applied_at"),
                row.getObject("calls", Integer.class));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime time(Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }
}
