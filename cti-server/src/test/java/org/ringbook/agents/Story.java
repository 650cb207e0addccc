package org.ringbook.agents;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.ringbook.calls.Call;
import org.ringbook.numbers.PhoneNumber;

/** A call told step by step; each step is given the second at which it happens. */
public final class Story {

    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
    public static final UUID CALL = UUID.fromString("01973a10-0000-7000-8000-000000000001");

    private UUID id = CALL;
    private String source = "office";
    private int began;
    private Call.Direction direction = Call.Direction.INBOUND;
    private Call.State state = Call.State.QUEUED;
    private Call.Result result;
    private Call.Reason reason;
    private PhoneNumber external;
    private PhoneNumber line = Office.LINE;
    private String queue = "sales";
    private String agent;
    private int now;
    private Instant answeredAt;
    private Instant endedAt;
    private final List<String> answeredBy = new ArrayList<>();
    private final List<Call.Leg> legs = new ArrayList<>();
    private final List<Call.Transfer> transfers = new ArrayList<>();
    private final List<UUID> merged = new ArrayList<>();
    private final List<Call.Recording> recordings = new ArrayList<>();

    public static Story from(PhoneNumber external) {
        var story = new Story();
        story.external = external;
        return story;
    }

    public static Story withheld() {
        return from(null);
    }

    public static Story outbound(String agent, PhoneNumber to) {
        var story = from(to);
        story.direction = Call.Direction.OUTBOUND;
        story.state = Call.State.RINGING;
        story.agent = agent;
        return story.noQueue();
    }

    /** The telephone that calls. */
    private Story alone(String extension) {
        legs.add(new Call.Leg(extension, Call.LegKind.AGENT, START, null, null, null));
        return this;
    }

    /** Dialled on the telephone itself. */
    public static Story byHand(String agent, PhoneNumber to) {
        return outbound(agent, to).alone(agent).outsideRings(0);
    }

    public Story outsideRings(int second) {
        now = second;
        legs.add(new Call.Leg(external.toString(), Call.LegKind.OUTSIDE, time(), null, null, null));
        return this;
    }

    public static Story internal(String agent) {
        var story = outbound(agent, null);
        story.direction = Call.Direction.INTERNAL;
        story.line = null;
        return story.alone(agent);
    }

    public Story noQueue() {
        queue = null;
        return this;
    }

    public Story withId(UUID other) {
        id = other;
        return this;
    }

    /** Told by another telephone source, which knows no line. */
    public Story toldBy(String other, int second) {
        source = other;
        began = second;
        id = new UUID(CALL.getMostSignificantBits(), other.hashCode());
        line = null;
        return this;
    }

    /** The PBX sends the call on to a number outside. */
    public Story sentOnTo(int second, PhoneNumber mobile) {
        now = second;
        legs.add(new Call.Leg(mobile.toString(), Call.LegKind.OUTSIDE, time(), null, null, null));
        state = state == Call.State.QUEUED ? Call.State.RINGING : state;
        return this;
    }

    public Story mergedFrom(UUID other) {
        merged.add(other);
        return this;
    }

    public Story rings(int second, String extension) {
        now = second;
        legs.add(new Call.Leg(extension, Call.LegKind.AGENT, time(), null, null, null));
        state = state == Call.State.QUEUED ? Call.State.RINGING : state;
        return this;
    }

    public Story answers(int second, String extension) {
        now = second;
        Call.Leg leg = open(extension);
        legs.set(legs.indexOf(leg), new Call.Leg(extension, leg.kind(), leg.ringAt(), time(), null, null));
        answeredAt = answeredAt == null ? time() : answeredAt;
        answeredBy.add(extension);
        callerIsHeard();
        agent = extension;
        state = Call.State.TALKING;
        return this;
    }

    /** The telephone that calls has ended its waiting too. */
    private void callerIsHeard() {
        boolean waits = direction != Call.Direction.INBOUND && legs.get(0).answeredAt() == null;
        if (waits) {
            Call.Leg caller = legs.get(0);
            legs.set(0, new Call.Leg(caller.party(), caller.kind(), caller.ringAt(), time(), null, null));
        }
    }

