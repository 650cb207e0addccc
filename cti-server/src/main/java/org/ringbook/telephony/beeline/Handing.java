package org.ringbook.telephony.beeline;

import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.ringbook.calls.Call.TransferKind;
import org.ringbook.calls.CallFact;
import org.ringbook.calls.CallFact.*;

/** Who of a part of a call handed it on, and to whom: at once, or to a colleague whom they had asked first. */
final class Handing {

    private final EntryFacts whole;
    private final Part part;
    private final Set<CallFact> facts;

    Handing(EntryFacts whole, Part part) {
        this.whole = whole;
        this.part = part;
        this.facts = whole.facts;
    }

    /** @return whether it was handed to somebody of whom nothing is known, not even that they have ended */
    boolean tell() {
        boolean pending = false;
        for (Leg leg : Stream.concat(Stream.ofNullable(part.placer), part.seats.stream())
                .toList()) {
            XsiCall.Redirect redirect = leg.redirect();
            boolean handed = redirect != null && leg.answer() != null && leg.detached() != null;
            if (handed && !isQuestion(leg)) {
                Part asked = asked(leg);
                pending |= asked == null ? blind(leg) : attended(leg, asked);
            }
        }
        return pending;
    }

    /** The second line on which a colleague was asked, not the call that was handed on. */
    private boolean isQuestion(Leg leg) {
        return leg == part.placer
                && whole.parts.stream()
                        .filter(other -> other != part)
                        .flatMap(other -> Stream.concat(Stream.ofNullable(other.placer), other.seats.stream()))
                        .anyMatch(other -> other.user.equals(leg.user)
                                && other.detached() != null
                                && other.answer() != null
                                && other.start.isBefore(leg.start));
    }

    private Part asked(Leg leg) {
        return whole.parts.stream()
                .filter(other -> other != part && other.placer != null)
                .filter(other -> other.placer.user.equals(leg.user)
                        && !other.placer.start.isBefore(leg.start)
                        && !other.placer.start.isAfter(leg.detached()))
                .max(Comparator.comparing(Part::start))
                .orElse(null);
    }

    private boolean attended(Leg leg, Part asked) {
        Instant at = leg.detached();
        Leg colleague = asked.seats.stream()
                .filter(seat -> seat.answer() != null)
                .findFirst()
                .orElse(asked.seats.stream().findFirst().orElse(null));
        String target = colleague != null ? colleague.key : asked.hasCallee() ? asked.callee() : null;
        Instant answered = colleague != null ? colleague.answer() : asked.placer.answer();
        boolean spoken = answered != null && !answered.isAfter(at);
        String to = colleague == null ? null : whole.directory.party(colleague.user);
        String from = part.idOf(leg);
        facts.add(new Transferred(
                from, at, spoken ? TransferKind.ATTENDED : TransferKind.BLIND, part.customer(), target, to));
        leaves(leg, at);
        if (leg.holds().isEmpty()) {
            facts.add(new Held(from, asked.start()));
            facts.add(new Resumed(from, at));
        }
        facts.add(new LegEnded(asked.id, at, Outcome.OTHER));
        if (target != null && answered != null) {
            facts.add(new Joined(part.customer(), spoken ? at : answered, target, BridgeKind.TALK, null));
        }
        return target == null && leg.release() == null;
    }

    private boolean blind(Leg leg) {
        Instant at = leg.detached();
        Leg target = part.seats.stream()
                .filter(other -> other != leg && !other.start.isBefore(at.minusSeconds(2)))
                .min(Comparator.comparing((Leg other) -> !cameFrom(other, leg)).thenComparing(other -> other.start))
                .orElse(null);
        String to = target == null ? Phone.digits(leg.redirect().to()) : whole.directory.party(target.user);
        facts.add(new Transferred(
                part.idOf(leg), at, TransferKind.BLIND, part.customer(), target == null ? null : target.key, to));
        leaves(leg, at);
        return target == null && leg.release() == null;
    }

    private static boolean cameFrom(Leg target, Leg from) {
        return target.came().stream()
                .anyMatch(each -> Objects.equals(each.party().user(), from.user));
    }

    private void leaves(Leg leg, Instant at) {
        if (leg == part.placer) {
            facts.add(new Left(part.id, at, part.callee()));
        }
    }
}
