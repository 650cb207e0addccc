package org.ringbook.calls.fold;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.ringbook.calls.CallFact.BridgeKind;
import org.ringbook.calls.fold.BridgeTimeline.Stretch;

/**
 * The conversation of one call: when its principal (the outside party, or the caller of an internal call) was connected
 * to a person, with whom, and what of it was on hold.
 *
 * <p>While a colleague is consulted for a transfer, the principal waits with music in the bridge that the agent left. That
 * wait is hold, and so talk, as long as that agent speaks with the colleague or comes back; once the agent left for good
 * it is neither.
 */
final class Conversation {

    final List<Stretch> talking = new ArrayList<>();
    final Set<LegState> spoke = new LinkedHashSet<>();
    private final Set<LegState> met = new HashSet<>();
    Instant answeredAt;
    Instant lastEnd;
    /** With whom the principal spoke last. */
    Set<LegState> lastCompany = Set.of();
    /** Of our people, who spoke with the principal last; a call that went on outside stays theirs. */
    LegState lastAgent;

    Duration talk = Duration.ZERO;
    Duration hold = Duration.ZERO;
    boolean talkingNow;
    boolean heldNow;

    static Conversation of(Parties parties, LegHistory history) {
        var conversation = new Conversation();
        LegState principal = parties.principal();
        if (principal == null) {
            return conversation;
        }
        for (Stretch stretch : BridgeTimeline.of(history.legs.values()).stretches()) {
            conversation.whoSpoke(stretch);
            Set<LegState> company = stretch.companyOf(principal);
            if (company != null) {
                conversation.connected(stretch, company, principal);
            } else if (conversation.answeredAt != null && waits(principal, stretch)) {
                conversation.waitingForTheAgent(stretch);
            } else {
                conversation.talkingNow = false;
                conversation.heldNow = false;
            }
        }
        return conversation;
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

    private void connected(Stretch stretch, Set<LegState> company, LegState principal) {
        if (answeredAt == null) {
            answeredAt = stretch.from();
        }
        talking.add(stretch);
        met.addAll(company);
        lastEnd = stretch.to();
        talkingNow = stretch.to() == null;
        heldNow = talkingNow && company.stream().anyMatch(Conversation::holdsNow);
        var others = new LinkedHashSet<>(company);
        others.remove(principal);
        if (!others.isEmpty()) {
            lastCompany = others;
            others.stream().filter(leg -> !leg.outside).forEach(leg -> lastAgent = leg);
        }
        if (stretch.to() != null) {
            talk = talk.plus(Duration.between(stretch.from(), stretch.to()));
            hold = hold.plus(heldIn(stretch, company));
        }
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
        var spans = new ArrayList<LegState.Span>();
        for (LegState leg : company) {
            spans.addAll(leg.holds);
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

    boolean answered() {
        return answeredAt != null;
    }
}