    /** The agent's telephone of a click-to-call is up; the customer has not answered. */
    public Story picksUpToCall(int second, String extension) {
        now = second;
        Call.Leg leg = open(extension);
        legs.set(legs.indexOf(leg), new Call.Leg(extension, leg.kind(), leg.ringAt(), time(), null, null));
        return this;
    }

    public Story customerAnswers(int second) {
        now = second;
        answeredAt = time();
        answeredBy.add(external.toString());
        callerIsHeard();
        state = Call.State.TALKING;
        return this;
    }

    public Story stops(int second, String extension, Call.LegOutcome outcome) {
        now = second;
        Call.Leg leg = open(extension);
        legs.set(
                legs.indexOf(leg),
                new Call.Leg(extension, leg.kind(), leg.ringAt(), leg.answeredAt(), time(), outcome));
        return this;
    }

    public Story held(int second) {
        now = second;
        state = Call.State.HELD;
        return this;
    }

    public Story transferred(int second, String from, String to) {
        now = second;
        transfers.add(new Call.Transfer(from, to, Call.TransferKind.BLIND, time()));
        return this;
    }

    public Story ends(int second, Call.Result how, Call.Reason why) {
        now = second;
        state = Call.State.ENDED;
        result = how;
        reason = why;
        endedAt = time();
        return this;
    }

    /** The PBX begins to record one of its legs. */
    public Story recorded(int second, String leg) {
        now = second;
        recordings.add(recording(leg, time(), List.of(), null));
        return this;
    }

    /** Nothing of the leg is recorded until it is resumed. */
    public Story pauses(int second, String leg) {
        now = second;
        recordings.replaceAll(one -> one.leg().equals(leg)
                ? recording(leg, one.startedAt(), List.of(new Call.Span(time(), null)), null)
                : one);
        return this;
    }

    public Story recordingEnds(int second, String leg) {
        now = second;
        recordings.replaceAll(
                one -> one.leg().equals(leg) ? recording(leg, one.startedAt(), one.pauses(), time()) : one);
        return this;
    }

    private static Call.Recording recording(String leg, Instant began, List<Call.Span> pauses, Instant ended) {
        var id = new UUID(5, leg.hashCode());
        return new Call.Recording(id, began, null, Call.RecordingStatus.EXPECTED, leg, null, pauses, ended);
    }

    Instant at() {
        return time();
    }

    List<UUID> merged() {
        return List.copyOf(merged);
    }

    public Call call() {
        Instant waitedUntil = answeredAt == null ? time() : answeredAt;
        return Call.of(draft -> {
            draft.id = id;
            draft.source = source;
            draft.sourceId = "1";
            draft.direction = direction;
            draft.state = state;
            draft.result = result;
            draft.reason = reason;
            draft.external = external;
            draft.line = line;
            draft.queue = queue;
            draft.startedAt = START.plusSeconds(began);
            draft.answeredAt = answeredAt;
            draft.endedAt = endedAt;
            draft.waitSeconds = seconds(START, waitedUntil);
            draft.talkSeconds = answeredAt == null ? BigDecimal.ZERO : seconds(answeredAt, time());
            draft.holdSeconds = BigDecimal.ZERO;
            draft.agent = agent;
            draft.answeredBy = List.copyOf(answeredBy);
            draft.legs = List.copyOf(legs);
            draft.transfers = List.copyOf(transfers);
            draft.recordings = List.copyOf(recordings);
        });
    }

    private Call.Leg open(String extension) {
        return legs.stream()
                .filter(leg -> leg.party().equals(extension) && leg.endedAt() == null)
                .findFirst()
                .orElseThrow();
    }

    private Instant time() {
        return START.plusSeconds(now);
    }

    private static BigDecimal seconds(Instant from, Instant to) {
        return BigDecimal.valueOf(to.getEpochSecond() - from.getEpochSecond());
    }
}
