package org.ringbook.calls.log;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.ringbook.calls.Call;

/**
 * How a telephone's part in a call sounded; told by the program that carried the sound, and no fact of the call.
 *
 * @param telephone extension
 * @param sipCallId what SIP calls this leg
 * @param beganAt when it rang or dialled, by our clock
 * @param sent packets
 * @param received packets
 * @param lost packets that never came
 * @param late packets that came after they were due
 * @param concealedMillis sound that was made up for what was missing
 * @param jitterMillis how unevenly packets came (RFC 3550)
 * @param bufferMillis how long sound waited so that this was not heard
 * @param roundTripMillis null where nobody reported it
 * @param lostThere share of ours that the other side missed, 0 to 1; null where nobody reported it
 * @param estimate how it was heard here, 1 to 4.5 (ITU-T G.107)
 * @param estimateThere how it was heard there; null where nobody reported it
 */
public record LegQuality(
        String telephone,
        String sipCallId,
        Instant beganAt,
        Instant answeredAt,
        Instant endedAt,
        String codec,
        long sent,
        long received,
        long lost,
        long late,
        long concealedMillis,
        double jitterMillis,
        int bufferMillis,
        Double roundTripMillis,
        Double lostThere,
        double estimate,
        Double estimateThere) {

    /** Two clocks, and the way of the news, do not part by more. */
    private static final Duration SAME = Duration.ofSeconds(30);

    /** Below it many of those who listen are not content (ITU-T G.109). */
    public static final double BAD = 3.6;

    /** Of several reports the one of this leg: of its telephone, and over at the same time. */
    public static Optional<LegQuality> of(Call.Leg leg, List<LegQuality> told) {
        if (leg.endedAt() == null) {
            return Optional.empty();
        }
        return told.stream()
                .filter(one -> one.telephone().equals(leg.party()))
                .filter(one -> one.apart(leg).compareTo(SAME) < 0)
                .min(Comparator.comparing(one -> one.apart(leg)));
    }

    private Duration apart(Call.Leg leg) {
        return Duration.between(leg.endedAt(), endedAt).abs();
    }

    /** Share of what should have been heard here and was not, 0 to 1. */
    public double loss() {
        long expected = received + lost;
        return expected == 0 ? 0 : (double) (lost + late) / expected;
    }

    /** The worse of both ways. */
    public double worst() {
        return estimateThere == null ? estimate : Math.min(estimate, estimateThere);
    }

    public boolean bad() {
        return worst() < BAD;
    }
}
