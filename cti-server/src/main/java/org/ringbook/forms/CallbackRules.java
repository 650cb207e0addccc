package org.ringbook.forms;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.ringbook.control.CallRequest;
import org.ringbook.control.RequestState;
import org.ringbook.forms.FormCallback.State;
import org.ringbook.leads.Lead;

/** What becomes of a call that a visitor asked for, once call control says how it went. Pure. */
final class CallbackRules {

    static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    static final int MOST_RINGS = 3;
    static final int MOST_CALLS = 2;

    private static final Duration AGENT_PAUSE = Duration.ofSeconds(6);
    private static final Duration CLIENT_PAUSE = Duration.ofMinutes(5);
    /** Our own telephone was not picked up: no customer was called. */
    private static final Set<String> AGENTS_FAULT = Set.of("agent_unreachable");
    /** Refused because of the moment. */
    private static final Set<String> FOR_NOW = Set.of("busy", "database", "not_known_yet");

    /** A call in which somebody of ours spoke with them. */
    private static final Set<String> SPOKEN = Set.of("answered", "called_back");

    private CallbackRules() {}

    /**
     * Whether somebody of ours answered them since they asked to be called: an answer of before says nothing of what they want now.
     *
     * @param events of the lead
     */
    static boolean isMet(Instant firstResponse, List<Lead.Event> events, Instant asked) {
        return firstResponse != null && !firstResponse.isBefore(asked)
                || events.stream().anyMatch(event -> !event.at().isBefore(asked) && isAnswer(event));
    }

    private static boolean isAnswer(Lead.Event event) {
        boolean spoke = event.kind().equals("call") && event.text() != null && SPOKEN.contains(event.text());
        return event.by() != null && (spoke || event.kind().equals("answered"));
    }

    static FormCallback after(FormCallback before, CallRequest request, Instant now) {
        if (!request.state().isOver()) {
            return before.asked(request.id(), now.plus(LOOK_AGAIN));
        }
        if (request.answeredAt() != null) {
            return before.over(State.TALKED, request.cause());
        }
        if (request.state() == RequestState.UNKNOWN) {
            return before.over(State.UNKNOWN, request.cause());
        }
        if (request.state() == RequestState.REFUSED) {
            return refused(before, request.cause(), now);
        }
        if (AGENTS_FAULT.contains(request.cause())) {
            return before.tries() < MOST_RINGS && now.isBefore(before.until())
                    ? before.waits(now.plus(AGENT_PAUSE), request.cause())
                    : before.over(State.AGENT_MISSED, request.cause());
        }
        return before.tries() < MOST_CALLS
                ? before.waits(now.plus(CLIENT_PAUSE), request.cause())
                : before.over(State.CLIENT_MISSED, request.cause());
    }

    /** @param code of the refusal */
    static FormCallback refused(FormCallback before, String code, Instant now) {
        return code != null && FOR_NOW.contains(code) && now.isBefore(before.until())
                ? before.waits(now.plus(AGENT_PAUSE), code)
                : before.over(State.REFUSED, code);
    }
}
