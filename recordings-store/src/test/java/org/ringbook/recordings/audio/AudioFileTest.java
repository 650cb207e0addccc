package org.ringbook.recordings.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ringbook.recordings.audio.Tones.says;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringbook.recordings.audio.AudioFile.NotAudio;

/** What telephone systems and operators send is looked at before it is believed to be a recording. */
class AudioFileTest {

    @TempDir
    Path folder;

    private Path conversation() throws IOException {
        return Tones.wav(
                folder.resolve("conversation.wav"),
                20,
                new Tones.Said[] {new Tones.Said(1, 6, 440), new Tones.Said(15, 16, 440)},
                new Tones.Said[] {new Tones.Said(6.5, 14, 660), new Tones.Said(15.5, 17, 660)});
    }

    private void refused(String name, byte[] bytes, String reason) throws IOException {
        Path file = Files.write(folder.resolve(name), bytes);
        assertThatThrownBy(() -> AudioFile.examine(file))
                .as(name)
                .isInstanceOfSatisfying(
                        NotAudio.class, no -> assertThat(no.reason()).isEqualTo(reason));
    }

    @Test
    void aStereoRecordingIsAsLongAsItWas() throws Exception {
        AudioFile sound = AudioFile.examine(conversation());
        assertThat(sound.format()).isEqualTo("audio/wav");
        assertThat(sound.channels()).isEqualTo(2);
        assertThat(sound.seconds()).isEqualByComparingTo("20");
    }

    @Test
    void whatIsNoRecordingIsRefusedWithItsReason() throws Exception {
        byte[] whole = Files.readAllBytes(conversation());
        refused("empty", new byte[0], "empty");
        refused("header only", Arrays.copyOf(whole, 44), "cut_off");
        byte[] nothing = Arrays.copyOf(whole, 44);
        Arrays.fill(nothing, 40, 44, (byte) 0);
        refused("nothing recorded", nothing, "empty");
        refused("cut off", Arrays.copyOf(whole, whole.length / 2), "cut_off");
        byte[] growing = whole.clone();
        Arrays.fill(growing, 40, 44, (byte) 0);
        refused("still being written", growing, "cut_off");
        refused("page", "<!DOCTYPE html><h1>Sign in</h1>".getBytes(StandardCharsets.UTF_8), "page_instead");
        refused("json", "{\"errorCode\": \"RecordNotFound\"}".getBytes(StandardCharsets.UTF_8), "page_instead");
        refused("text", "no sound at all, only words".getBytes(StandardCharsets.UTF_8), "not_sound");
        byte[] other = whole.clone();
        other[20] = 0x55;
        refused("another coding", other, "unknown_coding");
    }

    private AudioFile standing(String name, byte[] bytes) throws Exception {
        Path file = Files.write(folder.resolve(name), bytes);
        AudioFile standing = AudioFile.examineStanding(file);
        // The head that was mended is the head of a whole file from now on.
        assertThat(AudioFile.examine(file).seconds()).isEqualByComparingTo(standing.seconds());
        return standing;
    }

    private static byte[] withLength(byte[] whole, long length) {
        byte[] lies = whole.clone();
        for (int i = 0; i < 4; i++) {
            lies[40 + i] = (byte) (length >>> 8 * i);
        }
        return lies;
    }

    @Test
    void ofAFileThatStandsStillWhatIsThereIsKeptAndMarkedAsCut() throws Exception {
        byte[] whole = Files.readAllBytes(conversation());
        for (long lie : new long[] {0, 0xffffffffL, whole.length * 2L}) {
            AudioFile piped = standing("lie " + lie, withLength(whole, lie));
            assertThat(piped.seconds()).isEqualByComparingTo("20");
            assertThat(piped.cut()).isTrue();
        }
        AudioFile half = standing("half", Arrays.copyOf(whole, 44 + (whole.length - 44) / 2 + 1));
        assertThat(half.seconds()).isEqualByComparingTo("10");
        assertThat(half.cut()).isTrue();
        AudioFile countedItself = standing("counted itself", withLength(whole, whole.length));
        assertThat(countedItself.seconds()).isEqualByComparingTo("20");
        assertThat(countedItself.cut()).isFalse();
        assertThat(standing("whole", whole).cut()).isFalse();
        assertThatThrownBy(() -> standing("a head alone", Arrays.copyOf(whole, 44)))
                .isInstanceOf(NotAudio.class);
    }

