package org.ringbook.contacts;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Numbers of a file that people of several names have, as one switchboard for all: nobody is known by them. Pure memory. */
final class SharedNumbers {

    /** A number of so many owners is nobody's own. */
    static final int MOST = 3;

    /** Names stand as their hashes: a large file has many. */
    private final Map<Long, Set<Integer>> names = new HashMap<>();

    void add(ImportedRow row) {
        if (row.person() != null) {
            row.numbers()
                    .forEach(number -> names.merge(
                            number.number().e164(), Set.of(row.nameKey().hashCode()), SharedNumbers::together));
        }
    }

    private static Set<Integer> together(Set<Integer> before, Set<Integer> one) {
        if (before.size() >= MOST || before.containsAll(one)) {
            return before;
        }
        var both = new HashSet<>(before);
        both.addAll(one);
        return Set.copyOf(both);
    }

    boolean has(Contact.ContactNumber number) {
        return names.getOrDefault(number.number().e164(), Set.of()).size() >= MOST;
    }
}
