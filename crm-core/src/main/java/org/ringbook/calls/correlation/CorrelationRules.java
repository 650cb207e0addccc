package org.ringbook.calls.correlation;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.ringbook.calls.Call;
import org.ringbook.numbers.PhoneNumber;

/**
 * Whether two records of different sources tell of one real call: a mobile and the virtual PBX that it belongs to, a PBX
 * behind another one, a call that was forwarded to a mobile. Numbers and times must prove it; what only might be one call
 * stays two. A withheld number proves nothing, and neither does an internal call. Pure and symmetrical.
 */
public final class CorrelationRules {

    /** Clocks differ by a few seconds, and a call takes a few to get from one system to the next. */
    public static final Duration NEAR = Duration.ofSeconds(5);

    private static final String WHOLE = "same.began-and-ended-together";
    private static final String FORWARDED = "same.forwarded-to-this-number";
    private static final String LEG = "same.rang-and-ended-with-a-telephone";

    /** First the record that knows more: what was heard as it happened, and of more telephones. */
    static final Comparator<Call> KNOWS_MORE_FIRST = Comparator.comparing(Call::healed)
            .thenComparing(call -> -call.legs().size())
            .thenComparing(call -> -moments(call))
            .thenComparing(call -> -call.recordings().size())
            .thenComparing(call -> call.line() == null)
            .thenComparing(Call::startedAt)
            .thenComparing(call -> call.id().toString());

    private CorrelationRules() {}

    /**
     * Why two records are of one call.
     *
     * @param rule stable name, the key of its text in both languages
     * @param number the outside number that both saw
     * @param party the telephone of the one call that the other call is; null when the calls are the same from end to end
     * @param beganApart how far apart they began
     * @param endedApart how far apart they ended; null while they go on
     */
    public record Proof(String rule, PhoneNumber number, String party, Duration beganApart, Duration endedApart) {}

    /**
     * Of calls that go on, the beginning alone must do; when they end, the end decides.
     *
     * @return empty when nothing proves it
     */
    public static Optional<Proof> proof(Call one, Call other) {
        if (!comparable(one, other)) {
            return Optional.empty();
        }
        boolean inOrder = KNOWS_MORE_FIRST.compare(one, other) <= 0;
        Call first = inOrder ? one : other;
        Call second = inOrder ? other : one;
        return whole(first, second).or(() -> part(first, second)).or(() -> part(second, first));
    }

    private static boolean comparable(Call one, Call other) {
        return !one.source().equals(other.source())
                && one.ended() == other.ended()
                && one.direction() == other.direction()
                && one.direction() != Call.Direction.INTERNAL
                && one.external() != null
                && other.external() != null;
    }

    private static Optional<Proof> whole(Call one, Call other) {
        boolean same = one.external().equals(other.external())
                && near(one.startedAt(), other.startedAt())
                && endNear(one.endedAt(), other.endedAt())
                && linesAgree(one, other);
        return same ? Optional.of(proof(WHOLE, one, null, one.startedAt(), one.endedAt(), other)) : Optional.empty();
    }

    /** One of the calls is what happened on one telephone of the other. */
    private static Optional<Proof> part(Call whole, Call part) {
        return whole.legs().stream()
                .filter(leg -> leg.ringAt() != null && isOurs(leg, whole))
                .filter(leg -> near(leg.ringAt(), part.startedAt()) && endNear(leg.endedAt(), part.endedAt()))
                .flatMap(leg -> rule(whole, leg, part)
                        .map(rule -> proof(rule, whole, leg.party(), leg.ringAt(), leg.endedAt(), part))
                        .stream())
                .findFirst();
    }

    private static boolean isOurs(Call.Leg leg, Call call) {
        boolean telephone = leg.kind() == Call.LegKind.AGENT || leg.kind() == Call.LegKind.OUTSIDE;
        return telephone && !call.external().toString().equals(leg.party());
    }

    /** A forwarded call shows the caller's number, or that of the line that forwards it. */
    private static Optional<String> rule(Call whole, Call.Leg leg, Call part) {
        boolean sameCaller = part.external().equals(whole.external());
        boolean itsNumber = part.line() != null && part.line().toString().equals(leg.party());
        if (itsNumber && (sameCaller || part.external().equals(whole.line()))) {
            return Optional.of(FORWARDED);
        }
        return sameCaller && linesAgree(whole, part) ? Optional.of(LEG) : Optional.empty();
    }

    /** Who calls two of our lines at once makes two calls, unless both were answered in the same moment. */
    private static boolean linesAgree(Call one, Call other) {
        return one.line() == null
                || other.line() == null
                || one.line().equals(other.line())
                || isParty(one.line(), other)
                || isParty(other.line(), one)
                || one.answeredAt() != null && other.answeredAt() != null && near(one.answeredAt(), other.answeredAt());
    }

    private static boolean isParty(PhoneNumber line, Call call) {
        return call.legs().stream().anyMatch(leg -> line.toString().equals(leg.party()));
    }

    private static boolean endNear(Instant one, Instant other) {
        return one == null || other == null ? one == other : near(one, other);
    }

    private static boolean near(Instant one, Instant other) {
        return apart(one, other).compareTo(NEAR) <= 0;
    }

    private static Duration apart(Instant one, Instant other) {
        return one == null || other == null
                ? null
                : Duration.between(one, other).abs();
    }

    private static Proof proof(String rule, Call whole, String party, Instant began, Instant ended, Call other) {
        return new Proof(rule, whole.external(), party, apart(began, other.startedAt()), apart(ended, other.endedAt()));
    }

    private static long moments(Call call) {
        return call.legs().stream()
                .flatMap(leg -> Stream.of(leg.ringAt(), leg.answeredAt(), leg.endedAt()))
                .filter(Objects::nonNull)
                .count();
    }
}
