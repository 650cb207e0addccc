package org.ringbook.calls.fold;

import java.util.AbstractCollection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.ringbook.calls.CallFact;

/**
 * Different facts in the order of their times, whatever the order in which they come. They come nearly in order, and then one more
 * costs one comparison. For one thread at a time.
 */
final class FactsInOrder extends AbstractCollection<CallFact> {

    /** Equal times are common; content decides then, so that the order of arrival never does. */
    private static final Comparator<CallFact> BY_TIME = Comparator.comparing(CallFact::at)
            .thenComparing(fact -> fact.getClass().getSimpleName())
            .thenComparing(CallFact::toString);

    private final List<CallFact> facts = new ArrayList<>(16);
    private boolean mistaken;

    /** @return those of the facts that were not taken back, in order */
    static List<CallFact> of(Collection<CallFact> facts, Part part) {
        if (facts instanceof FactsInOrder inOrder && !inOrder.mistaken && part.changesNothing()) {
            return inOrder.facts;
        }
        var sorted = new ArrayList<>(part.seenBy(withoutMistakes(facts)));
        sorted.sort(BY_TIME);
        return sorted;
    }

    static Collection<CallFact> withoutMistakes(Collection<CallFact> facts) {
        return facts instanceof FactsInOrder inOrder && !inOrder.mistaken ? facts : Mistakes.without(facts);
    }

    /** @return false when it was told before */
    @Override
    public boolean add(CallFact fact) {
        int size = facts.size();
        if (size == 0 || facts.get(size - 1).at().isBefore(fact.at())) {
            facts.add(fact);
        } else {
            int place = Collections.binarySearch(facts, fact, BY_TIME);
            if (place >= 0 && stands(fact, place)) {
                return false;
            }
            facts.add(place < 0 ? -place - 1 : place, fact);
        }
        mistaken |= fact instanceof CallFact.Mistaken;
        return true;
    }

    /** What looks the same in words need not be the same: a text may be missing, or "null". */
    private boolean stands(CallFact fact, int place) {
        int from = place;
        while (from > 0 && BY_TIME.compare(facts.get(from - 1), fact) == 0) {
            from--;
        }
        for (int i = from; i < facts.size() && BY_TIME.compare(facts.get(i), fact) == 0; i++) {
            if (facts.get(i).equals(fact)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Iterator<CallFact> iterator() {
        return facts.iterator();
    }

    @Override
    public int size() {
        return facts.size();
    }
}
