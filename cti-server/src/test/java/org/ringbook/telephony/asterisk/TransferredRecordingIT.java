package org.ringbook.telephony.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringbook.lab.AsteriskLab;
import org.ringbook.lab.AsteriskVersion;
import org.ringbook.lab.CalledPhone;
import org.ringbook.lab.CallingPhone;
import org.ringbook.lab.Cast;
import org.ringbook.lab.NeedsAsterisk;
import org.ringbook.lab.Pitch;
import org.ringbook.lab.Scene;
import tools.jackson.databind.JsonNode;

/** Anna hands a call over to Boris; each of their telephones is recorded by itself, and the two are one timeline. */
@NeedsAsterisk
class TransferredRecordingIT {

    private static final String BORIS_RECORDED = "192";
    private static final int CUSTOMER = 400;
    private static final int ANNA = 800;
    private static final int BORIS = 1000;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(AsteriskVersion.class)
    void whatEachOfThemSpokeIsHeardWhereItWasSpoken(AsteriskVersion version) throws Exception {
        try (AsteriskLab lab = AsteriskLab.start(version, "recording");
                RecordedOffice office = new RecordedOffice(lab, folder.resolve("server"))) {
            try (Scene blind = new Scene(lab, folder.resolve("blind"))) {
                blind.phone(Cast.ANNA)
                        .hums(ANNA)
                        .answersAfter(Duration.ofMillis(500))
                        .refersAfter(Duration.ofSeconds(3), BORIS_RECORDED)
                        .start();
                CalledPhone boris = boris(blind);
                blind.carrierCalls(Cast.RECORDED_BY_TELEPHONE, Cast.IVAN.national())
                        .hums(CUSTOMER)
                        .start();
                boris.awaitEnded();
                blind.awaitEnd();
            }
            JsonNode call = twoRecordings(office);
            JsonNode annas = call.get("recordings").get(0);
            JsonNode boriss = call.get("recordings").get(1);
            assertThat(call.get("transfers").size()).isEqualTo(1);
            assertThat(speaks(office, annas, ANNA)).isTrue();
            assertThat(speaks(office, annas, BORIS)).isFalse();
            assertThat(speaks(office, boriss, BORIS)).isTrue();
            assertThat(speaks(office, boriss, ANNA)).isFalse();
            assertThat(speaks(office, annas, CUSTOMER)).isTrue();
            assertThat(speaks(office, boriss, CUSTOMER)).isTrue();
            assertThat(began(boriss))
                    .as("one after the other")
                    .isAfter(began(annas)
                            .plusMillis((long) (1000 * annas.get("seconds").asDouble()) - 300));
            assertThat(began(boriss))
                    .as("from Boris' answer on")
                    .isBetween(
                            answered(call, Cast.BORIS).minusMillis(300),
                            answered(call, Cast.BORIS).plusMillis(700));
            office.stop();
        }
    }

    /** Anna asks Boris first while Maria waits: both of them are recorded at once for a while. */
    @ParameterizedTest
    @EnumSource(AsteriskVersion.class)
    void whatWasSaidInTheConsultationIsHeardBesideTheWaiting(AsteriskVersion version) throws Exception {
        try (AsteriskLab lab = AsteriskLab.start(version, "recording");
                RecordedOffice office = new RecordedOffice(lab, folder.resolve("server"))) {
            try (Scene attended = new Scene(lab, folder.resolve("attended"))) {
                CalledPhone anna = attended.phone(Cast.ANNA)
                        .hums(ANNA)
                        .answersAfter(Duration.ofMillis(500))
                        .holdsAfter(Duration.ofSeconds(2), Duration.ofSeconds(60))
                        .start();
                CalledPhone boris = boris(attended, Duration.ofSeconds(9));
                attended.carrierCalls(Cast.RECORDED_BY_TELEPHONE, Cast.IVAN.national())
                        .hums(CUSTOMER)
                        .start();
                anna.awaitAnswered();
                happens(attended, "Hold", Cast.ANNA);
                CallingPhone consultation = attended.phoneDials(Cast.ANNA, BORIS_RECORDED)
                        .hums(ANNA)
                        .start();
                boris.awaitAnswered();
                happens(attended, "MixMonitorStart", Cast.BORIS);
                attended.pause(Duration.ofSeconds(2));
                attended.handsOver(Cast.ANNA, anna, consultation);
                boris.awaitEnded();
                attended.awaitEnd();
            }
            JsonNode call = twoRecordings(office);
            JsonNode annas = call.get("recordings").get(0);
            JsonNode boriss = call.get("recordings").get(1);
            assertThat(began(boriss)).as("while Anna's goes on").isBefore(ended(annas));
            assertThat(ended(boriss)).isAfter(ended(annas).plusSeconds(2));
            assertThat(speaks(office, annas, ANNA)).isTrue();
            assertThat(speaks(office, boriss, BORIS)).isTrue();
            office.stop();
        }
    }

    private static void happens(Scene scene, String event, String extension) {
        scene.watch()
                .await(
                        event + " of " + extension,
                        Duration.ofSeconds(10),
                        message -> event.equals(message.get("Event"))
                                && message.get("Channel").startsWith("PJSIP/" + extension + "-"));
    }

    private static Instant ended(JsonNode recording) {
        return began(recording)
                .plusMillis((long) (1000 * recording.get("seconds").asDouble()));
    }

    private static CalledPhone boris(Scene scene) {
        return boris(scene, Duration.ofSeconds(3));
    }

    private static CalledPhone boris(Scene scene, Duration speaks) {
        return scene.phone(Cast.BORIS)
                .hums(BORIS)
                .answersAfter(Duration.ofMillis(700))
                .hangsUpAfter(speaks)
                .start();
    }

    private static JsonNode twoRecordings(RecordedOffice office) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> office.heardOn(Cast.RECORDED_BY_TELEPHONE),
                        call -> call != null && call.get("recordings").size() == 2);
    }

    private static Instant began(JsonNode recording) {
        return Instant.parse(recording.get("soundStartedAt").asString());
    }

    private static Instant answered(JsonNode call, String party) {
        for (JsonNode leg : call.get("legs")) {
            if (party.equals(leg.get("party").asString()) && leg.hasNonNull("answeredAt")) {
                return Instant.parse(leg.get("answeredAt").asString());
            }
        }
        throw new AssertionError(party + " did not answer: " + call);
    }

    /** In the second second of it. */
    private static boolean speaks(RecordedOffice office, JsonNode recording, int pitch) {
        short[] samples = office.sound(recording.get("id").asString());
        return Pitch.strength(samples, 0, 1, pitch, 1, 2) > 100;
    }
}
