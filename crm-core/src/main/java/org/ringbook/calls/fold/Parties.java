package org.ringbook.calls.fold;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallFact;
import org.ringbook.numbers.Extension;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.numbers.NumberReading;
import org.ringbook.numbers.PhoneNumber;

/** Who plays which part in one call: the outside party, who started it, and how each is named. */
final class Parties {

    /** The technology and the trunk before it, the host and the parameters behind it. */
    private static final Pattern BESIDE_THE_DIALLED = Pattern.compile("^.*/|[@;].*$");

    private static final int LONGEST_DIALLED = 64;

    /** Stamps of one moment may stand in any order. */
    private static final Duration AT_ONCE = Duration.ofMillis(50);

    private final LegHistory history;
    private final NumberPlan plan;
    /** Numbers are asked for often and dear to read. */
    private final Map<LegState, Optional<PhoneNumber>> numbers = new HashMap<>(4);

    /** People, in the order in which they appeared. */
    final List<LegState> people = new ArrayList<>();

    final Call.Direction direction;
    /** The leg that the call began with: the outside caller, or our telephone that placed it. */
    final LegState initiator;
    /** The outside party; null in an internal call, and while the outside leg does not exist yet. */
    final LegState externalParty;
    /** True when the PBX called our telephone first, on somebody's click. */
    final boolean clickToCall;

    Parties(LegHistory history, NumberPlan plan) {
        this.history = history;
        this.plan = plan;
        for (LegState leg : history.legs.values()) {
            if (leg.person() && leg.identified && !leg.nailedUp && !leg.guest) {
                people.add(leg);
            }
        }
        people.sort(Comparator.comparing(LegState::start).thenComparing(leg -> leg.id));
        for (LegState leg : history.legs.values()) {
            if (leg.nailedUp && !leg.guest) {
                people.add(leg);
            }
        }
        LegState firstOutside = first(leg -> leg.outside);
        LegState first = people.isEmpty() ? null : origin(people.get(0));
        LegState origin = firstOutside == null ? null : origin(firstOutside);
        clickToCall = first != null && !first.outside && placedByThePbx(first);
        if (origin != null && origin.outside && origin.caller()) {
            direction = Call.Direction.INBOUND;
            initiator = origin;
            externalParty = origin;
        } else {
            boolean leadsOut =
                    firstOutside != null || clickToCall && clickedNumber(first).isPresent();
            direction = leadsOut ? Call.Direction.OUTBOUND : Call.Direction.INTERNAL;
            initiator = first;
            externalParty = firstOutside == null ? null : reachedExternalParty(firstOutside);
        }
    }

    /** On whose behalf a leg was dialled, back to who began; stamps of one moment may stand in any order. */
    private LegState origin(LegState leg) {
        LegState origin = leg;
        LegState from = leg;
        for (int depth = 0; depth < 20 && from != null && from.dialledFrom != null; depth++) {
            from = history.get(from.dialledFrom);
            if (from != null && from.local) {
                from = history.get(from.pairedWith);
            }
            origin = from != null && from.person() && from.identified ? from : origin;
        }
        return origin;
    }

    /** A leg that nobody dialled on whose behalf, and that called nobody itself, was called by the PBX on request. */
    private boolean placedByThePbx(LegState leg) {
        if (leg.clickToCall) {
            return true;
        }
        if (leg.caller() || leg.nailedUp) {
            return false;
        }
        LegState from = leg;
        for (int depth = 0; depth < 20 && from != null; depth++) {
            if (from.dialledAt == null) {
                return false;
            }
            if (from.dialledFrom == null) {
                return true;
            }
            from = history.get(from.dialledFrom);
            if (from != null && from.local) {
                from = history.get(from.pairedWith);
            }
        }
        return false;
    }

    /** Of the outside legs that were called one after another, the one that answered; else the last. */
    private LegState reachedExternalParty(LegState firstOutside) {
        LegState last = firstOutside;
        for (LegState leg : people) {
            if (leg.outside && !leg.caller() && samePlace(leg, firstOutside)) {
                if (leg.dialOutcome == CallFact.Outcome.ANSWERED || leg.upAt != null) {
                    return leg;
                }
                last = leg;
            }
        }
        return last;
    }

