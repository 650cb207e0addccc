package org.ringbook.contacts.legal;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Who signs and pays: a company or an entrepreneur, as it is registered.
 *
 * @param id null for one that is not saved yet
 * @param name as it is called in short, "ООО «Ромашка»"
 * @param inn ten or twelve digits, text because of the zeros before them; null when unknown, as are all that follow
 * @param headName who acts for it, and {@code headPost} as what
 * @param registryStatus active, liquidating, liquidated, bankrupt, reorganizing, as the register said at {@code registryCheckedAt}
 * @param version counts changes; whoever changes says which they saw
 */
public record LegalEntity(
        UUID id,
        String name,
        String fullName,
        String inn,
        String kpp,
        String ogrn,
        String legalAddress,
        String postAddress,
        String headName,
        String headPost,
        String registryStatus,
        Instant registryCheckedAt,
        List<BankAccount> accounts,
        int version) {

    public LegalEntity {
        accounts = accounts == null ? List.of() : List.copyOf(accounts);
    }

    /**
     * @param bic of the bank, nine digits
     * @param account twenty signs
     * @param corrAccount the bank's own account; may be null, as may its name
     */
    public record BankAccount(String bic, String account, String corrAccount, String bankName) {}

    /** One of which the fields are told by their names. */
    public static LegalEntity of(Consumer<Draft> fields) {
        var draft = new Draft();
        fields.accept(draft);
        return draft.entity();
    }

    /** The same, but for what is changed in it. */
    public LegalEntity with(Consumer<Draft> changes) {
        var draft = new Draft(this);
        changes.accept(draft);
        return draft.entity();
    }

    /**
     * One that is being made. This is the one place that copies all of its fields; they are open because each would else be named four
     * times more. For one thread, and for a moment.
     */
    public static final class Draft {

        public UUID id;
        public String name;
        public String fullName;
        public String inn;
        public String kpp;
        public String ogrn;
        public String legalAddress;
        public String postAddress;
        public String headName;
        public String headPost;
        public String registryStatus;
        public Instant registryCheckedAt;
        public List<BankAccount> accounts = List.of();
        public int version;

        private Draft() {}

        private Draft(LegalEntity entity) {
            id = entity.id;
            name = entity.name;
            fullName = entity.fullName;
            inn = entity.inn;
            kpp = entity.kpp;
            ogrn = entity.ogrn;
            legalAddress = entity.legalAddress;
            postAddress = entity.postAddress;
            headName = entity.headName;
            headPost = entity.headPost;
            registryStatus = entity.registryStatus;
            registryCheckedAt = entity.registryCheckedAt;
            accounts = entity.accounts;
            version = entity.version;
        }

        private LegalEntity entity() {
            return new LegalEntity(
                    id,
                    name,
                    fullName,
                    inn,
                    kpp,
                    ogrn,
                    legalAddress,
                    postAddress,
                    headName,
                    headPost,
                    registryStatus,
                    registryCheckedAt,
                    accounts,
                    version);
        }
    }
}
