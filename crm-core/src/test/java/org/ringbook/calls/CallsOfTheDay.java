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
        return new Call(
                id(at),
                "office",
                "office-" + at.toEpochMilli(),
                Call.Direction.INBOUND,
                Call.State.ENDED,
                Call.Result.ANSWERED,
                null,
                MARIA,
                LINE,
                "sales",
                at,
                answered,
                ended,
                new BigDecimal("4.000"),
                new BigDecimal("60.000"),
                new BigDecimal("5.250"),
                Call.EndedBy.EXTERNAL,
                "101",
                List.of("101"),
                List.of("101", "102"),
                List.of(
                        new Call.Leg(
                                "101",
                                Call.LegKind.AGENT,
                                at.plusSeconds(1),
                                answered,
                                ended,
                                Call.LegOutcome.ANSWERED),
                        new Call.Leg(
                                "102",
                                Call.LegKind.AGENT,
                                at.plusSeconds(1),
                                null,
                                answered,
                                Call.LegOutcome.ANSWERED_ELSEWHERE)),
                List.of(new Call.Transfer("101", "102", Call.TransferKind.BLIND, answered.plusSeconds(9))),
                List.of(new Call.Recording(
                        recordingOf(at),
                        answered,
                        null,
                        Call.RecordingStatus.EXPECTED,
                        "office-" + at.toEpochMilli(),
                        "/var/spool/asterisk/monitor/" + at.toEpochMilli() + ".wav",
                        List.of(new Call.Span(answered.plusSeconds(20), answered.plusSeconds(30))),
                        answered.plusSeconds(64))),
                List.of(new Call.FiredRule("answered.by", answered, "PJSIP/101-1", "101")));
    }

    /** Pavel calls, Boris's phone rings for 20 s, nobody picks up. */
    public static Call missed(Instant at) {
        Instant ended = at.plusSeconds(20);
        return new Call(
                id(at),
                "office",
                "office-" + at.toEpochMilli(),
                Call.Direction.INBOUND,
                Call.State.ENDED,
                Call.Result.MISSED,
                Call.Reason.ABANDONED,
                PAVEL,
                LINE,
                null,
                at,
                null,
                ended,
                new BigDecimal("20.000"),
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                Call.EndedBy.EXTERNAL,
                null,
                List.of(),
                List.of("102"),
                List.of(new Call.Leg("102", Call.LegKind.AGENT, at, null, ended, Call.LegOutcome.CANCELLED)),
                List.of(),
                List.of(),
                List.of());
    }

    /** The click-to-call of a request: Anna calls Maria and waits. */
    public static Call dialled(Instant at, UUID request) {
        return new Call(
                id(at),
                "office",
                "office-ringbook-" + request,
                Call.Direction.OUTBOUND,
                Call.State.RINGING,
                null,
                null,
                MARIA,
                LINE,
                null,
                at,
                null,
                null,
                null,
                null,
                null,
                null,
                "101",
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    /** The same call when it still rang. */
    public static Call ringing(Call call) {
        return new Call(
                call.id(),
                call.source(),
                call.sourceId(),
                call.direction(),
                Call.State.RINGING,
                null,
                null,
                call.external(),
                call.line(),
                call.queue(),
                call.startedAt(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                call.rang(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
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
