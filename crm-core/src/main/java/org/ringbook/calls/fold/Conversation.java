package org.ringbook.calls.fold;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.ringbook.calls.Call.Direction;
import org.ringbook.calls.CallFact.BridgeKind;
import org.ringbook.calls.fold.BridgeTimeline.Stretch;

/**
 * The conversation of one call: when its principal (the outside party, or the caller of an internal call) was connected
 * to a person, with whom, and what of it was on hold. When the caller of an internal call hands it on and leaves, whom they spoke
 * with is the principal from then on: the call goes on until the last two part.
 *
 * <p>While a colleague is consulted for a transfer, the principal waits with music in the bridge that the agent left. That
 * wait is hold, and so talk, as long as that agent speaks with the colleague or comes back; once the agent left for good
 * it is neither.
 */
final class Conversation {

    final List<Stretch> talking = new ArrayList<>(0);
    /** With whom the principal spoke, stretch by stretch; as many as {@link #talking}. */
    final List<Set<LegState>> companies = new ArrayList<>(0);
    /** Of whom these are the company, likewise. */
    final List<LegState> principals = new ArrayList<>(0);
    /** All that is known of who heard whom. */
    List<Stretch> stretches = List.of();

    final Set<LegState> spoke = new LinkedHashSet<>(4);
    private final Set<LegState> met = new HashSet<>(4);
    Instant answeredAt;
    Instant lastEnd;
    /** Who must be gone for the call to be over; null in a call of nobody. */
    LegState principal;
    /** With whom the principal spoke last. */
    Set<LegState> lastCompany = Set.of();
    /** Of our people, who spoke with the principal last; a call that went on outside stays theirs. */
    LegState lastAgent;

    Duration talk = Duration.ZERO;
    Duration hold = Duration.ZERO;
    boolean talkingNow;
    boolean heldNow;
    private Instant holdNotTold;

    static Conversation of(Parties parties, LegHistory history) {
        var conversation = new Conversation();
        conversation.principal = parties.principal();
        conversation.holdNotTold = history.holdNotTold;
        if (conversation.principal == null) {
            return conversation;
        }
        boolean inside = parties.direction == Direction.INTERNAL;
        conversation.stretches = BridgeTimeline.of(history.legs.values()).stretches();
        for (Stretch stretch : conversation.stretches) {
            conversation.whoSpoke(stretch);
            if (inside && leftForGood(conversation.principal, stretch)) {
                conversation.handOver(stretch);
            }
            conversation.take(stretch);
        }
        return conversation;
    }

    /** Whom the principal spoke with is the principal now, if they speak with somebody else from then on. */
    private void handOver(Stretch since) {
        LegState left = principal;
        lastCompany.stream()
                .filter(heir -> stretches.stream()
                        .filter(stretch -> !stretch.from().isBefore(since.from()))
                        .map(stretch -> stretch.companyOf(heir))
                        .anyMatch(company -> company != null && !company.contains(left)))
                .findFirst()
                .ifPresent(heir -> principal = heir);
    }

    private void take(Stretch stretch) {
        Set<LegState> company = stretch.companyOf(principal);
        if (company != null && (answeredAt != null || anyOfUs(company))) {
            connected(stretch, company);
        } else if (answeredAt != null && waits(principal, stretch)) {
            waitingForTheAgent(stretch);
        } else {
            talkingNow = false;
            heldNow = false;
        }
    }

    /** Two who called us from outside and hear each other have not spoken with us. */
    private boolean anyOfUs(Set<LegState> company) {
        if (!principal.callsFromOutside()) {
            return true;
        }
        for (LegState leg : company) {
            if (leg != principal && !leg.callsFromOutside()) {
                return true;
            }
        }
        return false;
    }

    private static boolean leftForGood(LegState leg, Stretch stretch) {
        for (LegState.Stay stay : leg.stays) {
            if (stay.out == null || stay.out.isAfter(stretch.from())) {
                return false;
            }
        }
        return true;
    }

