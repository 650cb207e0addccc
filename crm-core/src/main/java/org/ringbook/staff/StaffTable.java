package org.ringbook.staff;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ringbook.numbers.Extension;
import org.ringbook.numbers.PhoneNumber;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** People in the database. A write is committed when the call returns. */
@Component
class StaffTable {

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final TelephoneTable telephones;
    private final ApplicationEventPublisher events;

    StaffTable(
            JdbcClient jdbc,
            TelephoneTable telephones,
            PlatformTransactionManager transactions,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
        this.telephones = telephones;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** Everybody, and all that is known of their telephones. */
    StaffSnapshot read() {
        var book = new TelephoneBook(telephones.all());
        return new StaffSnapshot(members(book), book);
    }

    private List<StaffMember> members(TelephoneBook book) {
        return jdbc.sql("select id, name, login, role, language, active, team, sees, hears from staff_member")
                .query((row, n) -> member(row, book))
                .list();
    }

    private static StaffMember member(ResultSet row, TelephoneBook book) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        List<StaffTelephone> list = book.of(id).stream()
                .filter(one -> one.place() != null)
                .sorted(Comparator.comparing(StaffTelephone::place))
                .toList();
        return new StaffMember(
                id,
                row.getString("name"),
                row.getString("login"),
                Role.valueOf(row.getString("role")),
                list.stream()
                        .filter(one -> one.source() == null && !one.mobile())
                        .map(one -> new Extension(one.telephone()))
                        .toList(),
                list.stream()
                        .filter(one -> one.source() == null && one.mobile())
                        .map(one -> PhoneNumber.of(one.telephone()))
                        .toList(),
                list.stream()
                        .filter(one -> one.source() != null)
                        .map(one -> new BoundTelephone(one.telephone(), one.source()))
                        .toList(),
                row.getString("language"),
                row.getBoolean("active"),
                row.getString("team"),
                reach(row.getString("sees")),
                reach(row.getString("hears")));
    }

    private static Scope reach(String kept) {
        return kept == null ? null : Scope.valueOf(kept);
    }

    private static String kept(Scope reach) {
        return reach == null ? null : reach.name();
    }

    Map<UUID, String> passwordHashes() {
        Map<UUID, String> hashes = new HashMap<>();
        jdbc.sql("select id, password_hash from staff_member where password_hash is not null")
                .query(row -> {
                    hashes.put(row.getObject(1, UUID.class), row.getString(2));
                });
        return hashes;
    }

    /**
     * @param was what was known before
     * @return what is known then
     */
    StaffSnapshot write(StaffMember member, Telephones changed, StaffSnapshot was) {
        return transaction.execute(status -> {
            writeMember(member);
            telephones.write(changed);
            StaffSnapshot is = read();
            StaffAudit.of(was, is).forEach(events::publishEvent);
            return is;
        });
    }

    /** @return what is known then */
    StaffSnapshot write(SinceCorrection correction, String by) {
        return transaction.execute(status -> {
            telephones.write(correction, by);
            StaffSnapshot is = read();
            events.publishEvent(StaffAudit.of(correction, is));
            return is;
        });
    }

    private void writeMember(StaffMember member) {
        jdbc.sql("""
                        insert into staff_member (id, name, login, login_key, role, language, active, team, sees, hears)
                        values (:id, :name, :login, :key, :role, :language, :active, :team, :sees, :hears)
                        on conflict (id) do update set name = excluded.name, login = excluded.login,
                            login_key = excluded.login_key, role = excluded.role, language = excluded.language,
                            active = excluded.active, team = excluded.team, sees = excluded.sees,
                            hears = excluded.hears""")
                .param("id", member.id())
                .param("name", member.name())
                .param("login", member.login())
                .param("key", member.login() == null ? null : StaffSnapshot.loginKey(member.login()))
                .param("role", member.role().name())
                .param("language", member.language())
                .param("active", member.active())
                .param("team", member.team())
                .param("sees", kept(member.sees()))
                .param("hears", kept(member.hears()))
                .update();
    }

    void writePassword(StaffMember member, String hash) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("update staff_member set password_hash = :hash where id = :id")
                    .param("hash", hash)
                    .param("id", member.id())
                    .update();
            events.publishEvent(StaffAudit.password(member));
        });
    }
}
