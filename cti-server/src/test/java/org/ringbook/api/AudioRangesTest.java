package org.ringbook.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallChange;
import org.ringbook.calls.CallsOfTheDay;
import org.ringbook.recordings.store.AudioStore;
import org.springframework.beans.factory.annotation.Autowired;

/** A player asks for pieces of a recording, as players do. */
class AudioRangesTest extends Server {

    private static final int LENGTH = 200_000;

    @TempDir
    Path folder;

    @Autowired
    private AudioStore store;

    private final byte[] sound = new byte[LENGTH];
    private String address;

    @BeforeEach
    void aRecordingIsKept() throws Exception {
        new Random(3).nextBytes(sound);
        Path file = Files.write(folder.resolve("sound.wav"), sound);
        // No other test has this moment, and so none this recording.
        Call call = CallsOfTheDay.answered(CallsOfTheDay.NINE.plusSeconds(4321));
        log.write(List.of(new CallChange(null, call, List.of())));
        jdbc.sql("insert into recording (id, call_id, source, leg, started_at, status, sha256, format, channels,"
                        + " seconds) values (?, ?, 'office', 'leg', ?, 'stored', ?, 'audio/wav', 1, 12)"
                        // The server has noted it by itself, perhaps.
                        + " on conflict (id) do update set status = 'stored', sha256 = excluded.sha256, format = 'audio/wav',"
                        + " channels = 1, seconds = excluded.seconds, due_at = null")
                .params(call.recordings().get(0).id(), call.id(), Timestamp.from(call.startedAt()), store.keep(file))
                .update();
        address = "/api/recordings/" + call.recordings().get(0).id() + "/audio";
    }

    private Http.Answer asks(String range) {
        return as("vera").header("Range", range).get(address);
    }

    private void gets(String range, int from, int last) {
        Http.Answer answer = asks(range);
        assertThat(answer.status()).as(range).isEqualTo(206);
        assertThat(answer.header("Content-Range")).isEqualTo("bytes " + from + "-" + last + "/" + LENGTH);
        assertThat(answer.bytes()).isEqualTo(Arrays.copyOfRange(sound, from, last + 1));
    }

    @Test
    void theWholeIsTheWhole() {
        Http.Answer answer = as("vera").get(address);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Accept-Ranges")).isEqualTo("bytes");
        assertThat(answer.header("Content-Type")).isEqualTo("audio/wav");
        assertThat(answer.bytes()).isEqualTo(sound);
    }

    @Test
    void aRangeIsThatRange() {
        gets("bytes=0-", 0, LENGTH - 1);
        gets("bytes=0-0", 0, 0);
        gets("bytes=65535-65536", 65_535, 65_536);
        gets("bytes=199999-", LENGTH - 1, LENGTH - 1);
        gets("bytes=199000-999999", 199_000, LENGTH - 1);
        gets("bytes=-500", LENGTH - 500, LENGTH - 1);
        gets("bytes=-999999", 0, LENGTH - 1);
        gets("bytes=1000-150999", 1000, 150_999);
        gets("bytes=100-49250", 100, 49_250);
        gets("bytes=100-49251", 100, 49_251);
        gets("bytes=100-49252", 100, 49_252);
    }

    @Test
    void theAdministratorListensInTheBrowserAndItIsWrittenDown() {
        var browser = new SignedInBrowser(http().port(), "admin", passwordOf("admin"));
        Http.Answer piece = http().header("Cookie", browser.cookie())
                .header("Range", "bytes=1000-150999")
                .get(address);
        assertThat(piece.status()).isEqualTo(206);
        assertThat(piece.header("Content-Range")).isEqualTo("bytes 1000-150999/" + LENGTH);
        assertThat(piece.header("Cache-Control")).isEqualTo("private, no-cache");
        assertThat(piece.bytes()).isEqualTo(Arrays.copyOfRange(sound, 1000, 151_000));
        assertThat(jdbc.sql("select login || ' ' || deed from recording_play")
                        .query(String.class)
                        .list())
                .containsExactly("admin play");
    }

