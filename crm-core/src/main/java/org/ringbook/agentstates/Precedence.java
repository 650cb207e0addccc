package org.ringbook.agentstates;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.agentstates.Evidence.Availability;
import org.ringbook.agentstates.Evidence.Confirmation;
import org.ringbook.agentstates.Evidence.Device;
import org.ringbook.agentstates.Evidence.Membership;
import org.ringbook.agentstates.Evidence.Part;
import org.ringbook.agentstates.Evidence.Status;
import org.ringbook.agentstates.Evidence.Telephone;

/**
 * Which of several sources is believed. The highest that says anything decides: a conversation, a ringing or calling telephone,
 * listening to a colleague, a promise of something that dials, work after a call, a pause of our own, a pause in a telephone system's
 * queues or by the status in an operator's cloud, a telephone in use without a call that is known, a telephone that is registered
 * nowhere, and then "available". What nobody tells is unknown. Pure.
 */
public final class Precedence {

    static final String PAUSED_IN_THE_PBX = "paused.in-the-pbx";

    private static final String SERVER = "server";

    private Precedence() {}

    /** From the one that hides all others to the one that comes of nothing. */
    private static int rank(AgentState state) {
        return switch (state) {
            case TALKING, HOLD -> 0;
            case RINGING -> 1;
            case CALLING -> 2;
            case SUPERVISING -> 3;
            case RESERVED -> 4;
            case WRAP_UP -> 5;
            case PAUSED, NOT_READY -> 6;
            case BUSY -> 7;
            case OFFLINE -> 8;
            case AVAILABLE -> 9;
            case UNKNOWN -> 10;
        };
    }

    /** Whether the one hides the other while both are so. */
    static boolean outranks(AgentState one, AgentState other) {
        return rank(one) < rank(other);
    }

    /** Whether they are paused, here or wherever calls are given to them, whatever hides it now. */
    public static boolean isPaused(Evidence known) {
        return pausedHere(known).or(() -> pausedInThePbx(known)).isPresent();
    }

    /** Whether a telephone of theirs is in use, holds or rings, whatever hides it now: with a call that is known, or without one. */
    public static boolean isInUse(Evidence known) {
        return busyElsewhere(known).isPresent();
    }

    /** @param now for what ends by itself */
    public static Decision of(Evidence known, Instant now) {
        return call(known, AgentState.TALKING, AgentState.HOLD)
                .or(() -> call(known, AgentState.RINGING))
                .or(() -> call(known, AgentState.CALLING))
                .or(() -> supervising(known))
                .or(() -> reserved(known, now))
                .or(() -> wrapUp(known, now))
                .or(() -> pausedHere(known))
                .or(() -> pausedInThePbx(known))
                .or(() -> busyElsewhere(known))
                .or(() -> unreachable(known))
                .orElseGet(() -> available(known));
    }

    private static Optional<Decision> call(Evidence known, AgentState... states) {
        return known.parts().stream()
                .filter(part -> List.of(states).contains(part.state()))
                .min(Comparator.comparing((Part part) -> part.state() == AgentState.HOLD ? 1 : 0)
                        .thenComparing(Part::since))
                .map(part -> decided(
                        part.state(),
                        null,
                        part.since(),
                        part.source(),
                        "call." + part.state().word(),
                        part.callId(),
                        part.telephone(),
                        part.other(),
                        part.heardAt(),
                        part.source()));
    }

    private static Optional<Decision> supervising(Evidence known) {
        return Optional.ofNullable(known.supervising())
                .map(one -> decided(
                        AgentState.SUPERVISING,
                        null,
                        one.since(),
                        SERVER,
                        "supervising." + one.how(),
                        null,
                        one.whom(),
                        one.since()));
    }

    private static Optional<Decision> reserved(Evidence known, Instant now) {
        return Optional.ofNullable(known.reserved())
                .filter(one -> now.isBefore(one.until()))
                .map(one -> decided(AgentState.RESERVED, null, one.since(), SERVER, "reserved", null, one.until()));
    }

    private static Optional<Decision> wrapUp(Evidence known, Instant now) {
        return Optional.ofNullable(known.wrapUp())
                .filter(one -> now.isBefore(one.until()))
                .map(one -> decided(
                        AgentState.WRAP_UP,
                        null,
                        one.since(),
                        SERVER,
                        "wrap-up",
                        one.callId(),
                        one.since(),
                        one.until()));
    }

    private static Optional<Decision> pausedHere(Evidence known) {
        return Optional.ofNullable(known.screen())
                .filter(screen -> screen.open() && screen.paused())
                .map(screen -> decided(
                        AgentState.PAUSED,
                        screen.reason(),
                        screen.since(),
                        screen.chosen() ? "screen" : SERVER,
                        screen.confirmed() == Confirmation.MISSING ? "paused.not-confirmed" : "paused.here",
                        null,
                        screen.since()));
    }

