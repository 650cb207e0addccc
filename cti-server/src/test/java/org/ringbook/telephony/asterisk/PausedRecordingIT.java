package org.ringbook.telephony.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringbook.api.Http;
import org.ringbook.lab.AsteriskLab;
import org.ringbook.lab.AsteriskVersion;
import org.ringbook.lab.CalledPhone;
import org.ringbook.lab.Cast;
import org.ringbook.lab.NeedsAsterisk;
import org.ringbook.lab.Pitch;
import org.ringbook.lab.Scene;
import tools.jackson.databind.JsonNode;

/** Maria says her card number to Anna, and no Asterisk keeps it. */
@NeedsAsterisk
class PausedRecordingIT {

    private static final int MARIA = 400;
    private static final int ANNA = 800;
    private static final int BYTES_A_SECOND = 16_000;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(AsteriskVersion.class)
    void whatIsSaidDuringThePauseIsSilenceInTheSoundAndTheGapIsOnTheTimeline(AsteriskVersion version) throws Exception {
        try (AsteriskLab lab = AsteriskLab.start(version, "recording");
                RecordedOffice office = new RecordedOffice(lab, folder.resolve("server"))) {
            Http anna = office.anna();
            for (Cast.Line line : List.of(Cast.RECORDED, Cast.RECORDED_BY_SIDES)) {
                try (Scene scene = new Scene(lab, folder.resolve("scene-" + line.digits()))) {
                    mariaSaysHerCardNumber(office, scene, lab, line, anna);
                }
                for (JsonNode recording : office.heardOn(line).get("recordings")) {
                    theGapAndNothingElseIsSilent(office, recording);
                }
            }
            office.stop();
        }
    }

    /** Where a queue records what the office records anyhow: either both are paused, or none and it is said. */
    @ParameterizedTest
    @EnumSource(AsteriskVersion.class)
    void ofTwoRecordingsNoneHearsOnWhileTheOtherIsPaused(AsteriskVersion version) throws Exception {
        try (AsteriskLab lab = AsteriskLab.start(version, "recording");
                RecordedOffice office = new RecordedOffice(lab, folder.resolve("server"));
                Scene scene = new Scene(lab, folder.resolve("scene"))) {
            Http anna = office.anna();
            if (version == AsteriskVersion.V22) {
                mariaSaysHerCardNumber(office, scene, lab, Cast.RECORDED_TWICE, anna);
                JsonNode recordings = office.heardOn(Cast.RECORDED_TWICE).get("recordings");
                assertThat(recordings.size()).isEqualTo(2);
                for (JsonNode recording : recordings) {
                    theGapAndNothingElseIsSilent(office, recording);
                }
            } else {
                CalledPhone telephone = scene.phone(Cast.ANNA)
                        .answersAfter(Duration.ofMillis(300))
                        .start();
                scene.carrierCalls(Cast.RECORDED_TWICE, Cast.IVAN.national()).start();
                JsonNode call = await().atMost(Duration.ofSeconds(15))
                        .until(() -> recordedTalk(office, Cast.RECORDED_TWICE), found -> found != null);
                Http.Answer refused = anna.header("Accept-Language", "ru")
                        .post("/api/calls/" + call.get("id").asString() + "/recording/pause", null);
                assertThat(refused.status()).isEqualTo(409);
                assertThat(refused.json().get("detail").asString()).contains("несколько раз (2)", "паузы нет");
                assertThat(pauses(office, Cast.RECORDED_TWICE).isEmpty()).isTrue();
                telephone.close();
            }
            office.stop();
        }
    }

