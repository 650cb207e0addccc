package org.ringbook.contacts.legal;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

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

    LegalEntity with(UUID newId, int newVersion) {
        return new LegalEntity(
                newId,
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
                newVersion);
    }

    LegalEntity with(List<BankAccount> newAccounts) {
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
                newAccounts,
                version);
    }
}
