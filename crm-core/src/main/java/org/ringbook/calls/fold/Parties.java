package org.ringbook.calls.fold;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallFact;
import org.ringbook.numbers.Extension;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.numbers.PhoneNumber;

/** Who plays which part in one call: the outside party, who started it, and how each is named. */
final class Parties {

    private final LegStories stories;
    private final NumberPlan plan;
    /** Numbers are asked for often and dear to read. */
    private final Map<LegStory, Optional<PhoneNumber>> numbers = new HashMap<>(4);

    /** People, in the order in which they appeared. */
    final List<LegStory> people = new ArrayList<>();

    final Call.Direction direction;
    /** The leg that the call began with: the outside caller, or our telephone that placed it. */
    final LegStory initiator;
    /** The outside party; null in an internal call, and while the outside leg does not exist yet. */
    final LegStory outsider;
    /** True when the PBX called our telephone first, on somebody's click. */
    final boolean clickToCall;

    Parties(LegStories stories, NumberPlan plan) {
        this.stories = stories;
        this.plan = plan;
        for (LegStory leg : stories.legs.values()) {
            if (leg.person() && leg.identified && !leg.anchored) {
                people.add(leg);
            }
        }
        people.sort(Comparator.comparing(LegStory::start).thenComparing(leg -> leg.id));
        for (LegStory leg : stories.legs.values()) {
            if (leg.anchored) {
                people.add(leg);
            }
        }
        LegStory firstOutside = first(leg -> leg.outside);
        LegStory first = people.isEmpty() ? null : origin(people.get(0));
        LegStory origin = firstOutside == null ? null : origin(firstOutside);
        clickToCall = first != null && !first.outside && placedByThePbx(first);
        if (origin != null && origin.outside && origin.caller()) {
            direction = Call.Direction.INBOUND;
            initiator = origin;
            outsider = origin;
        } else {
            boolean leadsOut =
                    firstOutside != null || clickToCall && clickedNumber(first).isPresent();
            direction = leadsOut ? Call.Direction.OUTBOUND : Call.Direction.INTERNAL;
            initiator = first;
            outsider = firstOutside == null ? null : reachedOutsider(firstOutside);
        }
    }

    /** On whose behalf a leg was dialled, back to who began; stamps of one moment may stand in any order. */
    private LegStory origin(LegStory leg) {
        LegStory origin = leg;
        LegStory from = leg;
        for (int depth = 0; depth < 20 && from != null && from.dialledFrom != null; depth++) {
            from = stories.get(from.dialledFrom);
            if (from != null && from.relay) {
                from = stories.get(from.wiredTo);
            }
            origin = from != null && from.person() && from.identified ? from : origin;
        }
        return origin;
    }

    /** A leg that nobody dialled on whose behalf, and that called nobody itself, was called by the PBX on request. */
    private boolean placedByThePbx(LegStory leg) {
        if (leg.clickToCall) {
            return true;
        }
        if (leg.caller() || leg.anchored) {
            return false;
        }
        LegStory from = leg;
        for (int depth = 0; depth < 20 && from != null; depth++) {
            if (from.dialledAt == null) {
                return false;
            }
            if (from.dialledFrom == null) {
                return true;
            }
            from = stories.get(from.dialledFrom);
            if (from != null && from.relay) {
                from = stories.get(from.wiredTo);
            }
        }
        return false;
    }

    /** Of the outside legs that were called one after another, the one that answered; else the last. */
    private LegStory reachedOutsider(LegStory firstOutside) {
        LegStory last = firstOutside;
        for (LegStory leg : people) {
            if (leg.outside && !leg.caller() && samePlace(leg, firstOutside)) {
                if (leg.dialOutcome == CallFact.Outcome.ANSWERED || leg.upAt != null) {
                    return leg;
                }
                last = leg;
            }
        }
        return last;
    }

    private boolean samePlace(LegStory leg, LegStory other) {
        return numberOf(leg).equals(numberOf(other));
    }

    /** The outside number; empty when withheld, unknown or internal. */
    Optional<PhoneNumber> external() {
        if (direction == Call.Direction.INTERNAL) {
            return Optional.empty();
        }
        return outsider != null ? numberOf(outsider) : clickedNumber(initiator);
    }

    Optional<PhoneNumber> line() {
        if (outsider == null) {
            return Optional.empty();
        }
        return plan.parse(direction == Call.Direction.INBOUND ? outsider.dialled : outsider.shown);
    }

    private Optional<PhoneNumber> clickedNumber(LegStory leg) {
        Optional<PhoneNumber> asked = plan.parse(leg.clickToCallTo);
        return asked.isPresent() ? asked : plan.parse(leg.number);
    }

    /** The number of an outside leg. What was dialled is surer than what the PBX shows. */
    Optional<PhoneNumber> numberOf(LegStory leg) {
        return numbers.computeIfAbsent(leg, this::readNumber);
    }

    private Optional<PhoneNumber> readNumber(LegStory leg) {
        if (leg.caller()) {
            return plan.parse(leg.number);
        }
        Optional<PhoneNumber> dialled = plan.parse(leg.dialString);
        return dialled.isPresent() ? dialled : plan.parse(leg.number);
    }

    /** Extension or E.164 number; null when withheld. */
    String nameOf(LegStory leg) {
        if (leg == null) {
            return null;
        }
        return leg.outside ? numberOf(leg).map(PhoneNumber::toString).orElse(null) : leg.party;
    }

    /** A dialled text as a party: an extension stays as it is, a number becomes E.164. */
    String nameOf(String dialled) {
        if (dialled == null || Extension.isExtension(dialled)) {
            return dialled;
        }
        return plan.parse(dialled).map(PhoneNumber::toString).orElse(dialled);
    }

    /** Everybody but who began the call. */
    List<LegStory> others() {
        var others = new ArrayList<>(people);
        others.remove(initiator);
        return others;
    }

    boolean agentPlacedIt() {
        return direction != Call.Direction.INBOUND && initiator != null && !initiator.outside;
    }

    /** Who must be gone for the call to be over, and whose going ends it. */
    LegStory principal() {
        return outsider != null ? outsider : initiator;
    }

    private LegStory first(java.util.function.Predicate<LegStory> wanted) {
        for (LegStory leg : people) {
            if (wanted.test(leg)) {
                return leg;
            }
        }
        return null;
    }

    Instant start() {
        return initiator.start();
    }
}
