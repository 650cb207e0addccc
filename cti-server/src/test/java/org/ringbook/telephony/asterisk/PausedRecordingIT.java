package org.ringbook.telephony.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
import org.ringbook.faults.RingbookProcess;
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
    private static final int HEAD = 44;
    private static final int BYTES_A_SECOND = 16_000;

    @TempDir
    Path folder;

    private int port;

    @ParameterizedTest
    @EnumSource(AsteriskVersion.class)
    void whatIsSaidDuringThePauseIsSilenceInTheSoundAndTheGapIsOnTheTimeline(AsteriskVersion version) throws Exception {
        try (AsteriskLab lab = AsteriskLab.start(version, "recording");
                RingbookProcess server = server(lab)) {
            Http anna = anna();
            for (Cast.Line line : List.of(Cast.RECORDED, Cast.RECORDED_BY_SIDES)) {
                try (Scene scene = new Scene(lab, folder.resolve("scene-" + line.digits()))) {
                    mariaSaysHerCardNumber(scene, lab, line, anna);
                }
                for (JsonNode recording : stored()) {
                    theGapAndNothingElseIsSilent(recording);
                }
            }
            server.stop();
        }
    }

    /** Where a queue records what the office records anyhow: either both are paused, or none and it is said. */
    @ParameterizedTest
    @EnumSource(AsteriskVersion.class)
    void ofTwoRecordingsNoneHearsOnWhileTheOtherIsPaused(AsteriskVersion version) throws Exception {
        try (AsteriskLab lab = AsteriskLab.start(version, "recording");
                RingbookProcess server = server(lab);
                Scene scene = new Scene(lab, folder.resolve("scene"))) {
            Http anna = anna();
            if (version == AsteriskVersion.V22) {
                mariaSaysHerCardNumber(scene, lab, Cast.RECORDED_TWICE, anna);
                assertThat(stored()).hasSize(2);
                for (JsonNode recording : stored()) {
                    theGapAndNothingElseIsSilent(recording);
                }
            } else {
                CalledPhone telephone = scene.phone(Cast.ANNA)
                        .answersAfter(Duration.ofMillis(300))
                        .start();
                scene.carrierCalls(Cast.RECORDED_TWICE, Cast.IVAN.national()).start();
                JsonNode call = await().atMost(Duration.ofSeconds(15))
                        .until(() -> recordedTalk(Cast.RECORDED_TWICE), found -> found != null);
                Http.Answer refused = anna.header("Accept-Language", "ru")
                        .post("/api/calls/" + call.get("id").asString() + "/recording/pause", null);
                assertThat(refused.status()).isEqualTo(409);
                assertThat(refused.json().get("detail").asString()).contains("несколько раз (2)", "паузы нет");
                assertThat(pauses().isEmpty()).isTrue();
                telephone.close();
            }
            server.stop();
        }
    }

    private void mariaSaysHerCardNumber(Scene scene, AsteriskLab lab, Cast.Line line, Http anna) {
        CalledPhone telephone = scene.phone(Cast.ANNA)
                .hums(ANNA)
                .answersAfter(Duration.ofMillis(300))
                .hangsUpAfter(Duration.ofMinutes(2))
                .start();
        scene.carrierCalls(line, Cast.IVAN.national()).hums(MARIA).start();
        JsonNode call = await().atMost(Duration.ofSeconds(15)).until(() -> recordedTalk(line), found -> found != null);
        String address = "/api/calls/" + call.get("id").asString() + "/recording/";
        grows(lab, 2);

        Http.Answer notHers = admin().post(address + "pause", null);
        assertThat(notHers.status()).isEqualTo(409);
        assertThat(notHers.json().get("code").asString()).isEqualTo("not_speaking");

        assertThat(anna.post(address + "pause", null).status()).isEqualTo(204);
        await("Asterisk tells of the pause").atMost(Duration.ofSeconds(5)).until(() -> !pauses().isEmpty());
        grows(lab, 3);
        assertThat(anna.post(address + "resume", null).status()).isEqualTo(204);
        await("Asterisk tells that it goes on")
                .atMost(Duration.ofSeconds(5))
                .until(() -> pauses().get(0).hasNonNull("to"));
        grows(lab, 2);
        scene.commands().send("Hangup", "Channel", scene.channelOf(Cast.ANNA));
        telephone.awaitEnded();

        await().atMost(Duration.ofSeconds(20)).until(() -> stored() != null);
        Http.Answer tooLate = anna.post(address + "pause", null);
        assertThat(tooLate.json().get("code").asString()).isEqualTo("not_speaking");
    }

    private void theGapAndNothingElseIsSilent(JsonNode recording) {
        String id = recording.get("id").asString();
        int channels =
                admin().get("/api/recordings/" + id).json().get("channels").asInt();
        byte[] file = admin().get("/api/recordings/" + id + "/audio").bytes();
        var samples = new short[(file.length - HEAD) / 2];
        ByteBuffer.wrap(file, HEAD, samples.length * 2)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer()
                .get(samples);
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

    private JsonNode call() {
        JsonNode calls = admin().get("/api/calls").json().get("items");
        return calls.isEmpty() ? null : calls.get(0);
    }

    private JsonNode recordedTalk(Cast.Line line) {
        JsonNode call = call();
        return call == null
                        || !call.get("line").asString().equals(line.e164())
                        || !call.get("state").asString().equals("talking")
                        || call.get("recordings").isEmpty()
                ? null
                : call;
    }

    private JsonNode pauses() {
        return call().get("recordings").get(0).path("pauses");
    }

    /** @return null while not all can be heard */
    private JsonNode stored() {
        JsonNode recordings = call().get("recordings");
        for (JsonNode recording : recordings) {
            if (!recording.get("status").asString().equals("stored")) {
                return null;
            }
        }
        return recordings;
    }

    /** Anna has the telephone 101 and signs in. */
    private Http anna() {
        JsonNode person = admin().post(
                        "/api/staff",
                        "{\"name\":\"Anna Petrova\",\"login\":\"anna\",\"role\":\"agent\",\"extensions\":[\""
                                + Cast.ANNA + "\"]}")
                .json();
        Http.Answer set = admin().put(
                        "/api/staff/" + person.get("id").asString() + "/password", "{\"password\":\"anna-anna-anna\"}");
        assertThat(set.status()).isBetween(200, 204);
        return new Http(port).basic("anna", "anna-anna-anna");
    }

    private RingbookProcess server(AsteriskLab lab) throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        String pbx = "ringbook.asterisk.office.";
        var server = new RingbookProcess(
                folder.resolve("server"),
                List.of(
                        "ringbook.http.port=" + port,
                        "ringbook.http.address=127.0.0.1",
                        "ringbook.admin.password=admin-admin",
                        "ringbook.demo.enabled=false",
                        "ringbook.recordings.space.least=0",
                        "ringbook.recordings.space.stop-below=0",
                        pbx + "host=" + lab.amiHost(),
                        pbx + "port=" + lab.amiPort(),
                        pbx + "user=" + AsteriskLab.LISTENING_ACCOUNT,
                        pbx + "secret=" + lab.secret(),
                        pbx + "command-user=" + AsteriskLab.COMMAND_ACCOUNT,
                        pbx + "command-secret=" + lab.secret(),
                        pbx + "trunks=PJSIP/carrier",
                        pbx + "recordings.folder=" + lab.spool().resolve("monitor"),
                        pbx + "recordings.pbx-folder=" + lab.spoolInside().resolve("monitor"),
                        pbx + "recordings.outside=-in",
                        pbx + "recordings.ours=-out"));
        server.start();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> admin().get("/api/health/sources").body().contains("\"UP\""));
        return server;
    }

    private Http admin() {
        return new Http(port).basic("admin", "admin-admin");
    }
}
