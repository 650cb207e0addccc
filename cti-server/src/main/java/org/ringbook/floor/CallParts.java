package org.ringbook.floor;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.ringbook.agentstates.AgentState;
import org.ringbook.agentstates.Evidence.Part;
import org.ringbook.calls.Call;
import org.ringbook.calls.Call.Leg;
import org.ringbook.calls.Call.LegKind;

/** Who of us has to do what with a call that goes on. A telephone that is up with nobody else is no conversation. Pure. */
final class CallParts {

    private final Call call;
    private final Function<String, Optional<UUID>> owner;
    private final Duration skew;
    private final Instant heard;

    private CallParts(Call call, Function<String, Optional<UUID>> owner, Duration skew, Instant heard) {
        this.call = call;
        this.owner = owner;
        this.skew = skew;
        this.heard = heard;
    }

    /**
     * @param owner whose telephone it is
     * @param skew by how much the clock of the call's source is ahead of ours
     * @param heard now, by our clock
     * @return by person; of two telephones of one, the one that speaks
     */
    static Map<UUID, Part> of(Call call, Function<String, Optional<UUID>> owner, Duration skew, Instant heard) {
        return call.ended() ? Map.of() : new CallParts(call, owner, skew, heard).all();
    }

    private Map<UUID, Part> all() {
        var parts = new LinkedHashMap<UUID, Part>();
        for (Leg leg : call.legs()) {
            if (isOpenTelephone(leg)) {
                owner.apply(leg.party())
                        .ifPresent(person -> state(leg)
                                .ifPresent(state -> parts.merge(person, part(leg, state), CallParts::stronger)));
            }
        }
        return parts;
    }

    private boolean isOpenTelephone(Leg leg) {
        boolean ours = leg.kind() == LegKind.AGENT
                || leg.kind() == LegKind.OUTSIDE
                        && (call.external() == null
                                || !leg.party().equals(call.external().toString()));
        return leg.party() != null && leg.endedAt() == null && ours;
    }

    private static Part stronger(Part one, Part other) {
        boolean talks = one.state() == AgentState.TALKING || one.state() == AgentState.HOLD;
        return talks ? one : other;
    }

    private Optional<AgentState> state(Leg leg) {
        boolean talk = call.state() == Call.State.TALKING || call.state() == Call.State.HELD;
        if (leg.answeredAt() != null && talk && call.answeredAt() != null) {
            return Optional.of(holds(leg) ? AgentState.HOLD : AgentState.TALKING);
        }
        boolean placed =
                call.direction() != Call.Direction.INBOUND && leg.party().equals(call.agent());
        if (placed && (leg.answeredAt() != null || leg.ringAt() == null)) {
            return Optional.of(AgentState.CALLING);
        }
        return leg.ringAt() != null && leg.answeredAt() == null ? Optional.of(AgentState.RINGING) : Optional.empty();
    }

    private static boolean holds(Leg leg) {
        List<Call.Span> holds = leg.holds();
        return !holds.isEmpty() && holds.get(holds.size() - 1).to() == null;
    }

    private Part part(Leg leg, AgentState state) {
        return new Part(
                state,
                call.id(),
                call.source(),
                leg.party(),
                other(leg),
                call.direction() != Call.Direction.INTERNAL,
                ours(since(leg, state)),
                heard);
    }

    private static Instant lastHold(Leg leg) {
        return leg.holds().get(leg.holds().size() - 1).from();
    }

    private Instant since(Leg leg, AgentState state) {
        Instant since = switch (state) {
            case HOLD -> lastHold(leg);
            case TALKING -> leg.answeredAt().isBefore(call.answeredAt()) ? call.answeredAt() : leg.answeredAt();
            case RINGING -> leg.ringAt();
            default -> call.startedAt();
        };
        return since == null ? call.startedAt() : since;
    }

    /** By our clock. */
    private Instant ours(Instant at) {
        return at.minus(skew);
    }

    /** With whom: outside, their number; inside, the other telephone. */
    private String other(Leg mine) {
        if (call.direction() != Call.Direction.INTERNAL) {
            return call.external() != null ? call.external().toString() : call.dialled();
        }
        return call.legs().stream()
                .filter(leg -> leg.kind() == LegKind.AGENT || leg.kind() == LegKind.OUTSIDE)
                .filter(leg -> leg.party() != null && !leg.party().equals(mine.party()))
                .map(Leg::party)
                .reduce((first, last) -> last)
                .orElse(null);
    }

    /** When a person's telephones were done with a call, by our clock; null while one is in it. */
    static Instant ended(Call call, Function<String, Optional<UUID>> owner, UUID person, Duration skew) {
        Instant last = null;
        for (Leg leg : call.legs()) {
            boolean theirs = leg.party() != null
                    && leg.kind() == LegKind.AGENT
                    && leg.endedAt() != null
                    && owner.apply(leg.party()).filter(person::equals).isPresent();
            if (theirs && (last == null || leg.endedAt().isAfter(last))) {
                last = leg.endedAt();
            }
        }
        Instant at = last == null ? call.endedAt() : last;
        return at == null ? null : at.minus(skew);
    }
}
