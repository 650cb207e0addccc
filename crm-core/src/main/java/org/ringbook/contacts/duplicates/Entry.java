package org.ringbook.contacts.duplicates;

import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A person or a company as far as it tells whether it is known already.
 *
 * @param id null for one that is not saved yet
 * @param companyId of a person; null when none
 * @param numbers E.164 without the plus
 * @param emails as they are compared
 * @param hosts of sites, as they are compared
 * @param region null when unknown
 * @param legal INN and KPP whose sums are right, "5835000017/583501001", "5835000017/" without a KPP
 */
record Entry(
        UUID id,
        Kind kind,
        String name,
        UUID companyId,
        Set<Long> numbers,
        Set<String> emails,
        Set<String> hosts,
        String region,
        Set<String> legal) {

    enum Kind {
        PERSON,
        COMPANY
    }

    boolean isPerson() {
        return kind == Kind.PERSON;
    }

    /** Without case, ё as е. */
    String nameKey() {
        return isPerson() ? NameKeys.person(name) : NameKeys.company(name);
    }

    String regionKey() {
        return region == null ? null : NameKeys.person(region);
    }

    List<String> inns() {
        return legal.stream().map(one -> one.substring(0, one.indexOf('/'))).toList();
    }
}
