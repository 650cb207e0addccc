package org.ringbook.agent.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.Line;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.Mixer;
import javax.sound.sampled.SourceDataLine;
import javax.sound.sampled.TargetDataLine;
import org.ringbook.agent.phone.AudioChoice;

/**
 * The microphone and the speaker that the person chose; while one of them is not there, the one that the operating system calls its
 * own. Another choice, and one that comes back, is taken in the middle of a call.
 */
final class ChosenDevices implements AudioDevices {

    /** Defaults of Java are hundreds of milliseconds. */
    private static final int BUFFER_MILLIS = 40;

    private static final long LOOK_NANOS = 1_000_000_000L;
    private static final long SILENT_NANOS = 3_000_000_000L;

    private final Supplier<AudioChoice> choice;
    private final BiConsumer<String, String> trouble;
    private volatile double level;

    /** @param trouble told the call and microphone_silent once nothing at all has come from the microphone for 3 s */
    ChosenDevices(Supplier<AudioChoice> choice, BiConsumer<String, String> trouble) {
        this.choice = choice;
        this.trouble = trouble;
    }

    /** How loud the microphone is now, 0 to 1. */
    double level() {
        return level;
    }

    @Override
    public AudioSource source(String call, int rate) {
        try {
            return new Microphone(call, rate);
        } catch (LineUnavailableException | IllegalArgumentException | SecurityException none) {
            throw new IllegalStateException("no microphone", none);
        }
    }

    @Override
    public AudioSink sink(String call, int rate) {
        try {
            return new Speaker(rate);
        } catch (LineUnavailableException | IllegalArgumentException | SecurityException none) {
            throw new IllegalStateException("no speaker", none);
        }
    }

    @Override
    public void over(String call) {
        level = 0;
    }

    private static AudioFormat format(int rate) {
        return new AudioFormat(rate, 16, 1, true, false);
    }

    private static int buffer(int rate) {
        return 2 * rate * BUFFER_MILLIS / 1000;
    }

    /** Of the mixer with that name, or of the system where there is none. */
    private static <T extends Line> T line(Class<T> kind, String name, int rate) throws LineUnavailableException {
        var wanted = new DataLine.Info(kind, format(rate));
        for (Mixer.Info known : AudioSystem.getMixerInfo()) {
            if (known.getName().equals(name)) {
                Mixer mixer = AudioSystem.getMixer(known);
                if (mixer.isLineSupported(wanted)) {
                    return kind.cast(mixer.getLine(wanted));
                }
            }
        }
        return kind.cast(AudioSystem.getLine(wanted));
    }

    private static boolean isThere(String name) {
        for (Mixer.Info known : AudioSystem.getMixerInfo()) {
            if (known.getName().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private final class Microphone implements AudioSource {
        private final String call;
        private final int rate;
        private final Silence without;
        private TargetDataLine line;
        private String opened;
        private long lookedAt = System.nanoTime();
        private long soundAt = System.nanoTime();
        private boolean told;

        Microphone(String call, int rate) throws LineUnavailableException {
            this.call = call;
            this.rate = rate;
            this.without = new Silence(rate);
            open();
        }

        private void open() throws LineUnavailableException {
            String name = choice.get().microphone();
            TargetDataLine fresh = line(TargetDataLine.class, name, rate);
            fresh.open(format(rate), buffer(rate));
            fresh.start();
            opened = isThere(name) ? name : "";
            line = fresh;
        }

        @Override
        public void read(short[] frame) throws InterruptedException {
            byte[] bytes = new byte[2 * frame.length];
            int read = line == null ? 0 : line.read(bytes, 0, bytes.length);
            if (read < bytes.length) {
                // Unplugged: the call goes on without it, until it or another one is there.
                without.read(frame);
                reopen(true);
                return;
            }
            ByteBuffer.wrap(bytes)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asShortBuffer()
                    .get(frame);
            listen(frame);
            reopen(false);
        }

        private void listen(short[] frame) {
            int peak = 0;
            for (short sample : frame) {
                peak = Math.max(peak, Math.abs(sample));
            }
            double now = peak / 32768.0;
            level = Math.max(now, level * 0.85);
            long time = System.nanoTime();
            if (peak > 0) {
                soundAt = time;
                told = false;
            } else if (!told && time - soundAt > SILENT_NANOS) {
                told = true;
                trouble.accept(call, "microphone_silent");
            }
        }

        private void reopen(boolean lost) {
            long now = System.nanoTime();
            if (now - lookedAt < LOOK_NANOS) {
                return;
            }
            lookedAt = now;
            String wanted = choice.get().microphone();
            if (lost || !wanted.equals(opened) && (wanted.isEmpty() || isThere(wanted))) {
                close();
                try {
                    open();
                } catch (LineUnavailableException | IllegalArgumentException | SecurityException none) {
                    line = null;
                }
            }
        }

        @Override
        public void close() {
            if (line != null) {
                line.close();
                line = null;
            }
            level = 0;
        }
    }

    private final class Speaker implements AudioSink {
        private final int rate;
        private final Metronome without = new Metronome();
        private SourceDataLine line;
        private String opened;
        private long lookedAt = System.nanoTime();

        Speaker(int rate) throws LineUnavailableException {
            this.rate = rate;
            open();
        }

        private void open() throws LineUnavailableException {
            String name = choice.get().speaker();
            SourceDataLine fresh = line(SourceDataLine.class, name, rate);
            fresh.open(format(rate), buffer(rate));
            fresh.start();
            opened = isThere(name) ? name : "";
            line = fresh;
        }

        @Override
        public void write(short[] frame) throws InterruptedException {
            ByteBuffer bytes = ByteBuffer.allocate(2 * frame.length).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asShortBuffer().put(frame);
            int written = line == null ? 0 : line.write(bytes.array(), 0, bytes.capacity());
            if (written < bytes.capacity()) {
                without.await(frame.length * 1_000_000_000L / rate);
            }
            reopen(written < bytes.capacity());
        }

        private void reopen(boolean lost) {
            long now = System.nanoTime();
            if (now - lookedAt < LOOK_NANOS) {
                return;
            }
            lookedAt = now;
            String wanted = choice.get().speaker();
            if (lost || !wanted.equals(opened) && (wanted.isEmpty() || isThere(wanted))) {
                close();
                try {
                    open();
                } catch (LineUnavailableException | IllegalArgumentException | SecurityException none) {
                    line = null;
                }
            }
        }

        @Override
        public void close() {
            if (line != null) {
                line.close();
                line = null;
            }
        }
    }
}
