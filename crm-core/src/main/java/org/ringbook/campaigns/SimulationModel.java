package org.ringbook.campaigns;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * What a campaign is played with: who is left to call, who calls, and how people and telephones have behaved so far.
 *
 * @param entries that are not over
 * @param agents who work through it at the same time
 * @param open whether both the agents work and the called people may be called at a moment
 * @param nextOpen the next such moment, of one that is none
 * @param zone of the called people, for the hour of their day
 * @param answered chance that an attempt is answered, by the hour of the called people's day, 0 to 23
 * @param inVain what attempts that are not answered come to: how often, of all of them
 * @param rings seconds until an answer, as they were seen
 * @param vainSeconds seconds that an attempt takes that is not answered, by what it comes to
 * @param talks seconds, as they were seen
 * @param wrapUps seconds, as they were seen
 * @param done chance that an entry is over once somebody spoke with them
 * @param mostAttempts at one entry
 */
record SimulationModel(
        List<Waiting> entries,
        int agents,
        Predicate<Instant> open,
        UnaryOperator<Instant> nextOpen,
        ZoneId zone,
        double[] answered,
        Map<TechnicalResult, Double> inVain,
        double[] rings,
        Map<TechnicalResult, Double> vainSeconds,
        double[] talks,
        double[] wrapUps,
        double done,
        int mostAttempts) {

    /** One entry. @param at from when it may be taken @param attempts so far */
    record Waiting(Instant at, int attempts) {}
}
