package org.ringbook.calls.fold;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.ringbook.calls.CallFact.BridgeKind;
import org.ringbook.calls.CallFact.Outcome;
import org.ringbook.calls.CallFact.Side;

/** All that the facts say of one leg. Facts are told in the order of their times, so "first" is by the source's clock. */
final class LegState {

    final String id;

    Instant first;
    Instant began;
    Side side = Side.CALLED;
    boolean outside;
    boolean local;
    boolean listening;
    boolean nailedUp;
    boolean identified;
    /** Belongs to another call, and is heard in this one. */
    boolean guest;

    String party;
    String number;
    String dialled;
    String shown;
    Instant callsAt;
    String callsFrom;
    String callsTo;
    String dialString;
    String dialledFrom;
    Instant dialledAt;
    Instant rangAt;
    Instant progressAt;
    Instant upAt;
    Outcome dialOutcome;
    Instant dialEndedAt;
    String forwardedTo;
    Instant notTriedAt;
    Instant hungUpAt;
    Instant endedAt;
    Outcome endedWhy;
    Instant pickedUpAt;
    String pairedWith;
    boolean clickToCall;
    String clickToCallTo;
    final List<Stay> stays = new ArrayList<>(0);
    final List<Span> holds = new ArrayList<>(0);

    LegState(String id) {
        this.id = id;
    }

    /** Each is equal to itself alone; its id, whose hash is known, spares to make one up. */
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    /** The time in which a leg was in a bridge. */
    static final class Stay {
        final String bridge;
        final BridgeKind kind;
        final Instant in;
        Instant out;

        Stay(String bridge, BridgeKind kind, Instant in) {
            this.bridge = bridge;
            this.kind = kind;
            this.in = in;
        }
    }

    /** A stretch of time; {@code to} is null while it lasts. */
    static final class Span {
        final Instant from;
        Instant to;

        Span(Instant from, Instant to) {
            this.from = from;
            this.to = to;
        }
    }

    void join(String bridge, BridgeKind kind, Instant at) {
        for (Stay stay : stays) {
            if (stay.out == null && stay.bridge.equals(bridge)) {
                return;
            }
        }
        leaveAll(at);
        stays.add(new Stay(bridge, kind, at));
    }

    void leave(String bridge, Instant at) {
        for (Stay stay : stays) {
            if (stay.out == null && stay.bridge.equals(bridge)) {
                stay.out = at;
                resume(at);
            }
        }
    }

    void leaveAll(Instant at) {
        for (Stay stay : stays) {
            if (stay.out == null) {
                stay.out = at;
            }
        }
        resume(at);
    }

    void hold(Instant at) {
        if (holds.isEmpty() || holds.get(holds.size() - 1).to != null) {
            holds.add(new Span(at, null));
        }
    }

    void resume(Instant at) {
        if (!holds.isEmpty() && holds.get(holds.size() - 1).to == null) {
            holds.get(holds.size() - 1).to = at;
        }
    }

    /** An ANSWERED after a CANCELLED is the truth; a second end of the same attempt says nothing new. */
    void dialEnded(Outcome outcome, Instant at, String forward) {
        if (forward != null) {
            forwardedTo = forward;
        }
        if (dialOutcome == null || dialOutcome == Outcome.CANCELLED) {
            if (dialOutcome == null || outcome != Outcome.CANCELLED) {
                dialOutcome = outcome;
                dialEndedAt = at;
            }
        }
    }

    /** That it calls outweighs what its beginning said, unless it was called itself. */
    void settleSide() {
        if (callsAt != null && dialledAt == null && !local) {
            side = Side.CALLER;
            number = number == null ? callsFrom : number;
            dialled = dialled == null ? callsTo : dialled;
        }
    }

    /** Somebody is called for it, or it waits in a queue: of an outside leg that nobody called that says that it calls us. */
    void dialsFromOutside() {
        if (outside && began != null && dialledAt == null && !local && !clickToCall) {
            side = Side.CALLER;
        }
    }

    void settleTry() {
        if (notTriedAt != null && endedAt == null && rangAt == null && upAt == null) {
            dialEnded(Outcome.UNREACHABLE, notTriedAt, null);
            endedAt = notTriedAt;
            endedWhy = Outcome.UNREACHABLE;
        }
    }

    boolean person() {
        return !local && !listening;
    }

    /** Somebody outside who called us. */
    boolean callsFromOutside() {
        return person() && outside && caller() && dialledFrom == null;
    }

    boolean caller() {
        return side == Side.CALLER;
    }

    boolean reached() {
        return ringing() != null || dialOutcome == Outcome.ANSWERED || upAt != null && !caller();
    }

    /**
     * Since when it rang, as far as it said so. The sound that a network sends before it says that the number is wrong or busy is
     * no ringing.
     */
    Instant ringing() {
        if (rangAt != null || progressAt == null) {
            return rangAt;
        }
        return outside && (refuses(dialOutcome) || refuses(endedWhy)) ? null : progressAt;
    }

    /** Whether a network or a telephone gave a reason why nobody can be reached. */
    static boolean refuses(Outcome outcome) {
        return outcome != null
                && switch (outcome) {
                    case BUSY, REJECTED, INVALID_NUMBER, UNREACHABLE, CONGESTION -> true;
                    default -> false;
                };
    }

    Instant start() {
        return began != null ? began : first;
    }

    boolean lastedSinceDial(Duration atLeast) {
        return dialEndedAt != null && !dialEndedAt.isBefore(dialledAt.plus(atLeast));
    }

    /** When the party was gone: it asked to end, or the leg ended, whichever came first. */
    Instant gone() {
        if (endedAt == null) {
            return null;
        }
        return hungUpAt != null && hungUpAt.isBefore(endedAt) ? hungUpAt : endedAt;
    }

    boolean over() {
        return endedAt != null;
    }
}