    @Test
    void whoMayNotHearGetsNoPieceInTheBrowserEither() {
        var browser = new SignedInBrowser(http().port(), "boris", passwordOf("boris"));
        assertThat(http().header("Cookie", browser.cookie())
                        .header("Range", "bytes=0-9")
                        .get(address)
                        .status())
                .isIn(403, 404);
        assertThat(http().header("Cookie", "ringbook=nobodys")
                        .header("Range", "bytes=0-9")
                        .get(address)
                        .status())
                .isEqualTo(401);
        assertThat(jdbc.sql("select count(*) from recording_play")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void aNewPasswordEndsTheListeningInOtherBrowsers() {
        var browser = new SignedInBrowser(http().port(), "vera", passwordOf("vera"));
        Http listening = http().header("Cookie", browser.cookie()).header("Range", "bytes=0-9");
        assertThat(listening.get(address).status()).isEqualTo(206);
        staff.setPassword(staff.byLogin("vera").orElseThrow().id(), passwordOf("vera"));
        assertThat(listening.get(address).status()).isEqualTo(401);
    }

    @Test
    void whatIsNotThereIsSaidNotToBeThere() {
        assertThat(asks("bytes=200000-").status()).isEqualTo(416);
        assertThat(asks("bytes=200000-").header("Content-Range")).isEqualTo("bytes */" + LENGTH);
    }

    @Test
    void whatIsNoRangeOrSeveralIsAnsweredWithTheWhole() {
        for (String range : List.of("bytes=", "bytes=a-b", "bytes=5-1", "lines=1-2", "bytes=0-1,5-6", "bytes=--1")) {
            assertThat(asks(range).status()).as(range).isEqualTo(200);
        }
    }

    @Test
    void aRangeOfAnotherVersionIsAnsweredWithTheWhole() {
        String tag = as("vera").get(address).header("ETag");
        assertThat(as("vera")
                        .header("If-Range", tag)
                        .header("Range", "bytes=0-9")
                        .get(address)
                        .status())
                .isEqualTo(206);
        assertThat(as("vera")
                        .header("If-Range", "\"another\"")
                        .header("Range", "bytes=0-9")
                        .get(address)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void theHeadTellsTheLengthAndSendsNothing() {
        Http.Answer head = as("vera").send("HEAD", address, null);
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Length")).isEqualTo("" + LENGTH);
        assertThat(head.bytes()).isEmpty();
    }

    @Test
    void whoAsksForTheSmallCopyGetsItOnceThereIsOne() throws Exception {
        Http.Answer before = as("vera").get(address + "?compact");
        assertThat(before.header("Content-Type")).isEqualTo("audio/wav");
        assertThat(before.bytes()).isEqualTo(sound);

        byte[] small = new byte[900];
        new Random(4).nextBytes(small);
        Path file = Files.write(folder.resolve("small.ogg"), small);
        jdbc.sql("insert into sound_compact (sha256, compact) select sha256, ? from recording")
                .param(store.keep(file))
                .update();

        Http.Answer after = as("vera").get(address + "?compact");
        assertThat(after.header("Content-Type")).isEqualTo("audio/ogg");
        assertThat(after.header("Content-Disposition")).endsWith(".ogg\"");
        assertThat(after.header("ETag")).isNotEqualTo(before.header("ETag"));
        assertThat(after.bytes()).isEqualTo(small);
        assertThat(as("vera").get(address).bytes()).isEqualTo(sound);
        assertThat(as("vera")
                        .header("Range", "bytes=10-19")
                        .get(address + "?compact")
                        .bytes())
                .isEqualTo(Arrays.copyOfRange(small, 10, 20));
        assertThat(as("boris").get(address + "?compact").status())
                .as("a call of others")
                .isEqualTo(as("boris").get(address).status());
    }
}
