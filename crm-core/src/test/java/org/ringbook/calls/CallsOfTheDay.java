package org.ringbook.calls;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.ringbook.numbers.PhoneNumber;

/** Calls of the cast, ready-made, for tests of what happens to a call after it was understood. */
public final class CallsOfTheDay {

    public static final PhoneNumber MARIA = PhoneNumber.of("+79161112233");
    public static final PhoneNumber PAVEL = PhoneNumber.of("+79035556677");
    public static final PhoneNumber LINE = PhoneNumber.of("+74957770001");
    public static final Instant NINE = Instant.parse("2026-11-23T06:00:00Z");

    private CallsOfTheDay() {}

    /** Maria calls, Anna's and Boris's phones ring, Anna answers after 4 s and they speak for a minute. */
    public static Call answered(Instant at) {
        Instant answered = at.plusSeconds(4);
        Instant ended = answered.plusSeconds(60);
        return Call.of(draft -> {
            draft.id = id(at);
            draft.source = "office";
            draft.sourceId = "office-" + at.toEpochMilli();
            draft.direction = Call.Direction.INBOUND;
            draft.state = Call.State.ENDED;
            draft.result = Call.Result.ANSWERED;
            draft.external = MARIA;
            draft.line = LINE;
            draft.queue = "sales";
            draft.startedAt = at;
            draft.answeredAt = answered;
            draft.endedAt = ended;
            draft.waitSeconds = new BigDecimal("4.000");
            draft.talkSeconds = new BigDecimal("60.000");
            draft.holdSeconds = new BigDecimal("5.250");
            draft.endedBy = Call.EndedBy.EXTERNAL;
            draft.agent = "101";
            draft.answeredBy = List.of("101");
            draft.rang = List.of("101", "102");
            draft.legs = List.of(
                    new Call.Leg(
                            "101", Call.LegKind.AGENT, at.plusSeconds(1), answered, ended, Call.LegOutcome.ANSWERED),
                    new Call.Leg(
                            "102",
                            Call.LegKind.AGENT,
                            at.plusSeconds(1),
                            null,
                            answered,
                            Call.LegOutcome.ANSWERED_ELSEWHERE));
            draft.transfers =
                    List.of(new Call.Transfer("101", "102", Call.TransferKind.BLIND, answered.plusSeconds(9)));
            draft.recordings = List.of(new Call.Recording(
                    recordingOf(at),
                    answered,
                    null,
                    Call.RecordingStatus.EXPECTED,
                    "office-" + at.toEpochMilli(),
                    "/var/spool/asterisk/monitor/" + at.toEpochMilli() + ".wav",
                    List.of(new Call.Span(answered.plusSeconds(20), answered.plusSeconds(30))),
                    answered.plusSeconds(64)));
            draft.rules = List.of(new Call.FiredRule("answered.by", answered, "PJSIP/101-1", "101"));
        });
    }

    /** Pavel calls, Boris's phone rings for 20 s, nobody picks up. */
    public static Call missed(Instant at) {
        Instant ended = at.plusSeconds(20);
        return Call.of(draft -> {
            draft.id = id(at);
            draft.source = "office";
            draft.sourceId = "office-" + at.toEpochMilli();
            draft.direction = Call.Direction.INBOUND;
            draft.state = Call.State.ENDED;
            draft.result = Call.Result.MISSED;
            draft.reason = Call.Reason.ABANDONED;
            draft.external = PAVEL;
            draft.line = LINE;
            draft.startedAt = at;
            draft.endedAt = ended;
            draft.waitSeconds = new BigDecimal("20.000");
            draft.talkSeconds = BigDecimal.ZERO;
            draft.holdSeconds = BigDecimal.ZERO;
            draft.endedBy = Call.EndedBy.EXTERNAL;
            draft.rang = List.of("102");
            draft.legs = List.of(new Call.Leg("102", Call.LegKind.AGENT, at, null, ended, Call.LegOutcome.CANCELLED));
        });
    }

    /** The click-to-call of a request: Anna calls Maria and waits. */
    public static Call dialled(Instant at, UUID request) {
        return Call.of(draft -> {
            draft.id = id(at);
            draft.source = "office";
            draft.sourceId = "office-ringbook-" + request;
            draft.direction = Call.Direction.OUTBOUND;
            draft.state = Call.State.RINGING;
            draft.external = MARIA;
            draft.line = LINE;
            draft.startedAt = at;
            draft.agent = "101";
        });
    }

    /** The same call when it still rang. */
    public static Call ringing(Call call) {
        return Call.of(draft -> {
            draft.id = call.id();
            draft.source = call.source();
            draft.sourceId = call.sourceId();
            draft.direction = call.direction();
            draft.state = Call.State.RINGING;
            draft.external = call.external();
            draft.line = call.line();
            draft.queue = call.queue();
            draft.startedAt = call.startedAt();
            draft.rang = call.rang();
        });
    }

    public static CallChange change(Call call) {
        return new CallChange(null, call, List.of());
    }

    public static UUID id(Instant at) {
        return new UUID(at.toEpochMilli() << 16 | 0x7000, 0x8000_0000_0000_0001L);
    }

    public static UUID recordingOf(Instant at) {
        return new UUID(at.toEpochMilli() << 16 | 0x7000, 0x8000_0000_0000_0002L);
    }
}