    @Test
    void extensibleIsReadWhenItIsPlain() throws Exception {
        byte[] whole = Files.readAllBytes(conversation());
        byte[] extensible = new byte[whole.length + 24];
        System.arraycopy(whole, 0, extensible, 0, 36);
        System.arraycopy(whole, 36, extensible, 60, whole.length - 36);
        extensible[16] = 40;
        extensible[20] = (byte) 0xfe;
        extensible[21] = (byte) 0xff;
        extensible[36] = 22;
        extensible[44] = 1;
        Path file = Files.write(folder.resolve("extensible.wav"), extensible);

        assertThat(AudioFile.examine(file).seconds()).isEqualByComparingTo("20");
        assertThat(AudioAnalysis.of(file).talk()).isNotNull();
    }

    @Test
    void whateverBytesComeNothingBreaks() throws Exception {
        byte[] whole = Files.readAllBytes(conversation());
        var random = new Random(5);
        for (int i = 0; i < 2000; i++) {
            byte[] broken = Arrays.copyOf(whole, 12 + random.nextInt(400));
            for (int flips = random.nextInt(30); flips > 0; flips--) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt();
            }
            if (i % 3 == 0) {
                System.arraycopy("OggS".getBytes(StandardCharsets.US_ASCII), 0, broken, 0, 4);
            } else if (i % 3 == 1) {
                broken[0] = (byte) 0xff;
                broken[1] = (byte) 0xfb;
            }
            Path file = Files.write(folder.resolve("broken"), broken);
            try {
                AudioFile.examine(file);
            } catch (NotAudio expected) {
                assertThat(expected.reason()).isNotBlank();
            }
        }
    }

    @Test
    void theWaveformShowsEachSideWhereItSpeaks() throws Exception {
        Peaks peaks = AudioAnalysis.of(conversation()).peaks();
        assertThat(peaks.channels()).isEqualTo(2);
        assertThat(level(peaks, 0, 3)).isGreaterThan(20);
        assertThat(level(peaks, 1, 3)).isZero();
        assertThat(level(peaks, 0, 10)).isZero();
        assertThat(level(peaks, 1, 10)).isGreaterThan(20);
    }

    private static int level(Peaks peaks, int channel, double second) {
        int stretch = (int) (peaks.stretches() * second / 20);
        return peaks.levels()[channel * peaks.stretches() + stretch];
    }

    @Test
    void whoSpokeHowMuch() throws Exception {
        TalkFigures talk = AudioAnalysis.of(conversation()).talk();
        assertThat(talk.theirs().doubleValue()).isBetween(5.9, 6.1);
        assertThat(talk.ours().doubleValue()).isBetween(8.9, 9.1);
        assertThat(talk.theirLongest().doubleValue()).isBetween(4.9, 5.1);
        assertThat(talk.ourLongest().doubleValue())
                .as("their second word interrupts nothing")
                .isBetween(7.4, 10.6);
        assertThat(talk.overlap().doubleValue()).isBetween(0.4, 0.6);
        assertThat(talk.silence().doubleValue()).isBetween(5.3, 5.7);
    }

    @Test
    void whereTheSidesAreNotApartNobodyCanTellWhoSpoke() throws Exception {
        Path mono = Tones.wav(folder.resolve("mono.wav"), 3, says(0, 3, 440));
        assertThat(AudioAnalysis.of(mono).talk()).isNull();
    }

    @Test
    void twoFilesOfOneSideEachBecomeOneWithBoth() throws Exception {
        Path theirs = Tones.wav(folder.resolve("in.wav"), 4, says(0, 1, 440));
        Path ours = Tones.wav(folder.resolve("out.wav"), 5, says(3, 5, 660));
        Path both = folder.resolve("both.wav");
        AudioFile.join(theirs, ours, both);
        AudioFile sound = AudioFile.examine(both);
        assertThat(sound.channels()).isEqualTo(2);
        assertThat(sound.seconds()).isEqualByComparingTo("5");
        TalkFigures talk = AudioAnalysis.of(both).talk();
        assertThat(talk.theirs().doubleValue()).isBetween(0.9, 1.1);
        assertThat(talk.ours().doubleValue()).isBetween(1.9, 2.1);
    }
}
