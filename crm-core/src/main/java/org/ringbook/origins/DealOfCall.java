package org.ringbook.origins;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * About which deal a call is when nobody said it: the only one of the client's that was open, or of several the only one of whoever spoke. Of
 * several people with one number it is the one who had an open deal. Else it is about none: a call that counted for each would be counted
 * twice. Pure.
 */
final class DealOfCall {

    private DealOfCall() {}

    /** @param until when it was closed; null while it is open */
    record Lifetime(UUID id, UUID partyId, UUID contactId, UUID responsibleId, Instant from, Instant until) {

        private boolean isOf(Set<UUID> side) {
            return partyId != null && side.contains(partyId) || contactId != null && side.contains(contactId);
        }

        private boolean wasOpen(Instant start, Instant end) {
            return !from.isAfter(end) && (until == null || until.isAfter(start));
        }
    }

    /**
     * @param sides whom the number may mean, each with their company
     * @param end of the call; now while it goes on
     * @param speakers of ours, by id
     */
    static Optional<UUID> among(
            List<Lifetime> deals, List<Set<UUID>> sides, Instant start, Instant end, Set<UUID> speakers) {
        List<Lifetime> open =
                deals.stream().filter(deal -> deal.wasOpen(start, end)).toList();
        List<List<Lifetime>> theirs = sides.stream()
                .map(side -> open.stream().filter(deal -> deal.isOf(side)).toList())
                .filter(some -> !some.isEmpty())
                .distinct()
                .toList();
        if (theirs.size() != 1) {
            return Optional.empty();
        }
        List<Lifetime> of = theirs.get(0);
        return of.size() == 1
                ? Optional.of(of.get(0).id())
                : only(of.stream()
                        .filter(deal -> deal.responsibleId() != null && speakers.contains(deal.responsibleId()))
                        .toList());
    }

    private static Optional<UUID> only(List<Lifetime> some) {
        return some.size() == 1 ? Optional.of(some.get(0).id()) : Optional.empty();
    }
}