    private void whoSpoke(Stretch stretch) {
        for (Set<LegState> circle : stretch.circles()) {
            for (LegState leg : circle) {
                if (stretch.companyOf(leg) != null) {
                    spoke.add(leg);
                }
            }
        }
    }

    /** Whether the principal ever heard this leg. */
    boolean metPrincipal(LegState leg) {
        return met.contains(leg);
    }

    private void connected(Stretch stretch, Set<LegState> company) {
        if (answeredAt == null) {
            answeredAt = stretch.from();
        }
        talking.add(stretch);
        met.addAll(company);
        lastEnd = stretch.to();
        talkingNow = stretch.to() == null;
        heldNow = talkingNow && anyHolds(company);
        Set<LegState> others = withoutPrincipal(company);
        companies.add(others);
        principals.add(principal);
        if (!others.isEmpty()) {
            lastCompany = others;
            for (LegState leg : others) {
                lastAgent = leg.outside || leg.guest ? lastAgent : leg;
            }
        }
        if (stretch.to() != null) {
            talk = talk.plus(Duration.between(stretch.from(), stretch.to()));
            hold = hold.plus(heldIn(stretch, company));
        }
    }

    private Set<LegState> withoutPrincipal(Set<LegState> company) {
        var others = new LinkedHashSet<LegState>(4);
        for (LegState leg : company) {
            if (leg != principal) {
                others.add(leg);
            }
        }
        return others;
    }

    private static boolean anyHolds(Set<LegState> company) {
        for (LegState leg : company) {
            if (holdsNow(leg)) {
                return true;
            }
        }
        return false;
    }

    /** Alone in the bridge where the conversation was; a parking slot is another bridge. */
    private static boolean waits(LegState principal, Stretch stretch) {
        LegState.Stay stay = BridgeTimeline.stayIn(principal, stretch);
        return stay != null && stay.kind == BridgeKind.TALK;
    }

    private void waitingForTheAgent(Stretch stretch) {
        boolean agentIsElsewhere = lastCompany.stream().anyMatch(agent -> isOrWillBeInABridge(agent, stretch));
        talkingNow = agentIsElsewhere && stretch.to() == null;
        heldNow = talkingNow;
        if (agentIsElsewhere && stretch.to() != null) {
            Duration waited = Duration.between(stretch.from(), stretch.to());
            talk = talk.plus(waited);
            hold = hold.plus(waited);
            lastEnd = stretch.to();
        }
    }

    private static boolean isOrWillBeInABridge(LegState agent, Stretch stretch) {
        for (LegState.Stay stay : agent.stays) {
            if (stay.out == null || stay.out.isAfter(stretch.from())) {
                return true;
            }
        }
        return false;
    }

    private static boolean holdsNow(LegState leg) {
        return !leg.holds.isEmpty() && leg.holds.get(leg.holds.size() - 1).to == null;
    }

    /** Two who hold at once hold once. */
    private static Duration heldIn(Stretch stretch, Set<LegState> company) {
        var spans = new ArrayList<LegState.Span>(0);
        for (LegState leg : company) {
            spans.addAll(leg.holds);
        }
        if (spans.isEmpty()) {
            return Duration.ZERO;
        }
        spans.sort(java.util.Comparator.comparing(span -> span.from));
        Duration held = Duration.ZERO;
        Instant counted = stretch.from();
        for (LegState.Span span : spans) {
            Instant from = span.from.isAfter(counted) ? span.from : counted;
            Instant to = span.to == null || span.to.isAfter(stretch.to()) ? stretch.to() : span.to;
            if (to.isAfter(from)) {
                held = held.plus(Duration.between(from, to));
                counted = to;
            }
        }
        return held;
    }

    /** What of the talk is known only from what tells nothing of hold may have been held. */
    boolean holdIsKnown() {
        return answeredAt == null || holdNotTold == null || holdNotTold.isBefore(answeredAt);
    }

    boolean answered() {
        return answeredAt != null;
    }
}
