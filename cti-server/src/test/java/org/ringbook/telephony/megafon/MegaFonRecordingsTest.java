package org.ringbook.telephony.megafon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringbook.recordings.fetch.RecordingFetcher.NeverThere;
import org.ringbook.recordings.fetch.RecordingFetcher.NotThereYet;
import org.ringbook.recordings.fetch.RecordingFetcher.Wanted;

/** MegaFon told a link to the sound of a call. */
class MegaFonRecordingsTest {

    private static final byte[] SOUND = "the voices of Maria and Anna".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private final List<String> keysSeen = new CopyOnWriteArrayList<>();
    private HttpServer megafon;
    private MegaFonRecordings recordings;

    @BeforeEach
    void opens() throws IOException {
        megafon = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        megafon.createContext("/records/maria.mp3", exchange -> {
            try (exchange) {
                keysSeen.add(String.valueOf(exchange.getRequestHeaders().getFirst("X-API-KEY")));
                exchange.getResponseHeaders().add("Content-Type", "audio/mpeg");
                exchange.sendResponseHeaders(200, SOUND.length);
                exchange.getResponseBody().write(SOUND);
            }
        });
        megafon.start();
        recordings = new MegaFonRecordings("megafon", at("/crmapi/v1"), "the-key");
    }

    @AfterEach
    void closes() {
        megafon.stop(0);
    }

    private String at(String path) {
        return "http://127.0.0.1:" + megafon.getAddress().getPort() + path;
    }

    private List<Path> fetch(String link) throws IOException {
        return recordings.fetch(new Wanted(UUID.randomUUID(), "1", link, Instant.now(), Instant.now()), folder);
    }

    private void neverAsked(String link, String reason) {
        assertThatThrownBy(() -> fetch(link))
                .isInstanceOfSatisfying(
                        NeverThere.class, never -> assertThat(never.reason()).isEqualTo(reason));
    }

    @Test
    void theLinkIsFollowedAndThePbxsOwnHostIsShownTheKey() throws IOException {
        assertThat(fetch(at("/records/maria.mp3")))
                .singleElement()
                .satisfies(sound -> assertThat(sound).hasBinaryContent(SOUND));
        assertThat(keysSeen).containsExactly("the-key");
    }

    @Test
    void theFileAppearsSomeTimeAfterTheCallWasTold() {
        assertThatThrownBy(() -> fetch(at("/records/boris.mp3")))
                .isInstanceOfSatisfying(
                        NotThereYet.class, later -> assertThat(later.reason()).isEqualTo("not_there_yet"));
    }

    @Test
    void aLinkOutOfThePbxIsNotFollowed() {
        neverAsked("http://192.0.2.1/records/maria.mp3", "other_host");
        neverAsked("file:///etc/passwd", "refused");
        neverAsked("http://megapbx.ru@192.0.2.1/maria.mp3", "refused");
        neverAsked("not a link", "name_refused");
    }

    @Test
    void theKeyIsNotShownOnALineThatIsNotSealedWhenThePbxsOwnIs() {
        assertThat(MegaFonRecordings.isOwn(
                        URI.create("https://office.megapbx.ru/crmapi/v1"),
                        URI.create("https://office.megapbx.ru/r.mp3")))
                .isTrue();
        assertThat(MegaFonRecordings.isOwn(
                        URI.create("https://office.megapbx.ru/crmapi/v1"),
                        URI.create("http://office.megapbx.ru/r.mp3")))
                .isFalse();
        assertThat(MegaFonRecordings.isOwn(
                        URI.create("https://office.megapbx.ru/crmapi/v1"),
                        URI.create("https://other.megapbx.ru/r.mp3")))
                .isFalse();
    }
}
