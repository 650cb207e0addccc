package org.ringbook.contacts.legal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.contacts.legal.LegalEntity.BankAccount;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Legal entities in the database. */
final class LegalRows {

    private final JdbcClient jdbc;

    LegalRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<LegalEntity> find(UUID id) {
        return jdbc.sql("select * from legal_entity where id = ?")
                .param(id)
                .query(LegalRows::bare)
                .optional()
                .map(this::withAccounts);
    }

    Optional<LegalEntity> byKey(String innKey, String kpp) {
        return jdbc.sql("select * from legal_entity where inn_key = ? and coalesce(kpp, '') = coalesce(?, '')")
                .params(innKey, kpp)
                .query(LegalRows::bare)
                .optional()
                .map(this::withAccounts);
    }

    List<LegalEntity> byInn(String digits, int most) {
        return jdbc
                .sql("select * from legal_entity where inn like ? order by inn, kpp, id limit " + most)
                .param(digits + "%")
                .query(LegalRows::bare)
                .list()
                .stream()
                .map(this::withAccounts)
                .toList();
    }

    List<LegalEntity> of(UUID party) {
        return jdbc
                .sql("select e.* from party_legal p join legal_entity e on e.id = p.entity_id where p.party_id = ?"
                        + " order by p.is_main desc, e.name, e.id")
                .param(party)
                .query(LegalRows::bare)
                .list()
                .stream()
                .map(this::withAccounts)
                .toList();
    }

    List<UUID> parties(UUID entity) {
        return jdbc.sql("select party_id from party_legal where entity_id = ? order by party_id")
                .param(entity)
                .query(UUID.class)
                .list();
    }

    boolean isParty(UUID id) {
        return jdbc.sql("select exists (select from party where id = ?)")
                .param(id)
                .query(Boolean.class)
                .single();
    }

    LegalEntity add(LegalEntity entity, UUID by) {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        insert into legal_entity (id, name, full_name, inn, kpp, ogrn, legal_address, post_address, head_name, head_post,
                            registry_status, registry_checked_at, inn_key, created_by, changed_by)
                        values (:id, :name, :fullName, :inn, :kpp, :ogrn, :legalAddress, :postAddress, :headName, :headPost, :status,
                            :checkedAt, :innKey, :by, :by)""").param("id", id).params(values(entity)).param("by", by).update();
        accounts(id, entity.accounts());
        return entity.with(draft -> {
            draft.id = id;
            draft.version = 1;
        });
    }

    /** Empty when it is gone, or another version than whoever changes it saw. */
    Optional<LegalEntity> change(LegalEntity entity, UUID by) {
        int changed = jdbc.sql("""
                        update legal_entity set name = :name, full_name = :fullName, inn = :inn, kpp = :kpp, ogrn = :ogrn,
                            legal_address = :legalAddress, post_address = :postAddress, head_name = :headName, head_post = :headPost,
                            registry_status = :status, registry_checked_at = :checkedAt, inn_key = :innKey, version = version + 1,
                            changed_at = now(), changed_by = :by
                        where id = :id and version = :version""")
                .param("id", entity.id())
                .param("version", entity.version())
                .params(values(entity))
                .param("by", by)
                .update();
        if (changed == 0) {
            return Optional.empty();
        }
        accounts(entity.id(), entity.accounts());
        return Optional.of(entity.with(draft -> draft.version++));
    }

    private static Map<String, Object> values(LegalEntity entity) {
        var values = new HashMap<String, Object>();
        values.put("name", entity.name());
        values.put("fullName", entity.fullName());
        values.put("inn", entity.inn());
        values.put("kpp", entity.kpp());
        values.put("ogrn", entity.ogrn());
        values.put("legalAddress", entity.legalAddress());
        values.put("postAddress", entity.postAddress());
        values.put("headName", entity.headName());
        values.put("headPost", entity.headPost());
        values.put("status", entity.registryStatus());
        values.put("checkedAt", entity.registryCheckedAt() == null ? null : Timestamp.from(entity.registryCheckedAt()));
        values.put("innKey", LegalRules.innKey(entity));
        return values;
    }

    private void accounts(UUID id, List<BankAccount> accounts) {
        jdbc.sql("delete from bank_account where entity_id = ?").param(id).update();
        for (int i = 0; i < accounts.size(); i++) {
            BankAccount one = accounts.get(i);
            jdbc.sql("insert into bank_account (entity_id, place, bic, account, corr_account, bank_name)"
                            + " values (?, ?, ?, ?, ?, ?)")
                    .params(id, i, one.bic(), one.account(), one.corrAccount(), one.bankName())
                    .update();
        }
    }

    void link(UUID party, UUID entity) {
        jdbc.sql("""
                        insert into party_legal (party_id, entity_id, is_main)
                        values (:party, :entity, not exists (select from party_legal where party_id = :party and is_main))
                        on conflict do nothing""").param("party", party).param("entity", entity).update();
    }

    void unlink(UUID party, UUID entity) {
        jdbc.sql("delete from party_legal where party_id = ? and entity_id = ?")
                .params(party, entity)
                .update();
    }

    void delete(UUID id) {
        jdbc.sql("delete from legal_entity where id = ?").param(id).update();
    }

    private LegalEntity withAccounts(LegalEntity entity) {
        List<BankAccount> accounts = jdbc.sql("select * from bank_account where entity_id = ? order by place")
                .param(entity.id())
                .query((row, n) -> new BankAccount(
                        row.getString("bic"),
                        row.getString("account"),
                        row.getString("corr_account"),
                        row.getString("bank_name")))
                .list();
        return entity.with(draft -> draft.accounts = accounts);
    }

    private static LegalEntity bare(ResultSet row, int n) throws SQLException {
        Timestamp checked = row.getTimestamp("registry_checked_at");
        return new LegalEntity(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("full_name"),
                row.getString("inn"),
                row.getString("kpp"),
                row.getString("ogrn"),
                row.getString("legal_address"),
                row.getString("post_address"),
                row.getString("head_name"),
                row.getString("head_post"),
                row.getString("registry_status"),
                checked == null ? null : checked.toInstant(),
                List.of(),
                row.getInt("version"));
    }
}
