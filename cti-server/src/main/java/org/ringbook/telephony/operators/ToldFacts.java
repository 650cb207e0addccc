package org.ringbook.telephony.operators;

import java.util.LinkedHashSet;
import java.util.Set;
import org.ringbook.calls.CallFact;
import org.ringbook.calls.CallFact.Mistaken;

/**
 * The facts that were told of one call by a source whose messages overtake each other: they are made anew of all that was told,
 * and what turns out to be otherwise is taken back. For one thread.
 */
public final class ToldFacts {

    private final Set<CallFact> told = new LinkedHashSet<>();

    /** Whether nothing was told yet. */
    public boolean isEmpty() {
        return told.isEmpty();
    }

    /** Another call turned out to be a part of this one. */
    public void take(ToldFacts other) {
        told.addAll(other.told);
    }

    /**
     * Takes back what turned out to be otherwise.
     *
     * @param now all facts as they are known now
     * @return all that is to be told, because whoever forgot the call since needs the whole of it; empty when nothing is new
     */
    public Set<CallFact> tell(Set<CallFact> now) {
        int before = told.size();
        for (CallFact fact : Set.copyOf(told)) {
            if (!(fact instanceof Mistaken) && !now.contains(fact) && holds(fact)) {
                takeBack(fact);
            }
        }
        for (CallFact fact : now) {
            if (!told.add(fact) && !holds(fact)) {
                takeBack(mistake(fact));
            }
        }
        return told.size() == before ? Set.of() : told;
    }

    private boolean holds(CallFact fact) {
        return told.contains(fact) && !holds(mistake(fact));
    }

    private void takeBack(CallFact fact) {
        Mistaken mistake = mistake(fact);
        if (!told.add(mistake)) {
            takeBack(mistake(mistake));
        }
    }

    private static Mistaken mistake(CallFact fact) {
        return new Mistaken(fact.leg(), fact.at(), fact);
    }
}
