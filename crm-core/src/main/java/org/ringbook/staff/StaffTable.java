package org.ringbook.staff;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ringbook.numbers.Extension;
import org.ringbook.numbers.PhoneNumber;
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

    StaffTable(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    List<StaffMember> members() {
        Map<UUID, List<Extension>> extensions = new HashMap<>();
        jdbc.sql("select member_id, extension from staff_extension order by member_id, place")
                .query(row -> {
                    extensions
                            .computeIfAbsent(row.getObject(1, UUID.class), id -> new ArrayList<>())
                            .add(new Extension(row.getString(2)));
                });
        Map<UUID, List<PhoneNumber>> mobiles = new HashMap<>();
        jdbc.sql("select member_id, number from staff_mobile order by member_id, place")
                .query(row -> {
                    mobiles.computeIfAbsent(row.getObject(1, UUID.class), id -> new ArrayList<>())
                            .add(PhoneNumber.of(row.getString(2)));
                });
        return jdbc.sql("select id, name, login, role, language, active, team, sees, hears from staff_member")
                .query((row, n) -> new StaffMember(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getString("login"),
                        Role.valueOf(row.getString("role")),
                        extensions.get(row.getObject("id", UUID.class)),
                        mobiles.get(row.getObject("id", UUID.class)),
                        row.getString("language"),
                        row.getBoolean("active"),
                        row.getString("team"),
                        reach(row.getString("sees")),
                        reach(row.getString("hears"))))
                .list();
    }

    private static Reach reach(String kept) {
        return kept == null ? null : Reach.valueOf(kept);
    }

    private static String kept(Reach reach) {
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

    void write(StaffMember member) {
        transaction.executeWithoutResult(status -> {
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
            jdbc.sql("delete from staff_extension where member_id = :id")
                    .param("id", member.id())
                    .update();
            jdbc.sql("delete from staff_mobile where member_id = :id")
                    .param("id", member.id())
                    .update();
            for (int place = 0; place < member.mobiles().size(); place++) {
                jdbc.sql("insert into staff_mobile (member_id, number, place, active) values (?, ?, ?, ?)")
                        .params(member.id(), member.mobiles().get(place).toString(), place, member.active())
                        .update();
            }
            for (int place = 0; place < member.extensions().size(); place++) {
                jdbc.sql("insert into staff_extension (member_id, extension, place, active) values (?, ?, ?, ?)")
                        .params(member.id(), member.extensions().get(place).digits(), place, member.active())
                        .update();
            }
        });
    }

    void writePassword(UUID id, String hash) {
        transaction.executeWithoutResult(
                status -> jdbc.sql("update staff_member set password_hash = :hash where id = :id")
                        .param("hash", hash)
                        .param("id", id)
                        .update());
    }
}
