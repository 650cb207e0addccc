package org.ringbook.telephony;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ringbook.notices.Notice;
import org.ringbook.telephony.inbox.NotUnderstood;
import org.ringbook.telephony.inbox.Rejection;
import org.ringbook.telephony.inbox.SourceCounters;

/**
 * One step on the way to a connected source, for the page that checks the connection.
 *
 * @param words what works, or what to do; no secrets
 * @param copy what is to be entered at the telephone system: a path of this server that begins with a slash; null when nothing is
 */
public record ConnectionStep(Kind kind, State state, Notice words, String copy) {

    private static final int MOST_VALUES = 30;

    /** What a step is about, the same for every source, in the order in which they are gone. */
    public enum Kind {
        /** The source is reached, and lets us in. */
        LINK,
        /** Rights and settings at the telephone system. */
        RIGHTS,
        /** It knows where to tell what happens, and tells it. */
        WEBHOOK,
        /** Its employees are ours. */
        EMPLOYEES,
        /** Its history is read. */
        HISTORY,
        /** Its clock agrees with ours. */
        CLOCK,
        /** What it says is understood. */
        MEANING
    }

    public enum State {
        DONE,
        /** Nothing to do but to wait. */
        WAITING,
        TO_DO,
        /** Something is wrong that was done. */
        WRONG
    }

    public static ConnectionStep of(Kind kind, State state, Notice words) {
        return new ConnectionStep(kind, state, words, null);
    }

    /**
     * Whether the telephone system tells here what happens.
     *
     * @param reported when it last did; null when it has not since the start
     * @param enter where in its cabinet the address is to be entered
     * @param refused what to do when what comes is refused
     */
    public static ConnectionStep webhook(
            String source, Instant reported, SourceCounters counters, Notice enter, Notice refused) {
        String path = "/hooks/" + source + "/";
        if (reported != null) {
            return new ConnectionStep(Kind.WEBHOOK, State.DONE, Notice.of("step.webhook.done", reported), path);
        }
        boolean wrong = counters != null
                && (counters.refusals().containsKey(Rejection.KEY)
                        || counters.refusals().containsKey(Rejection.SIGNATURE));
        return new ConnectionStep(Kind.WEBHOOK, wrong ? State.WRONG : State.TO_DO, wrong ? refused : enter, path);
    }

    /** What it said and nobody could make anything of, the most frequent first. */
    static List<ConnectionStep> notUnderstood(NotUnderstood met) {
        return met.all().stream()
                .limit(MOST_VALUES)
                .map(one -> of(
                        Kind.MEANING,
                        one.value().problem() == NotUnderstood.Problem.WRITTEN_OTHERWISE ? State.DONE : State.TO_DO,
                        Notice.of(
                                "step.meaning." + one.value().problem().name().toLowerCase(Locale.ROOT),
                                one.value().field(),
                                one.value().value(),
                                one.times(),
                                one.last())))
                .toList();
    }

    /** Steps of a source that tells no more of itself than how it is. */
    static List<ConnectionStep> of(SourceHealth health) {
        State link = switch (health.state()) {
            case UP -> State.DONE;
            case CONNECTING -> State.WAITING;
            case DOWN -> State.WRONG;
        };
        var steps = new ArrayList<>(List.of(of(Kind.LINK, link, health.detail())));
        health.warnings().forEach(warning -> steps.add(of(Kind.RIGHTS, State.TO_DO, warning)));
        return List.copyOf(steps);
    }

    /** What is still to do, in words. */
    public static List<Notice> left(List<ConnectionStep> steps) {
        return steps.stream()
                .filter(step -> step.kind != Kind.LINK)
                .filter(step -> step.state == State.TO_DO || step.state == State.WRONG)
                .map(ConnectionStep::words)
                .toList();
    }
}
