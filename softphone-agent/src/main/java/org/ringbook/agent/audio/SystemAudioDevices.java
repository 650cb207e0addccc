package org.ringbook.agent.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.BiConsumer;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.SourceDataLine;
import javax.sound.sampled.TargetDataLine;

/** The microphone and the speaker that the operating system calls its own. */
final class SystemAudioDevices implements AudioDevices {

    /** Defaults of Java are hundreds of milliseconds. */
    private static final int BUFFER_MILLIS = 40;

    private static final int SILENT_SECONDS = 3;

    private final BiConsumer<String, String> trouble;

    /** @param trouble told the call and a stable word: microphone_silent */
    SystemAudioDevices(BiConsumer<String, String> trouble) {
        this.trouble = trouble;
    }

    private static AudioFormat format(int rate) {
        return new AudioFormat(rate, 16, 1, true, false);
    }

    private static int buffer(int rate) {
        return 2 * rate * BUFFER_MILLIS / 1000;
    }

    @Override
    public AudioSource source(String call, int rate) {
        try {
            TargetDataLine line = AudioSystem.getTargetDataLine(format(rate));
            line.open(format(rate), buffer(rate));
            line.start();
            return new Microphone(line, rate, () -> trouble.accept(call, "microphone_silent"));
        } catch (LineUnavailableException | IllegalArgumentException | SecurityException none) {
            throw new IllegalStateException("no microphone", none);
        }
    }

    @Override
    public AudioSink sink(String call, int rate) {
        try {
            SourceDataLine line = AudioSystem.getSourceDataLine(format(rate));
            line.open(format(rate), buffer(rate));
            line.start();
            return new Speaker(line);
        } catch (LineUnavailableException | IllegalArgumentException | SecurityException none) {
            throw new IllegalStateException("no speaker", none);
        }
    }

    @Override
    public void over(String call) {}

    private static final class Microphone implements AudioSource {
        private final TargetDataLine line;
        private final Silence without;
        private final int rate;
        private final Runnable silent;
        private long zeros;

        Microphone(TargetDataLine line, int rate, Runnable silent) {
            this.line = line;
            this.without = new Silence(rate);
            this.rate = rate;
            this.silent = silent;
        }

        @Override
        public void read(short[] frame) throws InterruptedException {
            byte[] bytes = new byte[2 * frame.length];
            int read = line.read(bytes, 0, bytes.length);
            if (read < bytes.length) {
                // Unplugged: the call goes on without it.
                without.read(frame);
                return;
            }
            ByteBuffer.wrap(bytes)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asShortBuffer()
                    .get(frame);
            listen(frame);
        }

        /** A room is never quite silent: zeros alone come from a switch of the system, or of the headset. Told once. */
        private void listen(short[] frame) {
            for (short sample : frame) {
                if (sample != 0) {
                    zeros = 0;
                    return;
                }
            }
            long before = zeros;
            zeros += frame.length;
            if (before < (long) rate * SILENT_SECONDS && zeros >= (long) rate * SILENT_SECONDS) {
                silent.run();
            }
        }

        @Override
        public void close() {
            line.close();
        }
    }

    private static final class Speaker implements AudioSink {
        private final SourceDataLine line;

        Speaker(SourceDataLine line) {
            this.line = line;
        }

        @Override
        public void write(short[] frame) {
            ByteBuffer bytes = ByteBuffer.allocate(2 * frame.length).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asShortBuffer().put(frame);
            line.write(bytes.array(), 0, bytes.capacity());
        }

        @Override
        public void close() {
            line.close();
        }
    }
}
