package org.ringbook.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecorderTest {

    private static final Instant NOON = Instant.parse("2026-03-02T09:00:00Z");
    private static final int HEAD = 44;
    private static final int BYTES_A_SECOND = 8000 * 4;

    @TempDir
    Path folder;

    private byte[] recorded(String leg) throws IOException {
        Path file = folder.resolve(leg + ".wav");
        await().atMost(Duration.ofSeconds(10)).until(() -> Files.exists(file));
        return Files.readAllBytes(file);
    }

    private static boolean isSilent(byte[] sound, int fromSecond, int toSecond) {
        byte[] part = Arrays.copyOfRange(sound, HEAD + fromSecond * BYTES_A_SECOND, HEAD + toSecond * BYTES_A_SECOND);
        return Arrays.equals(part, new byte[part.length]);
    }

    @Test
    void whatIsSaidDuringAPauseIsSilence() throws IOException {
        var recorder = new Recorder(folder);
        recorder.begins("maria.1", NOON);
        recorder.mutes("maria.1", NOON.plusSeconds(10), true);
        recorder.mutes("maria.1", NOON.plusSeconds(11), true);
        recorder.mutes("maria.1", NOON.plusSeconds(20), false);
        recorder.ends("maria.1", NOON.plusSeconds(30));

        byte[] sound = recorded("maria.1");
        assertThat(sound).hasSize(HEAD + 31 * BYTES_A_SECOND);
        assertThat(isSilent(sound, 0, 10)).isFalse();
        assertThat(isSilent(sound, 10, 20)).isTrue();
        assertThat(isSilent(sound, 20, 30)).isFalse();
        assertThat(recorder.mutes("maria.1", NOON.plusSeconds(31), true)).isFalse();
    }

    @Test
    void whatWasSpokenLongAgoIsForgotten() throws IOException {
        var recorder = new Recorder(folder);
        recorder.begins("maria.2", NOON);
        recorder.ends("maria.2", NOON.plusSeconds(5));
        recorded("maria.2");

        recorder.forget(NOON);
        assertThat(folder.resolve("maria.2.wav")).exists();
        recorder.forget(Instant.now().plusSeconds(60));
        assertThat(folder).isEmptyDirectory();
    }
}
