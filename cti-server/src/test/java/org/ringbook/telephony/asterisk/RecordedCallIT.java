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
import org.ringbook.lab.Cast;
import org.ringbook.lab.NeedsAsterisk;
import org.ringbook.lab.Pitch;
import org.ringbook.lab.Scene;
import tools.jackson.databind.JsonNode;

/** Real Asterisks record real calls, and a moment after the end they are heard over the API. */
@NeedsAsterisk
class RecordedCallIT {

    private static final int CUSTOMER = 400;
    private static final int ANNA = 800;
    private static final int RATE = 8000;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(AsteriskVersion.class)
    void whatWasSpokenIsHeardAMomentAfterTheEnd(AsteriskVersion version) throws Exception {
        try (AsteriskLab lab = AsteriskLab.start(version, "recording");
                RecordedOffice office = new RecordedOffice(lab, folder.resolve("server"))) {
            JsonNode mono = recorded(office, lab, Cast.RECORDED);
            assertThat(mono.get("channels").asInt()).isEqualTo(1);
            short[] both = audio(office, mono, 1);
            assertThat(loudness(both, 0, 1, CUSTOMER)).isGreaterThan(20 * loudness(both, 0, 1, 1100));
            assertThat(loudness(both, 0, 1, ANNA)).isGreaterThan(20 * loudness(both, 0, 1, 1100));

            JsonNode stereo = recorded(office, lab, Cast.RECORDED_BY_SIDES);
            assertThat(stereo.get("channels").asInt()).isEqualTo(2);
            short[] sides = audio(office, stereo, 2);
            assertThat(loudness(sides, 0, 2, CUSTOMER))
                    .as("the customer is on the left")
                    .isGreaterThan(20 * loudness(sides, 0, 2, ANNA));
            assertThat(loudness(sides, 1, 2, ANNA))
                    .as("Anna is on the right")
                    .isGreaterThan(20 * loudness(sides, 1, 2, CUSTOMER));

            assertThat(recorded(office, lab, Cast.RECORDED_UNDER_A_NAME)
                            .get("status")
                            .asString())
                    .isEqualTo("stored");
            office.stop();
        }
    }

    /** Maria calls, Anna answers, they speak for three seconds. @return what is known of the recording when it can be heard */
    private JsonNode recorded(RecordedOffice office, AsteriskLab lab, Cast.Line line) {
        try (Scene scene = new Scene(lab, folder.resolve(lab.version() + "-" + line.digits()))) {
            CalledPhone anna = scene.phone(Cast.ANNA)
                    .hums(ANNA)
                    .answersAfter(Duration.ofMillis(500))
                    .hangsUpAfter(Duration.ofSeconds(3))
                    .start();
            scene.carrierCalls(line, Cast.IVAN.national()).hums(CUSTOMER).start();
            anna.awaitEnded();
            Instant ended = Instant.now();
            JsonNode recording = await().atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> recordingOn(office, line), found -> found != null);
            System.out.printf(
                    "%s, %s: heard over the API %d ms after the end, %s s%n",
                    lab.version(),
                    line.digits(),
                    Duration.between(ended, Instant.now()).toMillis(),
                    recording.get("seconds").asString());
            assertThat(recording.get("seconds").asDouble()).isBetween(2.0, 4.5);
            scene.awaitEnd();
            return recording;
        }
    }

    /** @return null while it cannot be heard */
    private static JsonNode recordingOn(RecordedOffice office, Cast.Line line) {
        JsonNode call = office.callOn(line);
        if (call == null || call.get("recordings").isEmpty()) {
            return null;
        }
        String id = call.get("recordings").get(0).get("id").asString();
        boolean heard = office.admin()
                        .header("Range", "bytes=0-99")
                        .get("/api/recordings/" + id + "/audio")
                        .status()
                == 206;
        // Asked after the sound was there: before, its length is not known.
        return heard ? office.recording(id) : null;
    }

    private static short[] audio(RecordedOffice office, JsonNode recording, int channels) {
        short[] samples = office.sound(recording.get("id").asString());
        assertThat(samples.length / channels / (double) RATE).isBetween(2.0, 4.5);
        return samples;
    }

    /** In the second second of one side. */
    private static double loudness(short[] samples, int channel, int channels, int hertz) {
        return Pitch.strength(samples, channel, channels, hertz, 1, 2);
    }
}
