package org.ringbook.calls.fold;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.ringbook.calls.CallFact.RoomKind;
import org.ringbook.calls.fold.Conversations.Stretch;

/**
 * The conversation of one call: when its principal (the outside party, or the caller of an internal call) was connected
 * to a person, with whom, and what of it was on hold.
 *
 * <p>While a colleague is consulted for a transfer, the principal waits with music in the room that the agent left. That
 * wait is hold, and so talk, as long as that agent speaks with the colleague or comes back; once the agent left for good
 * it is neither.
 */
final class Talk {

    final List<Stretch> talking = new ArrayList<>();
    final Set<LegStory> spoke = new LinkedHashSet<>();
    private final Set<LegStory> met = new HashSet<>();
    Instant answeredAt;
    Instant lastEnd;
    /** With whom the principal spoke last. */
    Set<LegStory> lastCompany = Set.of();
    /** Of our people, who spoke with the principal last; a call that went on outside stays theirs. */
    LegStory lastAgent;

    Duration talk = Duration.ZERO;
    Duration hold = Duration.ZERO;
    boolean talkingNow;
    boolean heldNow;

    static Talk of(Parties parties, LegStories stories) {
        var talk = new Talk();
        LegStory principal = parties.principal();
        if (principal == null) {
            return talk;
        }
        for (Stretch stretch : Conversations.of(stories.legs.values()).stretches()) {
            talk.whoSpoke(stretch);
            Set<LegStory> company = stretch.companyOf(principal);
            if (company != null) {
                talk.connected(stretch, company, principal);
            } else if (talk.answeredAt != null && waits(principal, stretch)) {
                talk.waitingForTheAgent(stretch);
            } else {
                talk.talkingNow = false;
                talk.heldNow = false;
            }
        }
        return talk;
    }

    private void whoSpoke(Stretch stretch) {
        for (Set<LegStory> circle : stretch.circles()) {
            for (LegStory leg : circle) {
                if (stretch.companyOf(leg) != null) {
                    spoke.add(leg);
                }
            }
        }
    }

    /** Whether the principal ever heard this leg. */
    boolean metPrincipal(LegStory leg) {
        return met.contains(leg);
    }

    private void connected(Stretch stretch, Set<LegStory> company, LegStory principal) {
        if (answeredAt == null) {
            answeredAt = stretch.from();
        }
        talking.add(stretch);
        met.addAll(company);
        lastEnd = stretch.to();
        talkingNow = stretch.to() == null;
        heldNow = talkingNow && company.stream().anyMatch(Talk::holdsNow);
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

    /** Alone in the room where the conversation was; a parking slot is another room. */
    private static boolean waits(LegStory principal, Stretch stretch) {
        LegStory.Stay stay = Conversations.stayIn(principal, stretch);
        return stay != null && stay.kind == RoomKind.TALK;
    }

    private void waitingForTheAgent(Stretch stretch) {
        boolean agentIsElsewhere = lastCompany.stream().anyMatch(agent -> isOrWillBeInARoom(agent, stretch));
        talkingNow = agentIsElsewhere && stretch.to() == null;
        heldNow = talkingNow;
        if (agentIsElsewhere && stretch.to() != null) {
            Duration waited = Duration.between(stretch.from(), stretch.to());
            talk = talk.plus(waited);
            hold = hold.plus(waited);
            lastEnd = stretch.to();
        }
    }

    private static boolean isOrWillBeInARoom(LegStory agent, Stretch stretch) {
        for (LegStory.Stay stay : agent.stays) {
            if (stay.out == null || stay.out.isAfter(stretch.from())) {
                return true;
            }
        }
        return false;
    }

    private static boolean holdsNow(LegStory leg) {
        return !leg.holds.isEmpty() && leg.holds.get(leg.holds.size() - 1).to == null;
    }

    /** Two who hold at once hold once. */
    private static Duration heldIn(Stretch stretch, Set<LegStory> company) {
        var spans = new ArrayList<LegStory.Span>();
        for (LegStory leg : company) {
            spans.addAll(leg.holds);
        }
        spans.sort(java.util.Comparator.comparing(span -> span.from));
        Duration held = Duration.ZERO;
        Instant counted = stretch.from();
        for (LegStory.Span span : spans) {
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
