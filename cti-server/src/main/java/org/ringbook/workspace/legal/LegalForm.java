package org.ringbook.workspace.legal;

import java.util.ArrayList;
import java.util.List;
import org.ringbook.contacts.legal.LegalEntity;
import org.ringbook.contacts.legal.LegalEntity.BankAccount;

/** A legal entity as it is typed into the form. The lists of accounts go together by place. */
record LegalForm(
        String name,
        String fullName,
        String inn,
        String kpp,
        String ogrn,
        String legalAddress,
        String postAddress,
        String headName,
        String headPost,
        List<String> bic,
        List<String> account,
        List<String> corrAccount,
        List<String> bankName,
        Integer version) {

    LegalForm {
        bic = bic == null ? List.of() : bic;
        account = account == null ? List.of() : account;
        corrAccount = corrAccount == null ? List.of() : corrAccount;
        bankName = bankName == null ? List.of() : bankName;
    }

    static LegalForm empty(String name) {
        return new LegalForm(name, null, null, null, null, null, null, null, null, null, null, null, null, 0);
    }

    static LegalForm of(LegalEntity entity) {
        return new LegalForm(
                entity.name(),
                entity.fullName(),
                entity.inn(),
                entity.kpp(),
                entity.ogrn(),
                entity.legalAddress(),
                entity.postAddress(),
                entity.headName(),
                entity.headPost(),
                entity.accounts().stream().map(BankAccount::bic).toList(),
                entity.accounts().stream().map(BankAccount::account).toList(),
                entity.accounts().stream().map(one -> text(one.corrAccount())).toList(),
                entity.accounts().stream().map(one -> text(one.bankName())).toList(),
                entity.version());
    }

    /** One line of the form's list of accounts; there is an empty one when there is none. */
    public List<BankAccount> lines() {
        var lines = new ArrayList<BankAccount>();
        for (int i = 0; i < Math.max(1, Math.max(bic.size(), account.size())); i++) {
            lines.add(new BankAccount(at(bic, i), at(account, i), at(corrAccount, i), at(bankName, i)));
        }
        return lines;
    }

    LegalEntity entity(LegalEntity before) {
        return LegalEntity.of(draft -> {
            typed(draft);
            draft.id = before == null ? null : before.id();
            draft.registryStatus = before == null ? null : before.registryStatus();
            draft.registryCheckedAt = before == null ? null : before.registryCheckedAt();
            draft.version = version == null ? 0 : version;
        });
    }

    private void typed(LegalEntity.Draft draft) {
        draft.name = name;
        draft.fullName = fullName;
        draft.inn = inn;
        draft.kpp = kpp;
        draft.ogrn = ogrn;
        draft.legalAddress = legalAddress;
        draft.postAddress = postAddress;
        draft.headName = headName;
        draft.headPost = headPost;
        draft.accounts = lines();
    }

    /** What is empty is filled; what somebody typed stays. The name of the card gives way to the registered one. */
    LegalForm filledFrom(LegalEntity found) {
        return new LegalForm(
                found.name(),
                or(fullName, found.fullName()),
                found.inn(),
                or(kpp, found.kpp()),
                or(ogrn, found.ogrn()),
                or(legalAddress, found.legalAddress()),
                postAddress,
                or(headName, found.headName()),
                or(headPost, found.headPost()),
                bic,
                account,
                corrAccount,
                bankName,
                version);
    }

    /** What the register says otherwise than what was typed. */
    List<String> differences(LegalEntity found) {
        var differences = new ArrayList<String>();
        differ(differences, kpp, found.kpp());
        differ(differences, ogrn, found.ogrn());
        differ(differences, legalAddress, found.legalAddress());
        differ(differences, headName, found.headName());
        return differences;
    }

    private static void differ(List<String> differences, String typed, String found) {
        if (found != null && typed != null && !typed.isBlank() && !typed.strip().equalsIgnoreCase(found)) {
            differences.add(typed.strip() + " → " + found);
        }
    }

    private static String or(String typed, String found) {
        return typed == null || typed.isBlank() ? found : typed;
    }

    private static String at(List<String> texts, int place) {
        return place < texts.size() ? texts.get(place) : "";
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }
}
