package org.ringbook.agent.devices;

import java.util.ArrayList;
import java.util.List;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.Line;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.Mixer;
import javax.sound.sampled.SourceDataLine;
import javax.sound.sampled.TargetDataLine;

/** What can be spoken into and heard, by the names that the operating system gives. Any thread; asking takes some milliseconds. */
public final class AvailableDevices {

    static final int RATE = 16_000;
    private static final AudioFormat FORMAT = new AudioFormat(RATE, 16, 1, true, false);

    private AvailableDevices() {}

    public static List<String> microphones() {
        return named(TargetDataLine.class);
    }

    public static List<String> speakers() {
        return named(SourceDataLine.class);
    }

    private static List<String> named(Class<? extends Line> kind) {
        List<String> names = new ArrayList<>();
        for (Mixer.Info known : AudioSystem.getMixerInfo()) {
            if (AudioSystem.getMixer(known).isLineSupported(new DataLine.Info(kind, FORMAT))) {
                names.add(known.getName());
            }
        }
        return names;
    }

    /** Opened and started; of the system where there is none of that name. */
    static SourceDataLine speaker(String name, int bufferMillis) throws LineUnavailableException {
        SourceDataLine line = line(SourceDataLine.class, name);
        line.open(FORMAT, 2 * RATE * bufferMillis / 1000);
        line.start();
        return line;
    }

    static TargetDataLine microphone(String name, int bufferMillis) throws LineUnavailableException {
        TargetDataLine line = line(TargetDataLine.class, name);
        line.open(FORMAT, 2 * RATE * bufferMillis / 1000);
        line.start();
        return line;
    }

    private static <T extends Line> T line(Class<T> kind, String name) throws LineUnavailableException {
        var wanted = new DataLine.Info(kind, FORMAT);
        for (Mixer.Info known : AudioSystem.getMixerInfo()) {
            if (known.getName().equals(name) && AudioSystem.getMixer(known).isLineSupported(wanted)) {
                return kind.cast(AudioSystem.getMixer(known).getLine(wanted));
            }
        }
        return kind.cast(AudioSystem.getLine(wanted));
    }
}