    private static void mariaSaysHerCardNumber(
            RecordedOffice office, Scene scene, AsteriskLab lab, Cast.Line line, Http anna) {
        CalledPhone telephone = scene.phone(Cast.ANNA)
                .hums(ANNA)
                .answersAfter(Duration.ofMillis(300))
                .hangsUpAfter(Duration.ofMinutes(2))
                .start();
        scene.carrierCalls(line, Cast.IVAN.national()).hums(MARIA).start();
        JsonNode call =
                await().atMost(Duration.ofSeconds(15)).until(() -> recordedTalk(office, line), found -> found != null);
        String address = "/api/calls/" + call.get("id").asString() + "/recording/";
        grows(lab, 2);

        Http.Answer notHers = office.admin().post(address + "pause", null);
        assertThat(notHers.status()).isEqualTo(409);
        assertThat(notHers.json().get("code").asString()).isEqualTo("not_speaking");

        assertThat(anna.post(address + "pause", null).status()).isEqualTo(204);
        await("Asterisk tells of the pause")
                .atMost(Duration.ofSeconds(5))
                .until(() -> !pauses(office, line).isEmpty());
        grows(lab, 3);
        assertThat(anna.post(address + "resume", null).status()).isEqualTo(204);
        await("Asterisk tells that it goes on")
                .atMost(Duration.ofSeconds(5))
                .until(() -> pauses(office, line).get(0).hasNonNull("to"));
        grows(lab, 2);
        scene.commands().send("Hangup", "Channel", scene.channelOf(Cast.ANNA));
        telephone.awaitEnded();

        await().atMost(Duration.ofSeconds(20)).until(() -> office.heardOn(line) != null);
        Http.Answer tooLate = anna.post(address + "pause", null);
        assertThat(tooLate.json().get("code").asString()).isEqualTo("not_speaking");
    }

    private static void theGapAndNothingElseIsSilent(RecordedOffice office, JsonNode recording) {
        String id = recording.get("id").asString();
        int channels = office.recording(id).get("channels").asInt();
        short[] samples = office.sound(id);
        Instant began = Instant.parse(recording.get("soundStartedAt").asString());
        double from = seconds(began, recording.get("pauses").get(0).get("from"));
        double to = seconds(began, recording.get("pauses").get(0).get("to"));
        System.out.printf(
                "paused from %.2f to %.2f s of %.2f s, %d channels%n",
                from, to, samples.length / 8000.0 / channels, channels);
        int[] pitches = {MARIA, ANNA};
        for (int side = 0; side < 2; side++) {
            int channel = channels == 2 ? side : 0;
            int pitch = pitches[side];
            double before = Pitch.strength(samples, channel, channels, pitch, from - 1.2, from - 0.2);
            double paused = Pitch.strength(samples, channel, channels, pitch, from + 0.2, to - 0.2);
            double after = Pitch.strength(samples, channel, channels, pitch, to + 0.2, to + 1.2);
            assertThat(before).as("%d Hz before the pause", pitch).isGreaterThan(100);
            assertThat(paused).as("%d Hz during the pause", pitch).isLessThan(1);
            assertThat(after).as("%d Hz after the pause", pitch).isGreaterThan(100);
        }
    }

    private static double seconds(Instant began, JsonNode at) {
        return Duration.between(began, Instant.parse(at.asString())).toMillis() / 1000.0;
    }

    /** So much more is spoken, and written by Asterisk. */
    private static void grows(AsteriskLab lab, int seconds) {
        long before = size(lab);
        await().atMost(Duration.ofSeconds(15)).until(() -> size(lab) >= before + seconds * BYTES_A_SECOND);
    }

    /** Of the file that is being written. */
    private static long size(AsteriskLab lab) {
        try (Stream<Path> files = Files.walk(lab.spool().resolve("monitor"))) {
            return files.filter(Files::isRegularFile)
                    .max(Comparator.comparingLong(file -> file.toFile().lastModified()))
                    .map(file -> file.toFile().length())
                    .orElse(0L);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode recordedTalk(RecordedOffice office, Cast.Line line) {
        JsonNode call = office.callOn(line);
        return call == null
                        || !call.get("state").asString().equals("talking")
                        || call.get("recordings").isEmpty()
                ? null
                : call;
    }

    private static JsonNode pauses(RecordedOffice office, Cast.Line line) {
        return office.callOn(line).get("recordings").get(0).path("pauses");
    }
}
