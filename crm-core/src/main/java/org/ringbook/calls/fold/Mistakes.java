package org.ringbook.calls.fold;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.ringbook.calls.CallFact;
import org.ringbook.calls.CallFact.Mistaken;

/** What was told by mistake, and taken back, was not told. */
final class Mistakes {

    private Mistakes() {}

    static Collection<CallFact> without(Collection<CallFact> facts) {
        if (facts.stream().noneMatch(Mistaken.class::isInstance)) {
            return facts;
        }
        var all = new HashSet<>(facts);
        return facts.stream()
                .filter(fact -> !(fact instanceof Mistaken) && holds(fact, all))
                .toList();
    }

    private static boolean holds(CallFact fact, Set<CallFact> all) {
        return all.contains(fact) && !holds(new Mistaken(fact.leg(), fact.at(), fact), all);
    }
}
