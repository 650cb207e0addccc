package org.ringbook.agent.devices;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.SourceDataLine;

/** Plays one signal at a time. Any thread; nothing waits. */
public final class Ringer implements AutoCloseable {

    private static final int BUFFER_MILLIS = 60;
    private static final int PIECE = AvailableDevices.RATE / 50;

    /** What is to be played, and where. */
    private record Wanted(Signal signal, String speaker, double volume) {}

    private final Thread thread = new Thread(this::run, "phone-ringer");
    private Wanted wanted;
    private boolean closed;

    public Ringer() {
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Takes the place of what is played now; the same again changes nothing.
     *
     * @param speaker name; empty for the one that the system calls its own
     * @param volume 0 to 1
     */
    public synchronized void play(Signal signal, String speaker, double volume) {
        var next = new Wanted(signal, speaker, volume);
        if (!next.equals(wanted)) {
            wanted = next;
            notifyAll();
        }
    }

    /** Ends what is played again and again; what is played once comes to its own end. */
    public synchronized void stop() {
        if (wanted != null && wanted.signal.again()) {
            wanted = null;
            notifyAll();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        wanted = null;
        notifyAll();
    }

    private void run() {
        for (Wanted next = next(null); next != null; next = next(next)) {
            play(next);
        }
    }

    /** Waits for something to play that is not this one; null at the end. */
    private synchronized Wanted next(Wanted played) {
        while (!closed && (wanted == null || wanted == played)) {
            try {
                wait();
            } catch (InterruptedException over) {
                return null;
            }
        }
        return closed ? null : wanted;
    }

    private synchronized boolean isWanted(Wanted one) {
        return wanted == one;
    }

    private void play(Wanted one) {
        short[] samples = one.signal.samples(AvailableDevices.RATE, one.volume);
        try (SourceDataLine line = AvailableDevices.speaker(one.speaker, BUFFER_MILLIS)) {
            boolean whole = true;
            do {
                whole = round(one, samples, line);
            } while (whole && one.signal.again());
            if (whole) {
                line.drain();
            }
        } catch (LineUnavailableException | IllegalArgumentException | SecurityException noSpeaker) {
            // The window shows what rings; there is nothing to hear it by.
        }
        over(one);
    }

    /** What is played once can be asked for again. */
    private synchronized void over(Wanted one) {
        if (wanted == one && !one.signal.again()) {
            wanted = null;
        }
    }

    private boolean round(Wanted one, short[] samples, SourceDataLine line) {
        for (int at = 0; at < samples.length; at += PIECE) {
            if (!isWanted(one)) {
                line.flush();
                return false;
            }
            int count = Math.min(PIECE, samples.length - at);
            ByteBuffer bytes = ByteBuffer.allocate(2 * count).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asShortBuffer().put(samples, at, count);
            if (line.write(bytes.array(), 0, bytes.capacity()) < bytes.capacity()) {
                // Unplugged.
                return false;
            }
        }
        return true;
    }
}
