package org.ringbook.robots;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Whether a robot would go round in a circle. Pure. */
final class LoopGuards {

    /** So many robots may run because of each other. */
    static final int DEEPEST = 5;

    static final int MOST_A_DAY = 20;

    enum Answer {
        RUN,
        /** It would answer to what it did itself. */
        OWN_CHANGE,
        /** All of the chain leave the record alone from now on. */
        TOO_DEEP,
        /** It leaves the record alone from now on. */
        TOO_MANY;

        boolean stops() {
            return this == TOO_DEEP || this == TOO_MANY;
        }
    }

    private LoopGuards() {}

    /**
     * @param chain the robots by whose steps it came to this, the first first
     * @param today how often the robot ran for the record today
     */
    static Answer of(UUID robot, List<UUID> chain, int today) {
        if (!chain.isEmpty() && chain.get(chain.size() - 1).equals(robot)) {
            return Answer.OWN_CHANGE;
        }
        if (chain.size() >= DEEPEST) {
            return Answer.TOO_DEEP;
        }
        return today >= MOST_A_DAY ? Answer.TOO_MANY : Answer.RUN;
    }

    /** Who leaves the record alone after such an answer. */
    static Set<UUID> stopped(Answer answer, UUID robot, List<UUID> chain) {
        var all = new LinkedHashSet<UUID>();
        if (answer == Answer.TOO_DEEP) {
            all.addAll(chain);
        }
        if (answer.stops()) {
            all.add(robot);
        }
        return all;
    }
}
