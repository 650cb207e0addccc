package org.ringbook.contacts.duplicates;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How likely it is that two entries are one. What they share speaks independently: of two reasons of 70 and 30 percent 21 percent of
 * doubt are left, which makes 79. Pure.
 */
final class DuplicateRules {

    private static final double LIKE = 0.6;
    private static final Set<String> ROLE_BOXES = Set.of(
            "info",
            "sales",
            "office",
            "zakaz",
            "buh",
            "mail",
            "contact",
            "hello",
            "admin",
            "support",
            "order",
            "orders",
            "reception",
            "priemnaya",
            "sekretar",
            "help",
            "hr",
            "shop",
            "market",
            "snab");

    private DuplicateRules() {}

    /** @param shared numbers that say little: of several owners, or a line of a company */
    static List<Reason> reasons(Entry one, Entry other, Set<Long> shared) {
        var reasons = new ArrayList<Reason>();
        legal(one, other, reasons);
        for (Long number : common(one.numbers(), other.numbers())) {
            reasons.add(shared.contains(number) ? Reason.SHARED_PHONE : Reason.PHONE);
        }
        for (String email : common(one.emails(), other.emails())) {
            reasons.add(isRoleBox(email) ? Reason.ROLE_EMAIL : Reason.EMAIL);
        }
        common(one.hosts(), other.hosts()).forEach(host -> reasons.add(Reason.SITE));
        if (one.kind() == other.kind()) {
            names(one, other, reasons);
        }
        return strongest(reasons);
    }

    private static void legal(Entry one, Entry other, List<Reason> reasons) {
        if (!common(one.legal(), other.legal()).isEmpty()) {
            reasons.add(Reason.INN_AND_KPP);
        } else if (one.inns().stream().anyMatch(other.inns()::contains)) {
            reasons.add(Reason.INN);
        }
    }

    private static void names(Entry one, Entry other, List<Reason> reasons) {
        String key = one.nameKey();
        boolean same = !key.isEmpty() && key.equals(other.nameKey());
        if (!same) {
            if (!reasons.isEmpty() && NameKeys.similarity(key, other.nameKey()) >= LIKE) {
                reasons.add(Reason.LIKE_NAME);
            }
        } else if (!one.isPerson()) {
            boolean there = one.regionKey() != null && one.regionKey().equals(other.regionKey());
            reasons.add(there ? Reason.COMPANY_NAME_AND_REGION : Reason.COMPANY_NAME);
        } else if (NameKeys.isFull(key)) {
            reasons.add(Reason.FULL_NAME);
            if (one.companyId() != null && one.companyId().equals(other.companyId())) {
                reasons.add(Reason.SAME_COMPANY);
            }
        }
    }

    /** Two numbers that two people share say no more than one does: each kind of reason counts once. */
    private static List<Reason> strongest(List<Reason> reasons) {
        return reasons.stream().distinct().toList();
    }

    /** @return 0 to 100 */
    static double score(List<Reason> reasons) {
        double doubt = 1;
        for (Reason reason : reasons) {
            doubt *= 1 - reason.weight() / 100.0;
        }
        return Math.round((1 - doubt) * 1_000) / 10.0;
    }

    static boolean isRoleBox(String email) {
        return ROLE_BOXES.contains(email.substring(0, email.indexOf('@')));
    }

    private static <T> Set<T> common(Collection<T> ones, Collection<T> others) {
        Set<T> common = new HashSet<>(ones);
        common.retainAll(others);
        return common;
    }
}
