package org.ringbook.calls;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.ringbook.numbers.PhoneNumber;

/**
 * One real call: everything that happens to one outside party from the moment they start to call us, or we them, until
 * they are gone, however many phones, queues, transfers and consultations it takes. A conversation without an outside
 * party is an internal call of its own. Immutable; a later state of the same call is another {@code Call} with the same
 * {@link #id()}.
 *
 * <p>Parties are named as text: an extension ("101") for our people, E.164 ("+79161112233") for the outside.
 *
 * @param id ours, time-ordered (UUIDv7), the same whenever the call is derived from the same facts
 * @param source configured name of the telephone source
 * @param sourceId the id that the source gives the whole call (Asterisk: linked id of the first channel)
 * @param external outside number; null when withheld, unknown, or the call is internal
 * @param line our number that was called, or shown to the callee; null when it is not a number of the public network
 * @param queue last queue or group that the call waited in
 * @param answeredAt the first time that a person spoke; an IVR, a queue's music or voicemail answers nothing
 * @param waitSeconds start until a person answered, or until the end
 * @param talkSeconds the time in which the outside party was connected to a person, hold included
 * @param holdSeconds the part of it on hold
 * @param agent who spoke last, or who placed the call
 * @param answeredBy who picked up and spoke, in order
 * @param rang whose phones rang, in order, each once
 * @param rings how often a telephone of ours began to ring in it; null in a call that an earlier version wrote
 * @param dialled of an outbound call without an outside number, what was dialled: "12", "+7916"; else null. Untrusted text
 * @param rules why the call is so: the rules that fired, in order
 */
