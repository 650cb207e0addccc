package org.ringbook.lab;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.ringbook.calls.Call;

/**
 * What really happened in one call, in the words of {@link Call}, as the telephones saw it and not as any event told
 * it. A field that is null is not claimed. {@code legs} names all who were called and all places of the PBX that took
 * part; the one who placed the call is not among them. A call without a state has ended. Of recordings it says how many were announced.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TruthCall(
        Call.State state,
        Call.Direction direction,
        Call.Result result,
        Call.Reason reason,
        String external,
        String line,
        String queue,
        Instant startedAt,
        Instant answeredAt,
        Instant endedAt,
        BigDecimal waitSeconds,
        BigDecimal talkSeconds,
        BigDecimal holdSeconds,
        Call.EndedBy endedBy,
        String agent,
        List<String> answeredBy,
        List<String> rang,
        List<Leg> legs,
        List<Transfer> transfers,
        Integer recordings) {

    public record Leg(String party, Call.LegKind kind, Call.LegOutcome outcome) {}

    public record Transfer(String from, String to, Call.TransferKind kind) {}

    /** What records of the PBX know of it: they tell nothing of hold, and CEL does not name the slot of a parked call. */
    public TruthCall asRecorded() {
        boolean parked = legs != null && legs.stream().anyMatch(leg -> leg.kind() == Call.LegKind.PARKING);
        return new TruthCall(
                state,
                direction,
                result,
                reason,
                external,
                line,
                queue,
                startedAt,
                answeredAt,
                endedAt,
                waitSeconds,
                talkSeconds,
                null,
                endedBy,
                agent,
                answeredBy,
                rang,
                parked ? null : legs,
                transfers,
                recordings);
    }

    static Builder of(Call.Direction direction) {
        return new Builder(direction);
    }

    /** Collects the truth; the seconds follow from the times unless a story says otherwise. */
    static final class Builder {
        private final Call.Direction direction;
        private Call.Result result;
        private Call.Reason reason;
        private String external;
        private String line;
        private String queue;
        private Instant startedAt;
        private Instant answeredAt;
        private Instant endedAt;
        private Duration talk;
        private Duration hold = Duration.ZERO;
        private Call.EndedBy endedBy;
        private String agent;
        private List<String> answeredBy = List.of();
        private List<String> rang = List.of();
        private final List<Leg> legs = new ArrayList<>();
        private List<Transfer> transfers = new ArrayList<>();

        private Builder(Call.Direction direction) {
            this.direction = direction;
        }

        Builder outcome(Call.Result result, Call.Reason reason) {
            this.result = result;
            this.reason = reason;
            return this;
        }

        Builder external(Cast.Outside party) {
            this.external = party.e164();
            return this;
        }

        Builder line(Cast.Line line) {
            this.line = line.e164();
            return this;
        }

        Builder queue(String queue) {
            this.queue = queue;
            return this;
        }

        Builder from(Instant startedAt) {
            this.startedAt = startedAt;
            return this;
        }

        Builder answered(Instant answeredAt) {
            this.result = Call.Result.ANSWERED;
            this.answeredAt = answeredAt;
            return this;
        }

        Builder until(Instant endedAt) {
            this.endedAt = endedAt;
            return this;
        }

        Builder talk(Duration... parts) {
            this.talk = List.of(parts).stream().reduce(Duration.ZERO, Duration::plus);
            return this;
        }

        /** Null: not claimed. */
        Builder hold(Duration hold) {
            this.hold = hold;
            return this;
        }

        Builder endedBy(Call.EndedBy endedBy) {
            this.endedBy = endedBy;
            return this;
        }

        Builder agent(String agent) {
            this.agent = agent;
            return this;
        }

        /** Null: not claimed. */
        Builder answeredBy(List<String> people) {
            this.answeredBy = people;
            return this;
        }

        /** Null: not claimed. */
        Builder rang(List<String> people) {
            this.rang = people;
            return this;
        }

        Builder leg(String party, Call.LegKind kind, Call.LegOutcome outcome) {
            legs.add(new Leg(party, kind, outcome));
            return this;
        }

        Builder transfer(String from, String to, Call.TransferKind kind) {
            transfers.add(new Transfer(from, to, kind));
            return this;
        }

        Builder transfersNotClaimed() {
            transfers = null;
            return this;
        }

        TruthCall build() {
            Duration talked =
                    talk != null ? talk : answeredAt == null ? Duration.ZERO : Duration.between(answeredAt, endedAt);
            return new TruthCall(
                    null,
                    direction,
                    result,
                    reason,
                    external,
                    line,
                    queue,
                    startedAt,
                    answeredAt,
                    endedAt,
                    seconds(Duration.between(startedAt, answeredAt == null ? endedAt : answeredAt)),
                    seconds(talked),
                    hold == null ? null : seconds(hold),
                    endedBy,
                    agent,
                    answeredBy,
                    rang,
                    List.copyOf(legs),
                    transfers == null ? null : List.copyOf(transfers),
                    null);
        }

        private static BigDecimal seconds(Duration duration) {
            return BigDecimal.valueOf(duration.toMillis(), 3).setScale(2, RoundingMode.HALF_UP);
        }
    }
}
