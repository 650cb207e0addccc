package org.ringbook.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.SoftAssertions;
import org.ringbook.calls.Call;
import org.ringbook.calls.Call.LegOutcome;
import org.ringbook.numbers.PhoneNumber;

/** Holds a call of the product against what the telephones did, field by field. */
public final class Truth {

    /** Telephones and PBX are processes of one machine with one clock; a busy machine delays both. */
    private static final double SECONDS = 0.7;

    private Truth() {}

    public static void hold(List<TruthCall> truth, List<Call> calls) {
        assertThat(calls).as("one real call is one record").hasSameSizeAs(truth);
        var softly = new SoftAssertions();
        for (int i = 0; i < truth.size(); i++) {
            hold(truth.get(i), calls.get(i), softly);
        }
        softly.assertAll();
    }

    /** Of calls of which not all is certain: what the truth names, and nothing else. */
    public static void holdWhatIsClaimed(List<TruthCall> truth, List<Call> calls) {
        assertThat(calls).as("one real call is one record").hasSameSizeAs(truth);
        var softly = new SoftAssertions();
        for (int i = 0; i < truth.size(); i++) {
            TruthCall claimed = truth.get(i);
            Call call = calls.get(i);
            softly.assertThat(call.state()).as("state").isEqualTo(Call.State.ENDED);
            same("direction", claimed.direction(), call.direction(), softly);
            same("result", claimed.result(), call.result(), softly);
            same("reason", claimed.reason(), call.reason(), softly);
            same("endedBy", claimed.endedBy(), call.endedBy(), softly);
            same("agent", claimed.agent(), call.agent(), softly);
            same("external", claimed.external(), text(call.external()), softly);
            same("line", claimed.line(), text(call.line()), softly);
            same("queue", claimed.queue(), call.queue(), softly);
            same("answeredBy", claimed.answeredBy(), call.answeredBy(), softly);
            seconds("talkSeconds", claimed.talkSeconds(), call.talkSeconds(), softly);
            seconds("holdSeconds", claimed.holdSeconds(), call.holdSeconds(), softly);
            claimedPeople(claimed, call, softly);
        }
        softly.assertAll();
    }

    private static void same(String field, Object claimed, Object told, SoftAssertions softly) {
        if (claimed != null) {
            softly.assertThat(told).as(field).isEqualTo(claimed);
        }
    }

    private static void claimedPeople(TruthCall claimed, Call call, SoftAssertions softly) {
        if (claimed.rang() != null) {
            softly.assertThat(call.rang()).as("rang").containsExactlyInAnyOrderElementsOf(claimed.rang());
        }
        if (claimed.transfers() != null) {
            softly.assertThat(call.transfers())
                    .as("transfers")
                    .extracting(transfer -> new TruthCall.Transfer(transfer.from(), transfer.to(), transfer.kind()))
                    .isEqualTo(claimed.transfers());
        }
        if (claimed.legs() != null) {
            softly.assertThat(call.legs())
                    .as("legs")
                    .extracting(leg -> new TruthCall.Leg(leg.party(), null, leg.outcome()))
                    .containsAll(claimed.legs());
        }
    }

    private static void hold(TruthCall truth, Call call, SoftAssertions softly) {
        softly.assertThat(call.state()).as("state").isEqualTo(truth.state() == null ? Call.State.ENDED : truth.state());
        softly.assertThat(call.direction()).as("direction").isEqualTo(truth.direction());
        softly.assertThat(call.result()).as("result").isEqualTo(truth.result());
        softly.assertThat(call.reason()).as("reason").isEqualTo(truth.reason());
        if (truth.endedBy() != null) {
            softly.assertThat(call.endedBy()).as("endedBy").isEqualTo(truth.endedBy());
        }
        softly.assertThat(call.agent()).as("agent").isEqualTo(truth.agent());
        softly.assertThat(text(call.line()))
                .as("line")
                .isEqualTo(truth.line() == null ? text(call.line()) : truth.line());
        softly.assertThat(call.queue()).as("queue").isEqualTo(truth.queue());
        if (truth.external() != null || truth.direction() == Call.Direction.INTERNAL) {
            softly.assertThat(text(call.external())).as("external").isEqualTo(truth.external());
        }
        seconds("waitSeconds", truth.waitSeconds(), call.waitSeconds(), softly);
        seconds("talkSeconds", truth.talkSeconds(), call.talkSeconds(), softly);
        seconds("holdSeconds", truth.holdSeconds(), call.holdSeconds(), softly);
        time("startedAt", truth.startedAt(), call.startedAt(), softly);
        time("answeredAt", truth.answeredAt(), call.answeredAt(), softly);
        time("endedAt", truth.endedAt(), call.endedAt(), softly);
        people(truth, call, softly);
        if (truth.recordings() != null) {
            softly.assertThat(call.recordings()).as("recordings").hasSize(truth.recordings());
        }
    }