@JsonPropertyOrder({
    "id",
    "source",
    "sourceId",
    "direction",
    "state",
    "result",
    "reason",
    "external",
    "dialled",
    "line",
    "queue"
})
public record Call(
        UUID id,
        String source,
        String sourceId,
        Direction direction,
        State state,
        Result result,
        Reason reason,
        PhoneNumber external,
        PhoneNumber line,
        String queue,
        Instant startedAt,
        Instant answeredAt,
        Instant endedAt,
        BigDecimal waitSeconds,
        BigDecimal talkSeconds,
        BigDecimal holdSeconds,
        EndedBy endedBy,
        String agent,
        List<String> answeredBy,
        List<String> rang,
        Integer rings,
        String dialled,
        List<Leg> legs,
        List<Transfer> transfers,
        List<Recording> recordings,
        List<FiredRule> rules) {

    public Call {
        source = CallText.name(source);
        sourceId = CallText.id(sourceId);
        queue = CallText.name(queue);
        agent = CallText.name(agent);
        answeredBy = CallText.names(answeredBy);
        rang = CallText.names(rang);
    }

    /** How the rules begin that tell what of a call was not heard live. */
    public static final String HEALED = "healed.";

    /** Whether a part of the call was not heard when it happened, and was filled in or estimated afterwards. */
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    public boolean healed() {
        return rules.stream().anyMatch(rule -> rule.rule().startsWith(HEALED));
    }

    public enum Direction {
        @JsonProperty("inbound")
        INBOUND,
        @JsonProperty("outbound")
        OUTBOUND,
        @JsonProperty("internal")
        INTERNAL
    }

    public enum State {
        @JsonProperty("queued")
        QUEUED,
        @JsonProperty("ringing")
        RINGING,
        @JsonProperty("talking")
        TALKING,
        @JsonProperty("held")
        HELD,
        @JsonProperty("ended")
        ENDED
    }

    /** How the call came out. Null while it goes on and nobody has answered. */
    public enum Result {
        @JsonProperty("answered")
        ANSWERED,
        /** Inbound only. */
        @JsonProperty("missed")
        MISSED,
        @JsonProperty("busy")
        BUSY,
        @JsonProperty("no_answer")
        NO_ANSWER,
        @JsonProperty("failed")
        FAILED
    }

    /** The finer word for the result. */
    public enum Reason {
        @JsonProperty("abandoned")
        ABANDONED,
        @JsonProperty("rang_out")
        RANG_OUT,
        @JsonProperty("rejected")
        REJECTED,
        @JsonProperty("nobody_available")
        NOBODY_AVAILABLE,
        @JsonProperty("out_of_hours")
        OUT_OF_HOURS,
        @JsonProperty("cancelled")
        CANCELLED,
        @JsonProperty("agent_unreachable")
        AGENT_UNREACHABLE,
        @JsonProperty("invalid_number")
        INVALID_NUMBER,
        @JsonProperty("congestion")
        CONGESTION
    }

    public enum EndedBy {
        @JsonProperty("external")
        EXTERNAL,
        @JsonProperty("agent")
        AGENT,
        @JsonProperty("system")
        SYSTEM
    }

    /**
     * One telephone, or one place of the PBX, that took part.
     *
     * @param party extension, E.164 number, or the name of the queue, conference or parking slot; null when withheld
     * @param outcome null while the leg goes on
     * @param holds when this telephone put the other side on hold
     */
    public record Leg(
            String party,
            LegKind kind,
            Instant ringAt,
            Instant answeredAt,
            Instant endedAt,
            LegOutcome outcome,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Span> holds) {

        public Leg {
            party = CallText.name(party);
            holds = holds == null ? List.of() : List.copyOf(holds);
        }

        public Leg(
                String party, LegKind kind, Instant ringAt, Instant answeredAt, Instant endedAt, LegOutcome outcome) {
            this(party, kind, ringAt, answeredAt, endedAt, outcome, List.of());
        }
    }

    /**
     * A stretch of time.
     *
     * @param to null while it lasts
     */
    public record Span(Instant from, Instant to) {}

    public enum LegKind {
        @JsonProperty("agent")
        AGENT,
        @JsonProperty("outside")
        OUTSIDE,
        @JsonProperty("ivr")
        IVR,
        @JsonProperty("queue")
        QUEUE,
        @JsonProperty("voicemail")
        VOICEMAIL,
        @JsonProperty("conference")
        CONFERENCE,
        @JsonProperty("parking")
        PARKING
    }

    public enum LegOutcome {
        @JsonProperty("answered")
        ANSWERED,
        @JsonProperty("no_answer")
        NO_ANSWER,
        @JsonProperty("busy")
        BUSY,
        @JsonProperty("rejected")
        REJECTED,
        @JsonProperty("answered_elsewhere")
        ANSWERED_ELSEWHERE,
        @JsonProperty("cancelled")
        CANCELLED,
        @JsonProperty("unreachable")
        UNREACHABLE
    }

    public record Transfer(String from, String to, TransferKind kind, Instant at) {

        public Transfer {
            from = CallText.name(from);
            to = CallText.name(to);
        }
    }

    public enum TransferKind {
        @JsonProperty("blind")
        BLIND,
        @JsonProperty("attended")
        ATTENDED
    }

    /**
     * What the source told of a recording. What became of it is known by the room that keeps the sound.
     *
     * @param seconds length; null until the file is stored
     * @param leg the source's id of the leg that was recorded; for the inside of the house, in no JSON but the log's own
     * @param file what the source says of the file: a path, a link, an id; null when it says nothing. Untrusted, and it may
     *     hold a secret: like {@code leg} in no JSON but the log's own, and in no {@code toString}
     * @param pauses when it heard nothing because somebody paused it
     * @param endedAt when its leg ended, or it was broken off before; null while it goes on. Not in the API, which tells the
     *     length of the sound
     */
    public record Recording(
            UUID id,
            Instant startedAt,
            BigDecimal seconds,
            RecordingStatus status,
            @JsonIgnore String leg,
            @JsonIgnore String file,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Span> pauses,
            @JsonIgnore Instant endedAt) {

        public Recording {
            leg = CallText.id(leg);
            file = CallText.detail(file);
            pauses = pauses == null ? List.of() : List.copyOf(pauses);
        }

        public Recording(UUID id, Instant startedAt, BigDecimal seconds, RecordingStatus status) {
            this(id, startedAt, seconds, status, null, null, List.of(), null);
        }

        /** The same, with what became of its sound. */
        public Recording with(BigDecimal length, RecordingStatus became) {
            return new Recording(id, startedAt, length, became, leg, file, pauses, endedAt);
        }

        /**
         * When its sound begins: what is begun while telephones ring has nothing to write until somebody is heard, and writes
         * to its end from then on.
         *
         * @return null while the length is not known
         */
        @JsonProperty("soundStartedAt")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        public Instant soundStartedAt() {
            if (seconds == null || endedAt == null) {
                return seconds == null ? null : startedAt;
            }
            Instant began = endedAt.minusMillis(seconds.movePointRight(3).longValue());
            return began.isAfter(startedAt) ? began : startedAt;
        }

        /** Whether it hears nothing now, if the call goes on. */
        @JsonIgnore
        public boolean paused() {
            return !pauses.isEmpty() && pauses.get(pauses.size() - 1).to() == null;
        }

        @Override
        public String toString() {
            return "Recording[" + id + " of " + startedAt + ", " + status + "]";
        }
    }

    public enum RecordingStatus {
        @JsonProperty("expected")
        EXPECTED,
        @JsonProperty("stored")
        STORED,
        @JsonProperty("missing")
        MISSING
    }

    /**
     * One step of "why is this call so".
     *
     * @param rule stable name, the key of its text in both languages
     * @param leg the source's id of the leg that it speaks of; may be null
     * @param detail the values that it saw, for people; untrusted text may be in it
     */
    public record FiredRule(String rule, Instant at, String leg, String detail) {

        public FiredRule {
            leg = CallText.id(leg);
            detail = CallText.detail(detail);
        }
    }

    public boolean ended() {
        return state == State.ENDED;
    }

    /** The extensions whose call it is: who spoke, was rung, or placed it; each once. */
    public List<String> agents() {
        return Stream.of(answeredBy, rang, agent == null ? List.<String>of() : List.of(agent))
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    /** The same, with what became of its recordings. */
    public Call with(List<Recording> known) {
        return with(call -> call.recordings = List.copyOf(known));
    }

    /** The same as one in which nothing goes on any more, because it never was a call. */
    Call withdrawn(Instant at) {
        return with(call -> {
            call.state = State.ENDED;
            call.endedAt = endedAt == null ? at : endedAt;
        });
    }

    /** A call of which the fields are told by their names. */
    public static Call of(Consumer<Draft> fields) {
        var draft = new Draft();
        fields.accept(draft);
        return draft.call();
    }

    /** The same, but for what is changed in it. */
    public Call with(Consumer<Draft> changes) {
        var draft = new Draft(this);
        changes.accept(draft);
        return draft.call();
    }

    /**
     * A call that is being made. This is the one place that copies all of its fields; they are open because each would else be
     * named four times more. For one thread, and for a moment.
     */
    public static final class Draft {

        public UUID id;
        public String source;
        public String sourceId;
        public Direction direction;
        public State state;
        public Result result;
        public Reason reason;
        public PhoneNumber external;
        public String dialled;
        public PhoneNumber line;
        public String queue;
        public Instant startedAt;
        public Instant answeredAt;
        public Instant endedAt;
        public BigDecimal waitSeconds;
        public BigDecimal talkSeconds;
        public BigDecimal holdSeconds;
        public EndedBy endedBy;
        public String agent;
        public List<String> answeredBy = List.of();
        public List<String> rang = List.of();
        public Integer rings;
        public List<Leg> legs = List.of();
        public List<Transfer> transfers = List.of();
        public List<Recording> recordings = List.of();
        public List<FiredRule> rules = List.of();

        /** Nothing is known of it yet; its lists are empty. */
        public Draft() {}

        private Draft(Call call) {
            id = call.id;
            source = call.source;
            sourceId = call.sourceId;
            direction = call.direction;
            state = call.state;
            result = call.result;
            reason = call.reason;
            external = call.external;
            dialled = call.dialled;
            line = call.line;
            queue = call.queue;
            startedAt = call.startedAt;
            answeredAt = call.answeredAt;
            endedAt = call.endedAt;
            waitSeconds = call.waitSeconds;
            talkSeconds = call.talkSeconds;
            holdSeconds = call.holdSeconds;
            endedBy = call.endedBy;
            agent = call.agent;
            answeredBy = call.answeredBy;
            rang = call.rang;
            rings = call.rings;
            legs = call.legs;
            transfers = call.transfers;
            recordings = call.recordings;
            rules = call.rules;
        }

        public Call call() {
            return new Call(
                    id,
                    source,
                    sourceId,
                    direction,
                    state,
                    result,
                    reason,
                    external,
                    line,
                    queue,
                    startedAt,
                    answeredAt,
                    endedAt,
                    waitSeconds,
                    talkSeconds,
                    holdSeconds,
                    endedBy,
                    agent,
                    answeredBy,
                    rang,
                    rings,
                    dialled,
                    legs,
                    transfers,
                    recordings,
                    rules);
        }
    }
}
