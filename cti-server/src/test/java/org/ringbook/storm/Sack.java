package org.ringbook.storm;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** What is delivered in a storm, in the order in which it arrives. */
final class Sack {

    private static final double REPEATED = 0.30;
    private static final double FORGED = 0.05;

    /** @param forged wrongly signed or torn: it must be refused */
    record Posted(StormCall.Letter letter, boolean forged) {

        @Override
        public String toString() {
            return letter.path() + " " + letter.body();
        }
    }

    private Sack() {}

    /**
     * @param client of the forged ones: a number that nobody has
     * @param late how late a letter comes at most
     */
    static List<Posted> of(StormSource source, List<StormCall> calls, String client, Duration late, Random random) {
        var all = new ArrayList<Posted>();
        for (StormCall call : calls) {
            for (StormCall.Letter letter : call.letters()) {
                all.add(new Posted(delayed(letter, late, random), false));
                if (random.nextDouble() < REPEATED) {
                    all.add(new Posted(delayed(letter, late, random), false));
                }
                if (random.nextDouble() < FORGED) {
                    StormCall.Letter wrong = random.nextBoolean() ? source.forged(letter, client) : letter.torn();
                    all.add(new Posted(delayed(wrong, late, random), true));
                }
            }
        }
        all.sort(Comparator.comparing(posted -> posted.letter().at()));
        return all;
    }

    private static StormCall.Letter delayed(StormCall.Letter letter, Duration late, Random random) {
        Instant at = letter.at().plusMillis(random.nextLong(late.toMillis()));
        return letter.at(at);
    }
}