    private static void people(TruthCall truth, Call call, SoftAssertions softly) {
        if (truth.answeredBy() != null) {
            softly.assertThat(call.answeredBy()).as("answeredBy").isEqualTo(truth.answeredBy());
        } else {
            softly.assertThat(call.answeredBy())
                    .as("answeredBy")
                    .containsExactlyInAnyOrderElementsOf(calledWith(truth, placedBy(call), LegOutcome.ANSWERED));
        }
        if (truth.rang() != null) {
            softly.assertThat(call.rang()).as("rang").containsExactlyInAnyOrderElementsOf(truth.rang());
        } else {
            softly.assertThat(call.rang())
                    .as("rang")
                    .containsAll(calledWith(truth, placedBy(call), LegOutcome.ANSWERED))
                    .containsAll(calledWith(truth, placedBy(call), LegOutcome.NO_ANSWER))
                    .containsAll(calledWith(truth, placedBy(call), LegOutcome.CANCELLED));
        }
        if (truth.transfers() != null) {
            softly.assertThat(call.transfers())
                    .as("transfers")
                    .extracting(transfer -> new TruthCall.Transfer(transfer.from(), transfer.to(), transfer.kind()))
                    .isEqualTo(truth.transfers());
        }
        if (truth.legs() != null) {
            softly.assertThat(called(call))
                    .as("legs")
                    .extracting(leg -> new TruthCall.Leg(leg.party(), leg.kind(), leg.outcome()))
                    .containsExactlyInAnyOrderElementsOf(truth.legs());
        }
        if (call.ended()) {
            softly.assertThat(call.legs()).as("legs have ended").noneMatch(leg -> leg.outcome() == null);
        }
    }

    /** Of an outbound call the truth names the people by their legs. */
    private static List<String> calledWith(TruthCall truth, String placedBy, LegOutcome outcome) {
        return truth.legs().stream()
                .filter(leg -> leg.outcome() == outcome && !leg.party().equals(placedBy))
                .map(TruthCall.Leg::party)
                .distinct()
                .toList();
    }

    /** The truth does not list who placed the call; of a click-to-call, the PBX placed it. */
    private static List<Call.Leg> called(Call call) {
        var legs = new ArrayList<>(call.legs());
        if (!call.rules().get(0).rule().equals("direction.click-to-call")) {
            String placedBy = placedBy(call);
            legs.stream()
                    .filter(leg -> Objects.equals(leg.party(), placedBy))
                    .findFirst()
                    .ifPresent(legs::remove);
        }
        return legs;
    }

    private static String placedBy(Call call) {
        return call.rules().get(0).detail();
    }

    private static String text(PhoneNumber number) {
        return number == null ? null : number.toString();
    }

    private static void seconds(String field, BigDecimal truth, BigDecimal told, SoftAssertions softly) {
        if (truth != null) {
            softly.assertThat(told).as(field).isNotNull();
            softly.assertThat(told == null ? -1 : told.doubleValue())
                    .as(field)
                    .isBetween(truth.doubleValue() - SECONDS, truth.doubleValue() + SECONDS);
        }
    }

    private static void time(String field, Instant truth, Instant told, SoftAssertions softly) {
        if (truth == null) {
            return;
        }
        softly.assertThat(told).as(field).isNotNull();
        if (told != null) {
            softly.assertThat(Duration.between(truth, told).abs())
                    .as(field + ", " + told + " and not " + truth)
                    .isLessThan(Duration.ofMillis(Math.round(SECONDS * 1000)));
        }
    }
}
