package org.ringbook.claims;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.ringbook.claims.Claim.Result;
import org.ringbook.claims.Claim.State;

/**
 * Which claims are asked for; null means any.
 *
 * @param cause it, and all below it
 * @param team whose work they are of, as it is written
 * @param from registered not before it
 * @param to registered before it
 * @param text words of it or of the client, its number, or a part of a telephone number
 */
public record ClaimFilter(
        View view,
        State state,
        Result result,
        UUID responsible,
        UUID taker,
        UUID blamed,
        String team,
        UUID cause,
        UUID party,
        UUID deal,
        UUID call,
        Instant from,
        Instant to,
        String text) {

    public enum View {
        OPEN,
        /** Open, and nobody looks after it. */
        UNASSIGNED,
        /** Open, and the client should have had an answer. */
        LATE,
        CLOSED,
        /** Looks like spam. */
        DOUBTFUL,
        ALL;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<View> of(String word) {
            return Arrays.stream(values())
                    .filter(view -> view.word().equals(word))
                    .findFirst();
        }
    }

    /** One of which what is asked for is told by its name. */
    public static ClaimFilter of(Consumer<Draft> asked) {
        var draft = new Draft();
        asked.accept(draft);
        return new ClaimFilter(
                draft.view,
                draft.state,
                draft.result,
                draft.responsible,
                draft.taker,
                draft.blamed,
                draft.team,
                draft.cause,
                draft.party,
                draft.deal,
                draft.call,
                draft.from,
                draft.to,
                draft.text);
    }

    /** One that is being made; what is not told is not asked for. For one thread, and for a moment. */
    public static final class Draft {

        public View view = View.ALL;
        public State state;
        public Result result;
        public UUID responsible;
        public UUID taker;
        public UUID blamed;
        public String team;
        public UUID cause;
        public UUID party;
        public UUID deal;
        public UUID call;
        public Instant from;
        public Instant to;
        public String text;

        private Draft() {}
    }
}
