package org.ringbook.dialrules;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The one gate: whether a number may be dialled at a moment, with all reasons. Lists, callbacks, diallers and click-to-call ask it, at
 * the moment of dialling. Pure; any thread; some microseconds.
 */
public final class DialGate {

    /** Looked ahead for the next moment. */
    private static final Duration FARTHEST = Duration.ofDays(366);

    private static final int MOST_STEPS = 50;

    private DialGate() {}

    public static DialAnswer mayDial(DialQuestion question, DialFacts facts) {
        PossibleZones zones = Zones.possible(facts.zones(), question.campaign().assumedZone());
        var moment = new DialMoment(question, facts, zones);
        List<DialReason> all = sorted(moment.reasons());
        List<DialReason> refusing =
                all.stream().filter(reason -> reason.refuses(question.mode())).toList();
        var notices = new ArrayList<>(all);
        notices.removeAll(refusing);
        boolean allowed = refusing.isEmpty();
        return new DialAnswer(
                allowed,
                refusing,
                notices,
                allowed ? question.at() : next(question, facts, zones, refusing),
                allowed ? moment.openUntil() : null,
                zones,
                moment.attemptsLeft());
    }

    /** What somebody has to do something about goes first. */
    private static List<DialReason> sorted(List<DialReason> reasons) {
        return reasons.stream()
                .sorted(Comparator.comparing((DialReason reason) -> reason.until() != null)
                        .thenComparing(DialReason::code))
                .toList();
    }

    private static Instant next(
            DialQuestion question, DialFacts facts, PossibleZones zones, List<DialReason> refusing) {
        Instant end = question.at().plus(FARTHEST);
        Instant candidate = question.at();
        List<DialReason> reasons = refusing;
        for (int step = 0; step < MOST_STEPS; step++) {
            if (reasons.isEmpty()) {
                return candidate;
            }
            if (reasons.stream().anyMatch(reason -> reason.until() == null)) {
                return null;
            }
            Instant until = reasons.stream()
                    .map(DialReason::until)
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
            if (!until.isAfter(candidate) || until.isAfter(end)) {
                return null;
            }
            candidate = until;
            reasons = new DialMoment(question.at(candidate), facts, zones)
                    .reasons().stream()
                            .filter(reason -> reason.refuses(question.mode()))
                            .toList();
        }
        return null;
    }
}
