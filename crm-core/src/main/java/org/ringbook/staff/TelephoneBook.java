package org.ringbook.staff;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Who had which telephone at which source when. At its source a telephone that is bound to it goes before one that is somebody's
 * at any. Never changed, so any thread reads it without a lock; a question looks at the few rows of one telephone.
 */
public final class TelephoneBook {

    private static final Comparator<StaffTelephone> IN_TIME =
            Comparator.comparing(StaffTelephone::since, Comparator.nullsFirst(Comparator.<Instant>naturalOrder()));

    private final List<StaffTelephone> rows;
    private final Map<String, List<StaffTelephone>> byTelephone = new HashMap<>();
    private final Map<UUID, List<StaffTelephone>> byMember = new HashMap<>();
    private final Set<String> handedOn = new HashSet<>();

    /** @param rows in any order */
    public TelephoneBook(Collection<StaffTelephone> rows) {
        this.rows = rows.stream().sorted(IN_TIME).toList();
        for (StaffTelephone row : this.rows) {
            byTelephone
                    .computeIfAbsent(row.telephone(), telephone -> new ArrayList<>())
                    .add(row);
            byMember.computeIfAbsent(row.memberId(), member -> new ArrayList<>())
                    .add(row);
            if (row.since() != null || row.until() != null) {
                handedOn.add(row.telephone());
            }
        }
    }

    /**
     * Whose telephone it was.
     *
     * @param assumed nobody kept track at that time, and nobody else is known to have had it
     */
    public record Owner(UUID staffId, boolean assumed) {}

    /**
     * @param telephone as calls name it; null and what is nobody's telephone is nobody
     * @return null when it was nobody's, or nobody knows whose
     */
    public Owner ownerAt(String source, String telephone, Instant at) {
        StaffTelephone row = row(source, telephone, one -> one.covers(at));
        return row == null ? null : new Owner(row.memberId(), row.assumedAt(at));
    }

    /** @return whose it is at that source now; null when nobody's */
    UUID ownerNow(String source, String telephone) {
        StaffTelephone row = row(source, telephone, StaffTelephone::open);
        return row == null ? null : row.memberId();
    }

    private StaffTelephone row(String source, String telephone, Predicate<StaffTelephone> wanted) {
        StaffTelephone anywhere = null;
        for (StaffTelephone row : of(telephone)) {
            if (wanted.test(row)) {
                if (row.source() == null) {
                    anywhere = row;
                } else if (row.source().equals(source)) {
                    return row;
                }
            }
        }
        return anywhere;
    }

    /** Whose it is now, whichever source it is of; null when nobody's, or that of two people at two sources. */
    UUID ownerNow(String telephone) {
        UUID owner = null;
        for (StaffTelephone row : of(telephone)) {
            if (row.open()) {
                if (row.source() == null) {
                    return row.memberId();
                }
                if (owner != null && !owner.equals(row.memberId())) {
                    return null;
                }
                owner = row.memberId();
            }
        }
        return owner;
    }

    /** All that is known of a telephone, in the order of time. */
    public List<StaffTelephone> of(String telephone) {
        return telephone == null ? List.of() : byTelephone.getOrDefault(telephone, List.of());
    }

    /** All telephones that a person has and had, in the order of time. */
    public List<StaffTelephone> of(UUID member) {
        return byMember.getOrDefault(member, List.of());
    }

    /** Those of which it depends on the moment whose they were. Of any other one the owner is the same at all times. */
    public Set<String> handedOn() {
        return Collections.unmodifiableSet(handedOn);
    }

    StaffTelephone row(long id) {
        return rows.stream().filter(row -> row.id() == id).findFirst().orElse(null);
    }

    /** The same, with some rows as they are given here. */
    public TelephoneBook with(Collection<StaffTelephone> changed) {
        var all = new HashMap<Long, StaffTelephone>();
        rows.forEach(row -> all.put(row.id(), row));
        changed.forEach(row -> all.put(row.id(), row));
        return new TelephoneBook(all.values());
    }
}
