package org.ringbook.dialler;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ringbook.campaigns.Attempt;
import org.ringbook.campaigns.DiallingAhead;
import org.ringbook.pacing.PacingState;
import org.ringbook.staff.StaffMember;

/**
 * Agents and lines of a campaign that is dialled ahead, at one moment. Whoever has an attempt is not ready, whatever their telephone says:
 * it may be about to ring.
 *
 * @param ready who waits longest first
 * @param inFlight that ring, or are about to
 * @param waiting who picked up a moment ago and has nobody yet, the oldest first
 */
record AheadTeam(List<StaffMember> ready, List<Attempt> inFlight, List<Attempt> waiting, PacingState state) {

    /** @param here who works through the list now and does not pause @param free of them, by their telephones and screens */
    static AheadTeam of(DiallingAhead.Now now, List<StaffMember> here, List<StaffMember> free, Instant at) {
        Set<UUID> present = here.stream().map(StaffMember::id).collect(Collectors.toSet());
        Set<UUID> taken = now.attempts().stream()
                .map(Attempt::staffId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        List<StaffMember> ready =
                free.stream().filter(one -> !taken.contains(one.id())).toList();
        List<Attempt> inFlight = nobodys(now, one -> one.pickedUpAt() == null);
        List<Attempt> waiting = nobodys(now, one -> one.pickedUpAt() != null && !isLate(one, at));
        Predicate<Attempt> goesOn = one -> one.staffId() != null && present.contains(one.staffId());
        var state = new PacingState(
                at.toEpochMilli() / 1000.0,
                ready.size(),
                seconds(
                        now.attempts().stream()
                                .filter(goesOn.and(one -> !one.state().isOver() && one.answeredAt() != null))
                                .map(Attempt::answeredAt),
                        at),
                seconds(
                        now.attempts().stream()
                                .filter(goesOn.and(Attempt::waitsForResult))
                                .map(Attempt::endedAt),
                        at),
                seconds(inFlight.stream().map(Attempt::createdAt), at),
                waiting.size(),
                now.budget().drops(),
                now.budget().humans(),
                present.size());
        return new AheadTeam(ready, inFlight, waiting, state);
    }

    private static List<Attempt> nobodys(DiallingAhead.Now now, Predicate<Attempt> which) {
        return now.attempts().stream()
                .filter(one -> one.staffId() == null && one.mode().isAhead())
                .filter(one -> one.state() == Attempt.State.PREPARED || one.state() == Attempt.State.PLACED)
                .filter(which)
                .toList();
    }

    static boolean isLate(Attempt one, Instant at) {
        return one.pickedUpAt().plus(DiallingAhead.PATIENCE).isBefore(at);
    }

    private static double[] seconds(Stream<Instant> since, Instant at) {
        return since.mapToDouble(one -> Math.max(0, Duration.between(one, at).toMillis() / 1000.0))
                .toArray();
    }
}
