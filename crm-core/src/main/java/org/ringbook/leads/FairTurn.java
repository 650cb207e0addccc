package org.ringbook.leads;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Whose turn it is: who has had the fewest today for their weight, then who has waited longest, then by id. Pure.
 */
final class FairTurn {

    private FairTurn() {}

    /**
     * @param weight twice as many for two as for one
     * @param capacity so many open leads and no more
     * @param open how many they have
     * @param today how many they were given today
     * @param last when they were given the last one; null for never
     */
    record Member(UUID id, int weight, int capacity, int open, int today, Instant last) {

        boolean hasRoom() {
            return weight > 0 && open < capacity;
        }
    }

    private static final Comparator<Member> ORDER = Comparator.<Member>comparingDouble(
                    one -> (double) one.today() / one.weight())
            .thenComparing(Member::last, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(Member::id);

    /** Empty when nobody has room: the lead waits. */
    static Optional<Member> next(List<Member> present) {
        return present.stream().filter(Member::hasRoom).min(ORDER);
    }
}