    private boolean samePlace(LegState leg, LegState other) {
        return numberOf(leg).equals(numberOf(other));
    }

    /** The outside number; empty when withheld, unknown or internal. */
    Optional<PhoneNumber> external() {
        if (direction == Call.Direction.INTERNAL) {
            return Optional.empty();
        }
        return externalParty != null ? numberOf(externalParty) : clickedNumber(initiator);
    }

    /** What one of ours dialled to call out, where no outside number can be read in it; else null. */
    String dialledOutside() {
        if (direction != Call.Direction.OUTBOUND || external().isPresent()) {
            return null;
        }
        Stream<String> byTheCaller =
                initiator == null ? Stream.of() : Stream.of(initiator.clickToCallTo, initiator.dialled);
        Stream<String> byThePbx =
                externalParty == null ? Stream.of() : Stream.of(externalParty.dialString, externalParty.number);
        return Stream.concat(byTheCaller, byThePbx)
                .filter(text -> text != null && !(plan.read(text) instanceof NumberReading.Withheld))
                .map(text -> BESIDE_THE_DIALLED.matcher(text).replaceAll("").strip())
                .filter(text -> !text.isEmpty())
                .findFirst()
                .map(text -> text.substring(0, Math.min(text.length(), LONGEST_DIALLED)))
                .orElse(null);
    }

    Optional<PhoneNumber> line() {
        if (externalParty == null) {
            return Optional.empty();
        }
        if (direction != Call.Direction.INBOUND) {
            return plan.parse(externalParty.shown);
        }
        Optional<PhoneNumber> asked = plan.parse(externalParty.dialled);
        return asked.isPresent() ? asked : lineReached();
    }

    /** Where the operator asked for no number of ours, the first that the caller came to before anybody was called. */
    private Optional<PhoneNumber> lineReached() {
        if (history.lines.isEmpty()) {
            return Optional.empty();
        }
        Optional<Instant> called = people.stream()
                .map(leg -> leg.dialledAt)
                .filter(java.util.Objects::nonNull)
                .min(Comparator.naturalOrder())
                .map(at -> at.plus(AT_ONCE));
        return history.lines.stream()
                .filter(reached -> reached.leg().equals(externalParty.id))
                .filter(reached -> called.isEmpty() || !reached.at().isAfter(called.get()))
                .map(reached -> plan.parse(reached.line()))
                .flatMap(Optional::stream)
                .filter(number -> people.stream()
                        .noneMatch(leg -> leg.outside && numberOf(leg).equals(Optional.of(number))))
                .findFirst();
    }

    private Optional<PhoneNumber> clickedNumber(LegState leg) {
        Optional<PhoneNumber> asked = plan.parse(leg.clickToCallTo);
        return asked.isPresent() ? asked : plan.parse(leg.number);
    }

    /** The number of an outside leg. What was dialled is surer than what the PBX shows. */
    Optional<PhoneNumber> numberOf(LegState leg) {
        return numbers.computeIfAbsent(leg, this::readNumber);
    }

    private Optional<PhoneNumber> readNumber(LegState leg) {
        if (leg.caller()) {
            return plan.parse(leg.number);
        }
        Optional<PhoneNumber> dialled = plan.parse(leg.dialString);
        return dialled.isPresent() ? dialled : plan.parse(leg.number);
    }

    /** Extension or E.164 number; null when withheld. */
    String nameOf(LegState leg) {
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

    /** Whether nobody is in the call any more; a line that is open all day does not count. */
    boolean allAreGone() {
        for (LegState leg : people) {
            if (!leg.over() && !leg.nailedUp) {
                return false;
            }
        }
        return true;
    }

    /** Everybody but who began the call. */
    List<LegState> others() {
        var others = new ArrayList<>(people);
        others.remove(initiator);
        return others;
    }

    boolean agentPlacedIt() {
        return direction != Call.Direction.INBOUND && initiator != null && !initiator.outside;
    }

    /** Who must be gone for the call to be over, and whose going ends it. */
    LegState principal() {
        return externalParty != null ? externalParty : initiator;
    }

    private LegState first(java.util.function.Predicate<LegState> wanted) {
        for (LegState leg : people) {
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
