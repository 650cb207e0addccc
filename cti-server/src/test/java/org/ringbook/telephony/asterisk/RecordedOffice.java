package org.ringbook.telephony.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.ringbook.api.Http;
import org.ringbook.faults.RingbookProcess;
import org.ringbook.lab.AsteriskLab;
import org.ringbook.lab.Cast;
import tools.jackson.databind.JsonNode;

/** A Ringbook that listens to a real Asterisk, may command it, and reaches the folder of its recordings. */
final class RecordedOffice implements AutoCloseable {

    private static final int HEAD = 44;

    private final RingbookProcess server;
    private final int port;

    RecordedOffice(AsteriskLab lab, Path home) throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        String pbx = "ringbook.asterisk.office.";
        server = new RingbookProcess(
                home,
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
                        pbx + "context=internal",
                        pbx + "trunks=PJSIP/carrier",
                        pbx + "recordings.folder=" + lab.spool().resolve("monitor"),
                        pbx + "recordings.pbx-folder=" + lab.spoolInside().resolve("monitor"),
                        pbx + "recordings.outside=-in",
                        pbx + "recordings.ours=-out"));
        server.start();
        awaitUp();
    }

    Http admin() {
        return new Http(port).basic("admin", "admin-admin");
    }

    /** Anna has the telephone 101 and signs in. */
    Http anna() {
        return signsIn("Anna Petrova", "anna", "agent", Cast.ANNA);
    }

    /** Somebody has a telephone and signs in. */
    Http signsIn(String name, String login, String role, String telephone) {
        JsonNode person = admin().post(
                        "/api/staff",
                        "{\"name\":\"" + name + "\",\"login\":\"" + login + "\",\"role\":\"" + role
                                + "\",\"extensions\":[\"" + telephone + "\"]}")
                .json();
        String password = login + "-" + login + "-" + login;
        Http.Answer set = admin().put(
                        "/api/staff/" + person.get("id").asString() + "/password",
                        "{\"password\":\"" + password + "\"}");
        assertThat(set.status()).isBetween(200, 204);
        return as(login);
    }

    /** Who has signed in before. */
    Http as(String login) {
        return new Http(port).basic(login, login + "-" + login + "-" + login);
    }

    /** Killed in the middle of whatever it did, and started again. */
    void crashes() {
        server.kill();
        server.start();
        awaitUp();
    }

    private void awaitUp() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> admin().get("/api/health/sources").body().contains("\"UP\""));
    }

    /** @return the newest call on that line; null when there is none */
    JsonNode callOn(Cast.Line line) {
        for (JsonNode call : admin().get("/api/calls").json().get("items")) {
            if (call.get("line").asString().equals(line.e164())) {
                return call;
            }
        }
        return null;
    }

    /** @return the newest call on that line, when all of its recordings can be heard; else null */
    JsonNode heardOn(Cast.Line line) {
        JsonNode call = callOn(line);
        if (call == null || call.get("recordings").isEmpty()) {
            return null;
        }
        for (JsonNode recording : call.get("recordings")) {
            if (!recording.get("status").asString().equals("stored")) {
                return null;
            }
        }
        return call;
    }

    /** What is known of a recording. */
    JsonNode recording(String id) {
        return admin().get("/api/recordings/" + id).json();
    }

    /** The samples of a recording, channels interleaved. */
    short[] sound(String id) {
        byte[] file = admin().get("/api/recordings/" + id + "/audio").bytes();
        var samples = new short[(file.length - HEAD) / 2];
        ByteBuffer.wrap(file, HEAD, samples.length * 2)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer()
                .get(samples);
        return samples;
    }

    @Override
    public void close() {
        server.close();
    }

    /** In peace, unlike {@link #close}. */
    void stop() throws Exception {
        server.stop();
    }
}
