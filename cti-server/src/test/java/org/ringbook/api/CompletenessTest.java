package org.ringbook.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallChange;
import org.ringbook.calls.CallsOfTheDay;
import org.ringbook.recordings.Completeness;
import org.springframework.beans.factory.annotation.Autowired;

/** Which conversations of the day can be heard, and why the others cannot. */
class CompletenessTest extends Server {

    private static final String OF_THE_DAY = "/api/recordings/completeness?from="
            + CallsOfTheDay.NINE.minusSeconds(3600) + "&to=" + CallsOfTheDay.NINE.plusSeconds(36_000);

    @Autowired
    private Completeness completeness;

    private int calls;

    private Call spoken() {
        Call call = withoutRecording(CallsOfTheDay.NINE.plusSeconds(60L * calls++));
        log.write(List.of(new CallChange(null, call, List.of())));
        return call;
    }

    /** Its recordings are only those that the story tells of: what the call itself names is followed by the server. */
    private static Call withoutRecording(Instant at) {
        return CallsOfTheDay.answered(at).with(List.of());
    }

    private void told(Call call, String status, String reason) {
        told(call, call.startedAt(), status, reason);
    }

    private void told(Call call, Instant began, String status, String reason) {
        jdbc.sql("insert into recording (id, call_id, source, leg, started_at, status, reason)"
                        + " values (?, ?, ?, ?, ?, ?, ?)")
                .params(
                        UUID.randomUUID(),
                        call.id(),
                        call.source(),
                        UUID.randomUUID().toString(),
                        Timestamp.from(began),
                        status,
                        reason)
                .update();
    }

    @Test
    void eachConversationThatCannotBeHeardHasItsReason() {
        told(spoken(), "stored", null);
        told(spoken(), "stored", null);
        told(spoken(), "expected", "not_there_yet");
        told(spoken(), "missing", "gone");
        spoken();

        var report = as("vera").get(OF_THE_DAY).json();

        assertThat(report.get("should").asInt()).isEqualTo(5);
        assertThat(report.get("have").asInt()).isEqualTo(2);
        assertThat(report.get("why").toString())
                .contains("\"reason\":\"not_there_yet\",\"lost\":false,\"calls\":1")
                .contains("\"reason\":\"gone\",\"lost\":true,\"calls\":1")
                .contains("\"reason\":\"not_told\",\"lost\":true,\"calls\":1");
    }

    @Test
    void aCallOfTwoRecordingsOfWhichOneIsThereCanBeHeard() {
        Call call = spoken();
        told(call, "stored", null);
        told(call, "missing", "gone");

        assertThat(as("vera").get(OF_THE_DAY).json().get("have").asInt()).isEqualTo(1);
    }

    @Test
    void aRecordingThatBeganDaysAfterItsCallIsItsRecordingAllTheSame() {
        Call call = spoken();
        told(call, call.startedAt().plus(Duration.ofDays(4)), "stored", null);
        told(spoken(), "stored", null);

        var report = as("vera").get(OF_THE_DAY).json();

        assertThat(report.get("should").asInt()).isEqualTo(2);
        assertThat(report.get("have").asInt()).isEqualTo(2);
    }

    @Test
    void manyThatAreWantingAreNamedAPageAtATimeNewestFirst() {
        Call first = spoken();
        Call second = spoken();
        Call third = spoken();
        told(first, "missing", "gone");
        told(spoken(), "stored", null);
        Instant end = CallsOfTheDay.NINE.plusSeconds(36_000);

        Completeness.Look look = completeness.look(CallsOfTheDay.NINE, end, 0, 2);
        assertThat(look.report().should()).isEqualTo(4);
        assertThat(look.report().have()).isEqualTo(1);
        assertThat(look.wanting()).extracting(Completeness.Wanting::callId).containsExactly(third.id(), second.id());
        assertThat(completeness.look(CallsOfTheDay.NINE, end, 2, 2).wanting())
                .containsExactly(new Completeness.Wanting(first.id(), first.startedAt(), "gone"));
    }

    @Test
    void aTelephoneSystemThatStoppedRecordingIsNoticed() {
        toldDaysAgo(29);
        spoken();
        spoken();

        var report = as("vera").get(OF_THE_DAY).json();

        assertThat(report.get("should").asInt()).isEqualTo(2);
        assertThat(report.get("have").asInt()).isZero();
        assertThat(report.get("why").toString()).contains("\"reason\":\"not_told\",\"lost\":true,\"calls\":2");
    }

    @Test
    void aTelephoneSystemThatHasNotRecordedForLongWantsNothing() {
        toldDaysAgo(31);
        spoken();

        assertThat(as("vera").get(OF_THE_DAY).json().get("should").asInt()).isZero();
    }

    private void toldDaysAgo(int days) {
        Call call = withoutRecording(CallsOfTheDay.NINE.minus(Duration.ofDays(days)));
        log.write(List.of(new CallChange(null, call, List.of())));
        told(call, "stored", null);
    }

    @Test
    void aTelephoneSystemThatRecordsNothingWantsNothing() {
        spoken();

        var report = as("vera").get(OF_THE_DAY).json();

        assertThat(report.get("should").asInt()).isZero();
    }

    @Test
    void agentsAreNotShownIt() {
        assertThat(as("anna").get(OF_THE_DAY).status()).isEqualTo(403);
    }

    @Test
    void aMonitorSeesTheLastDay() {
        var registry = new SimpleMeterRegistry();
        new RecordingMeters(registry, completeness, () -> CallsOfTheDay.NINE.plusSeconds(3600));
        told(spoken(), "stored", null);
        spoken();

        assertThat(registry.get("ringbook.recordings.due").gauge().value()).isEqualTo(2);
        assertThat(registry.get("ringbook.recordings.stored").gauge().value()).isEqualTo(1);
    }
}
