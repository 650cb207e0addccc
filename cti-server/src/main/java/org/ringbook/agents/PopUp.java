package org.ringbook.agents;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.ringbook.calls.Call;
import org.ringbook.control.RequestKind;
import org.ringbook.control.RequestState;
import org.ringbook.numbers.PhoneNumber;

/**
 * A call as one of our people sees it: the caller's card. Whole in every message, so a screen that missed one is right
 * again with the next. Texts in it come from callers and from people's typing: untrusted, never markup.
 *
 * @param placedByMe this person placed the call
 * @param state what the call is for this person; {@code ENDED} when it is over for them, though it may go on elsewhere
 * @param outcome how it came out for this person; null until {@code ENDED}
 * @param reason the finer word of the call's result; may be null
 * @param external outside number; null when withheld or internal
 * @param withheld there is an outside party and it does not show its number
 * @param colleague the other side of an internal call; null otherwise
 * @param line our number that was called or is shown; may be null
 * @param candidates whom the number may mean, best first; empty when unknown
 * @param extensions this person's telephones that ring or speak, or did
 * @param since when the ringing, talking or dialling began for this person
 * @param waitSeconds seconds from the start until a person answered, or until the end; null while waiting
 * @param talkSeconds seconds of talk of the whole call, hold included; null until the call has ended
 * @param answeredBy who answered last; null when nobody has
 * @param transferredBy who handed the call to this person; may be null
 * @param transferredTo to whom this person handed the call; may be null
 * @param recording what is recorded while this person speaks; null when nothing is, as far as the source has told
 * @param commands what this person may do with the call as it is, and its telephone system can; empty when nothing
 * @param asked what this person last asked to be done with the call, and how that goes; null when nothing
 * @param dismissed this person put the card away on one of their screens: none shows it any more
 * @param shownOn kinds of screens that have shown it, so that the others can stay quiet
 * @param replaces cards with these call ids turned out to be this one
 */
@JsonPropertyOrder({
    "callId",
    "direction",
    "placedByMe",
    "state",
    "outcome",
    "reason",
    "external",
    "withheld",
    "colleague"
})
public record PopUp(
        UUID callId,
        Call.Direction direction,
        boolean placedByMe,
        State state,
        Outcome outcome,
        Call.Reason reason,
        Number external,
        boolean withheld,
        Person colleague,
        Number line,
        String queue,
        List<Candidate> candidates,
        List<String> extensions,
        Instant startedAt,
        Instant since,
        Instant answeredAt,
        Instant endedAt,
        BigDecimal waitSeconds,
        BigDecimal talkSeconds,
        Person answeredBy,
        Person transferredBy,
        Person transferredTo,
        @JsonInclude(JsonInclude.Include.NON_NULL) Recording recording,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<CardCommand> commands,
        @JsonInclude(JsonInclude.Include.NON_NULL) Asked asked,
        boolean dismissed,
        List<String> shownOn,
        List<UUID> replaces) {

    /** @param printed for the eye */
    public record Number(PhoneNumber number, String printed) {}

    /**
     * One of our people, or a telephone that is nobody's.
     *
     * @param extension telephone, or an outside number when a mobile answered
     * @param name null when the telephone is nobody's
     */
    public record Person(String extension, String name) {}

    /**
     * @param contactId null when the number is a company's own
     * @param responsible who looks after them; null when nobody
     * @param leadId of somebody who is no client and has asked for something; null for a client
     */
    public record Candidate(
            UUID contactId,
            String name,
            UUID companyId,
            String company,
            Person responsible,
            @JsonInclude(JsonInclude.Include.NON_NULL) UUID leadId) {}

    /**
     * A command that was given from the card of a call.
     *
     * @param id of the request, to complete a consultation or to take it back
     * @param to who is called or given the call; null where nobody is
     * @param cause how it ended; null while it goes on
     * @param words what to do, where the cause does not say it all; in the person's language, may be null
     */
    public record Asked(UUID id, RequestKind kind, RequestState state, Person to, String cause, String words) {

        /** Somebody is being asked, or speaks with this person. */
        @JsonIgnore
        public boolean isConsulting() {
            return kind == RequestKind.CONSULT && !state.isOver();
        }

        /** Who is consulted speaks: now the others can be joined. */
        @JsonIgnore
        public boolean isReadyToComplete() {
            return isConsulting() && state == RequestState.ANSWERED;
        }
    }

    public enum State {
        /** One of this person's telephones rings. An outbound call rings here first when it was dialled at a click. */
        @JsonProperty("ringing")
        RINGING,
        /** This person called, and the other side has not answered. */
        @JsonProperty("calling")
        CALLING,
        @JsonProperty("talking")
        TALKING,
        @JsonProperty("held")
        HELD,
        @JsonProperty("ended")
        ENDED
    }

    public enum Recording {
        @JsonProperty("on")
        ON,
        /** Nothing that is said now is recorded. */
        @JsonProperty("paused")
        PAUSED,
        /** On, by a telephone system that cannot be told to pause. */
        @JsonProperty("always_on")
        ALWAYS_ON
    }

    /** How a call came out for one person. */
    public enum Outcome {
        /** This person spoke, and the call is over. */
        @JsonProperty("answered")
        ANSWERED,
        @JsonProperty("missed")
        MISSED,
        @JsonProperty("busy")
        BUSY,
        /** Not answered here, or not answered by the one who was called. */
        @JsonProperty("no_answer")
        NO_ANSWER,
        @JsonProperty("failed")
        FAILED,
        @JsonProperty("rejected")
        REJECTED,
        @JsonProperty("answered_elsewhere")
        ANSWERED_ELSEWHERE,
        /** This person spoke and handed the call on. */
        @JsonProperty("transferred")
        TRANSFERRED
    }

    PopUp dismissedNow() {
        return with(candidates, asked, true, shownOn);
    }

    PopUp shownOn(List<String> screens) {
        return with(candidates, asked, dismissed, screens);
    }

    PopUp withCandidates(List<Candidate> today) {
        return with(today, asked, dismissed, shownOn);
    }

    PopUp withAsked(Asked now) {
        return with(candidates, now, dismissed, shownOn);
    }

    private PopUp with(List<Candidate> today, Asked nowAsked, boolean nowDismissed, List<String> screens) {
        return new PopUp(
                callId,
                direction,
                placedByMe,
                state,
                outcome,
                reason,
                external,
                withheld,
                colleague,
                line,
                queue,
                today,
                extensions,
                startedAt,
                since,
                answeredAt,
                endedAt,
                waitSeconds,
                talkSeconds,
                answeredBy,
                transferredBy,
                transferredTo,
                recording,
                commands,
                nowAsked,
                nowDismissed,
                screens,
                replaces);
    }
}
