package org.ringbook.calls.fold;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.ringbook.calls.CallFact;

/**
 * Which facts of a call cannot be folded, found by trying: of all beginnings of what was told, the last fact of the shortest one that
 * fails is at fault. A call of a thousand facts is folded ten times for each that is.
 */
final class FactsThatFold {

    /** A call with more of them is not worth the time of the others. */
    private static final int MOST = 20;

    private FactsThatFold() {}

    /**
     * @param facts from which those that do not fold are taken out
     * @param fold throws at what it cannot fold
     * @return those that were taken out, with why
     */
    static List<RefusedFact> keep(Collection<CallFact> facts, Consumer<List<CallFact>> fold) {
        var refused = new ArrayList<RefusedFact>();
        var all = new ArrayList<>(facts);
        for (RuntimeException why = failure(all, fold);
                why != null && refused.size() < MOST;
                why = failure(all, fold)) {
            int good = 0;
            int bad = all.size();
            if (bad == 0) {
                break;
            }
            while (bad - good > 1) {
                int middle = (good + bad) / 2;
                if (failure(all.subList(0, middle), fold) == null) {
                    good = middle;
                } else {
                    bad = middle;
                }
            }
            CallFact atFault = all.remove(bad - 1);
            facts.remove(atFault);
            refused.add(new RefusedFact(atFault, why));
        }
        return refused;
    }

    private static RuntimeException failure(List<CallFact> facts, Consumer<List<CallFact>> fold) {
        try {
            fold.accept(facts);
            return null;
        } catch (RuntimeException why) {
            return why;
        }
    }
}
