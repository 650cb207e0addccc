package org.ringbook.calls.fold;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallChange;
import org.ringbook.calls.CallFact.LegBegan;
import org.ringbook.calls.CallFact.Linked;

/** The facts of legs that hang together, and what was told of the calls that they make. For one thread at a time. */
final class LegGroup {

    /** That two legs belong together. */
    record Link(String one, String other) {}

    final Set<String> legs = new HashSet<>(4);
    final Set<String> known = new HashSet<>(4);
    final FactsInOrder facts = new FactsInOrder();
    /** By which of its legs it was put together, and since when; needed when it must be taken apart. */
    final Map<Link, Instant> links = new HashMap<>(8);
    /** Ids that were told of, and of which nobody was told yet where they lead. */
    final List<UUID> mergedIds = new ArrayList<>(0);

    final List<Call> told = new ArrayList<>(1);
    Instant last = Instant.MIN;

    /** Of legs of which no call was told yet, as of a telephone that hears nobody but the PBX, the end may still make one. */
    boolean over() {
        return told.isEmpty() ? legsAreOver() : told.stream().allMatch(Call::ended);
    }

    boolean legsAreOver() {
        return LegHistory.of(facts).legs.values().stream()
                .allMatch(leg -> leg.over() || leg.nailedUp || !leg.identified);
    }

    /** A beginning may be told twice, by the source itself and by its list of what goes on. */
    boolean whole() {
        Set<String> began = new HashSet<>();
        facts.stream().filter(LegBegan.class::isInstance).forEach(fact -> began.add(fact.leg()));
        return began.containsAll(legs);
    }

    void link(Linked linked) {
        link(new Link(linked.leg(), linked.other()), linked.at());
    }

    private void link(Link link, Instant at) {
        links.merge(link, at, (one, other) -> one.isBefore(other) ? one : other);
    }

    /** Takes all that another one has. */
    void take(LegGroup from) {
        legs.addAll(from.legs);
        known.addAll(from.known);
        facts.addAll(from.facts);
        from.links.forEach(this::link);
        mergedIds.addAll(from.mergedIds);
        last = last.isAfter(from.last) ? last : from.last;
        told.addAll(from.told);
    }

    /**
     * Tells what became of its calls. Of several that were told and turn out to be one, the oldest stays.
     *
     * @param pieces the calls that it makes now
     */
    void tell(CallFold fold, List<CallFold.Piece> pieces, List<CallChange> changes) {
        if (told.size() > 1) {
            told.sort(Comparator.comparing(Call::startedAt).thenComparing(Call::id));
        }
        List<Call> before = List.copyOf(told);
        // All are folded before anything is told: when one fails, nothing was.
        var known = new ArrayList<List<Call>>(pieces.size());
        var now = new ArrayList<Call>(pieces.size());
        for (CallFold.Piece piece : pieces) {
            List<Call> ofThis = pieces.size() == 1 ? before : before(before, piece, pieces);
            known.add(ofThis);
            now.add(
                    facts.isEmpty()
                            ? null
                            : fold.fold(
                                    piece.history(),
                                    ofThis.isEmpty() ? null : ofThis.get(0).id()));
        }
        told.clear();
        for (int i = 0; i < pieces.size(); i++) {
            tell(known.get(i), now.get(i), changes);
        }
    }

    private void tell(List<Call> before, Call now, List<CallChange> changes) {
        List<UUID> merged = new ArrayList<>(mergedIds);
        mergedIds.clear();
        for (int i = 1; i < before.size(); i++) {
            merged.add(before.get(i).id());
        }
        tell(before.isEmpty() ? null : before.get(0), now, merged, changes);
    }

    private static List<Call> before(List<Call> told, CallFold.Piece piece, List<CallFold.Piece> pieces) {
        return told.stream()
                .filter(call -> pieceOf(call.sourceId(), pieces) == piece)
                .toList();
    }

    private void tell(Call known, Call now, List<UUID> merged, List<CallChange> changes) {
        if (now == null && known != null) {
            changes.add(CallChange.withdrawn(known, last, merged));
        } else if (now == null) {
            mergedIds.addAll(merged);
        } else {
            told.add(now);
            if (!now.equals(known) || !merged.isEmpty()) {
                changes.add(new CallChange(known, now, merged));
            }
        }
    }

    /** The one that a call is, by its first leg; a leg that went on in a call of its own is the first of that one. */
    static CallFold.Piece pieceOf(String firstLeg, List<CallFold.Piece> pieces) {
        return pieces.stream()
                .filter(piece -> piece.part().has(firstLeg))
                .max(Comparator.comparing(
                        (CallFold.Piece piece) -> piece.part().since().containsKey(firstLeg)))
                .orElse(pieces.get(0));
    }
}
