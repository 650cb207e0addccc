package org.ringbook.agent.devices;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.util.function.DoubleConsumer;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.SourceDataLine;
import javax.sound.sampled.TargetDataLine;

/** Listens to a microphone while somebody looks at its level, and lets them hear themselves. */
public final class MicrophoneTest implements AutoCloseable {

    private static final int PIECE_MILLIS = 50;
    private static final int HEARD_MILLIS = 3000;

    private final String microphone;
    private final String speaker;
    private final DoubleConsumer level;
    private final Runnable played;
    private final Thread thread = new Thread(this::run, "phone-test");
    private volatile boolean closed;
    private volatile boolean hear;

    /**
     * @param microphone name; empty for the system's
     * @param speaker name; empty for the system's
     * @param level told some twenty times a second, 0 to 1, negative when there is no microphone; on a thread of its own
     * @param played told when what was said has been played back; on that thread
     */
    public MicrophoneTest(String microphone, String speaker, DoubleConsumer level, Runnable played) {
        this.microphone = microphone;
        this.speaker = speaker;
        this.level = level;
        this.played = played;
        thread.setDaemon(true);
        thread.start();
    }

    /** Takes what is said in the next three seconds, and plays it. */
    public void hearYourself() {
        hear = true;
    }

    @Override
    public void close() {
        closed = true;
    }

    private void run() {
        try (TargetDataLine line = AvailableDevices.microphone(microphone, 2 * PIECE_MILLIS)) {
            byte[] piece = new byte[2 * AvailableDevices.RATE * PIECE_MILLIS / 1000];
            while (!closed) {
                if (hear) {
                    hear = false;
                    playBack(taken(line, piece));
                    line.flush();
                    played.run();
                } else if (line.read(piece, 0, piece.length) < piece.length) {
                    level.accept(-1);
                    return;
                } else {
                    level.accept(peak(piece));
                }
            }
        } catch (LineUnavailableException | IllegalArgumentException | SecurityException none) {
            level.accept(-1);
        }
    }

    private byte[] taken(TargetDataLine line, byte[] piece) {
        var said = new ByteArrayOutputStream();
        for (int millis = 0; millis < HEARD_MILLIS && !closed; millis += PIECE_MILLIS) {
            int read = line.read(piece, 0, piece.length);
            said.write(piece, 0, read);
            level.accept(peak(piece));
        }
        return said.toByteArray();
    }

    private void playBack(byte[] said) {
        try (SourceDataLine line = AvailableDevices.speaker(speaker, 100)) {
            line.write(said, 0, said.length);
            line.drain();
        } catch (LineUnavailableException | IllegalArgumentException | SecurityException none) {
            // It is seen that nothing is heard.
        }
    }

    private static double peak(byte[] piece) {
        ShortBuffer samples =
                ByteBuffer.wrap(piece).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
        int peak = 0;
        while (samples.hasRemaining()) {
            peak = Math.max(peak, Math.abs(samples.get()));
        }
        return Math.min(1, peak / 32768.0);
    }
}