    /** Paused in one queue and free in another is free; a cloud whose status lets calls through gives them as a queue does. */
    private static Optional<Decision> pausedInThePbx(Evidence known) {
        List<Membership> queues = memberships(known);
        boolean free = queues.stream().anyMatch(one -> !one.paused())
                || withStatus(known, Availability.READY).isPresent();
        if (free) {
            return Optional.empty();
        }
        return queues.isEmpty() ? pausedByStatus(known) : Optional.of(pausedInQueues(known, queues));
    }

    private static Decision pausedInQueues(Evidence known, List<Membership> queues) {
        Membership first = queues.stream()
                .filter(one -> one.since() != null)
                .min(Comparator.comparing(Membership::since))
                .orElse(queues.get(0));
        Telephone of = known.telephones().stream()
                .filter(one -> one.memberships().contains(first))
                .findFirst()
                .orElseThrow();
        return decided(
                AgentState.PAUSED,
                reasonOf(first),
                first.since(),
                of.source(),
                PAUSED_IN_THE_PBX,
                null,
                of.telephone(),
                of.source(),
                reasonOf(first));
    }

    private static Optional<Decision> pausedByStatus(Evidence known) {
        return withStatus(known, Availability.PAUSED).map(one -> byStatus(AgentState.PAUSED, "paused.by-status", one));
    }

    private static Optional<Telephone> withStatus(Evidence known, Availability availability) {
        return known.telephones().stream()
                .filter(one -> one.status() != null && one.status().availability() == availability)
                .findFirst();
    }

    private static Decision byStatus(AgentState state, String rule, Telephone of) {
        Status status = of.status();
        return decided(
                state,
                state == AgentState.PAUSED ? status.reason() : null,
                state == AgentState.PAUSED ? status.since() : null,
                of.source(),
                rule,
                null,
                of.telephone(),
                status.since(),
                of.source());
    }

    /** The reason of a pause that was made in the telephone system: what stands there, as a rule nothing. */
    private static String reasonOf(Membership one) {
        return one.reason() == null || one.reason().isBlank() ? null : one.reason();
    }

    private static Optional<Decision> busyElsewhere(Evidence known) {
        return devices(known, Device.IN_USE, Device.ON_HOLD, Device.RINGING)
                .map(one -> decided(
                        AgentState.BUSY,
                        null,
                        one.since(),
                        one.source(),
                        "busy.no-call-known",
                        null,
                        one.telephone(),
                        one.since(),
                        one.source()));
    }

    /** Offline only when each telephone of theirs that anything is known of is unreachable. */
    private static Optional<Decision> unreachable(Evidence known) {
        List<Telephone> told = known.telephones().stream()
                .filter(one -> one.device() != null || one.status() != null)
                .toList();
        if (told.isEmpty() || !told.stream().allMatch(Precedence::isUnreachable)) {
            return Optional.empty();
        }
        Telephone one = told.get(0);
        if (one.device() == null) {
            return Optional.of(byStatus(AgentState.OFFLINE, "offline.by-status", one));
        }
        return Optional.of(decided(
                AgentState.OFFLINE,
                null,
                null,
                one.source(),
                "offline.no-telephone",
                null,
                one.telephone(),
                one.since(),
                one.source()));
    }

    private static boolean isUnreachable(Telephone one) {
        return one.device() != null
                ? one.device() == Device.UNAVAILABLE
                : one.status().availability() == Availability.OFFLINE;
    }

    private static Decision available(Evidence known) {
        Optional<Telephone> idle = devices(known, Device.IDLE);
        boolean screen = known.screen() != null && known.screen().open();
        if (idle.isPresent() && !screen) {
            Telephone one = idle.get();
            return decided(
                    AgentState.AVAILABLE,
                    null,
                    null,
                    one.source(),
                    "available.telephone",
                    null,
                    one.telephone(),
                    one.since(),
                    one.source());
        }
        if (screen) {
            return decided(
                    AgentState.AVAILABLE,
                    null,
                    null,
                    known.screen().chosen() ? "screen" : SERVER,
                    "available.screen",
                    null,
                    known.screen().since());
        }
        Optional<Telephone> ready = withStatus(known, Availability.READY);
        if (ready.isPresent()) {
            return byStatus(AgentState.AVAILABLE, "available.by-status", ready.get());
        }
        return known.screen() != null
                ? decided(
                        AgentState.OFFLINE,
                        null,
                        null,
                        SERVER,
                        "offline.no-screen",
                        null,
                        known.screen().since())
                : decided(AgentState.UNKNOWN, null, null, SERVER, "unknown.nothing-told", null);
    }

    private static Optional<Telephone> devices(Evidence known, Device... wanted) {
        return known.telephones().stream()
                .filter(one -> one.device() != null && List.of(wanted).contains(one.device()))
                .findFirst();
    }

    /** In how many queues they are, over all of their telephones. */
    static List<Membership> memberships(Evidence known) {
        return known.telephones().stream()
                .flatMap(one -> one.memberships().stream())
                .toList();
    }

    private static Decision decided(
            AgentState state, String reason, Instant since, String source, String rule, UUID callId, Object... seen) {
        var texts = new ArrayList<String>();
        for (Object each : seen) {
            texts.add(each == null ? "" : each.toString());
        }
        return new Decision(state, reason, since, source, rule, texts, callId);
    }
}
