package org.ringbook.calls;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.ringbook.calls.Call.Leg;
import org.ringbook.calls.Call.LegKind;
import org.ringbook.calls.Call.LegOutcome;
import org.ringbook.numbers.PhoneNumber;

/** What several sources tell of Maria's calls: Anna has a mobile that belongs to a virtual PBX, and a telephone at the office. */
public final class TwoSources {

    public static final String ATS = "ats";
    public static final String SIM = "mobiles";
    public static final String OFFICE = "office";
    public static final PhoneNumber ANNAS_MOBILE = PhoneNumber.of("+79160000101");

    private TwoSources() {}

    /** A call to us, with what happened on our telephones. */
    public static Call told(
            String source, PhoneNumber external, PhoneNumber line, Instant began, Instant ended, Leg... legs) {
        return told(source, Call.Direction.INBOUND, external, line, began, ended, legs);
    }

    /** @param ended null while it goes on */
    public static Call told(
            String source,
            Call.Direction direction,
            PhoneNumber external,
            PhoneNumber line,
            Instant began,
            Instant ended,
            Leg... legs) {
        Instant answered = Arrays.stream(legs)
                .map(Leg::answeredAt)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
        List<String> spoke = Arrays.stream(legs)
                .filter(leg -> leg.answeredAt() != null)
                .map(Leg::party)
                .toList();
        String sourceId = source + "-" + external + "-" + line + "-" + began;
        boolean over = ended != null;
        return Call.of(draft -> {
            draft.id = CallIds.of(source, sourceId, began);
            draft.source = source;
            draft.sourceId = sourceId;
            draft.direction = direction;
            draft.state = over ? Call.State.ENDED : answered == null ? Call.State.RINGING : Call.State.TALKING;
            draft.result = answered != null ? Call.Result.ANSWERED : over ? Call.Result.MISSED : null;
            draft.external = external;
            draft.line = line;
            draft.startedAt = began;
            draft.answeredAt = answered;
            draft.endedAt = ended;
            draft.waitSeconds = seconds(began, answered == null ? ended : answered);
            draft.talkSeconds = answered == null ? null : seconds(answered, ended);
            draft.agent = spoke.isEmpty() ? null : spoke.get(spoke.size() - 1);
            draft.answeredBy = spoke;
            draft.rang = Arrays.stream(legs).map(Leg::party).toList();
            draft.legs = List.of(legs);
        });
    }

    private static BigDecimal seconds(Instant from, Instant to) {
        return from == null || to == null
                ? null
                : BigDecimal.valueOf(Duration.between(from, to).toMillis(), 3);
    }

    public static Leg spoke(String telephone, Instant rang, Instant answered, Instant ended) {
        return new Leg(telephone, kind(telephone), rang, answered, ended, ended == null ? null : LegOutcome.ANSWERED);
    }

    public static Leg rang(String telephone, Instant rang, Instant ended) {
        return new Leg(telephone, kind(telephone), rang, null, ended, ended == null ? null : LegOutcome.NO_ANSWER);
    }

    private static LegKind kind(String telephone) {
        return telephone.startsWith("+") ? LegKind.OUTSIDE : LegKind.AGENT;
    }
}
