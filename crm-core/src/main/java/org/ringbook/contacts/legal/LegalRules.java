package org.ringbook.contacts.legal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.ringbook.contacts.legal.Doubtful.Doubt;
import org.ringbook.contacts.legal.LegalEntity.BankAccount;
import org.ringbook.refusals.Refused;

/**
 * What is written of a legal entity. Too long is refused. What its sums or its shape say is wrong is doubted only: papers have
 * misprints, and registers exceptions. Pure.
 */
final class LegalRules {

    private static final int LONGEST = 255;
    private static final int LONGEST_ADDRESS = 1_000;
    private static final int ACCOUNTS = 20;
    private static final Pattern KPP = Pattern.compile("[0-9]{4}[0-9A-Z]{2}[0-9]{3}");
    private static final Pattern GAP = Pattern.compile("[\\p{Cntrl}\\s\\p{Z}]+");

    private LegalRules() {}

    /** Fields on one line, numbers without blanks, empty ones null. */
    static LegalEntity tidied(LegalEntity entity) {
        String name = line("name", entity.name(), LONGEST);
        if (name == null) {
            throw Refused.because("name", "contacts.legal.name");
        }
        if (entity.accounts().size() > ACCOUNTS) {
            throw Refused.because("accounts", "contacts.legal.accounts", ACCOUNTS);
        }
        return entity.with(draft -> {
            draft.name = name;
            draft.fullName = line("fullName", entity.fullName(), LONGEST_ADDRESS);
            draft.inn = code("inn", entity.inn());
            draft.kpp = code("kpp", entity.kpp());
            draft.ogrn = code("ogrn", entity.ogrn());
            draft.legalAddress = line("legalAddress", entity.legalAddress(), LONGEST_ADDRESS);
            draft.postAddress = line("postAddress", entity.postAddress(), LONGEST_ADDRESS);
            draft.headName = line("headName", entity.headName(), LONGEST);
            draft.headPost = line("headPost", entity.headPost(), LONGEST);
            draft.registryStatus = line("registryStatus", entity.registryStatus(), LONGEST);
            draft.accounts = accounts(entity.accounts());
        });
    }

    private static List<BankAccount> accounts(List<BankAccount> accounts) {
        var kept = new ArrayList<BankAccount>();
        for (BankAccount one : accounts) {
            String bic = code("bic", one.bic());
            String account = code("account", one.account());
            if (bic == null && account == null) {
                continue;
            }
            if (bic == null || account == null) {
                throw Refused.because(bic == null ? "bic" : "account", "contacts.legal.account.half");
            }
            kept.add(new BankAccount(
                    bic, account, code("corrAccount", one.corrAccount()), line("bankName", one.bankName(), LONGEST)));
        }
        return kept;
    }

    /** @return what is doubtful, each with its field; none when all is right */
    static List<Doubt> doubts(LegalEntity entity) {
        var doubts = new ArrayList<Doubt>();
        if (entity.inn() != null && !Checksums.inn(entity.inn())) {
            doubts.add(Doubt.of("inn", "contacts.legal.inn", entity.inn()));
        }
        if (entity.kpp() != null) {
            kpp(entity, doubts);
        }
        if (entity.ogrn() != null) {
            ogrn(entity.ogrn(), doubts);
        }
        for (BankAccount account : entity.accounts()) {
            account(account, doubts);
        }
        return doubts;
    }

    private static void kpp(LegalEntity entity, List<Doubt> doubts) {
        if (!KPP.matcher(entity.kpp()).matches()) {
            doubts.add(Doubt.of("kpp", "contacts.legal.kpp", entity.kpp()));
        } else if (entity.inn() != null && entity.inn().length() == 12) {
            doubts.add(Doubt.of("kpp", "contacts.legal.kpp.person"));
        }
    }

    private static void ogrn(String ogrn, List<Doubt> doubts) {
        boolean company = ogrn.length() == 13;
        if (!(company ? Checksums.ogrn(ogrn) : Checksums.ogrnip(ogrn))) {
            doubts.add(Doubt.of("ogrn", "contacts.legal.ogrn", ogrn));
        } else if (company ? !ogrn.matches("[15].*") : !ogrn.startsWith("3")) {
            doubts.add(Doubt.of("ogrn", "contacts.legal.ogrn.rare", ogrn));
        }
    }

    private static void account(BankAccount account, List<Doubt> doubts) {
        if (!account.bic().matches("04[0-9]{7}")) {
            doubts.add(Doubt.of("bic", "contacts.legal.bic", account.bic()));
        } else if (!Checksums.account(account.bic(), account.account())) {
            doubts.add(Doubt.of("account", "contacts.legal.account", account.account()));
        }
        if (account.corrAccount() != null
                && account.bic().matches("04[0-9]{7}")
                && !Checksums.account(account.bic(), account.corrAccount())) {
            doubts.add(Doubt.of("corrAccount", "contacts.legal.account", account.corrAccount()));
        }
    }

    /** What makes two entries one entity: an INN whose sums are right. Null when there is none. */
    static String innKey(LegalEntity entity) {
        return entity.inn() != null && Checksums.inn(entity.inn()) ? entity.inn() : null;
    }

    private static String code(String field, String text) {
        String line = line(field, text, LONGEST);
        return line == null ? null : line.replace(" ", "").toUpperCase(Locale.ROOT);
    }

    private static String line(String field, String text, int limit) {
        String tidied = text == null ? "" : GAP.matcher(text).replaceAll(" ").strip();
        if (tidied.length() > limit) {
            throw Refused.because(field, "contacts.long", limit);
        }
        return tidied.isEmpty() ? null : tidied;
    }
}
