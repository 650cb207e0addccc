package org.ringbook.agent.audio;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.ringbook.agent.phone.Codec;
import org.ringbook.agent.phone.MediaQuality;

/**
 * What becomes of sound on networks of paper: loss alone and in bursts, jitter, packets that overtake each other, clocks that differ. The
 * seed is fixed, and time is counted, not waited for: the same figures on any machine. It prints, and asserts nothing.
 */
public final class AudioFigures {

    private static final int SECONDS = 60;
    private static final double[] LOSSES = {0, 0.01, 0.03, 0.05, 0.10};
    private static final int[] BURSTS = {1, 3};
    private static final int[] JITTERS = {0, 20, 60};
    private static final double SKEW = 100e-6;

    private AudioFigures() {}

    private record Arrival(double millis, int number, byte[] packet) {}

    public static void run() {
        for (Codec codec : List.of(Codec.PCMA, Codec.G722, Codec.OPUS)) {
            System.out.printf(
                    "%n%s, %d s a row, clocks 100 ppm apart%n%6s %5s %6s | %9s %8s %6s %9s %8s %5s%n",
                    codec.encoding(),
                    SECONDS,
                    "loss",
                    "burst",
                    "jitter",
                    "ideal p95",
                    "buffer",
                    "late",
                    "made up",
                    "told",
                    "MOS");
            for (double loss : LOSSES) {
                for (int burst : loss == 0 ? new int[] {1} : BURSTS) {
                    for (int jitter : JITTERS) {
                        row(codec, loss, burst, jitter);
                    }
                }
            }
        }
    }

    private static void row(Codec codec, double loss, int burst, int jitter) {
        var random = new Random(11);
        List<Arrival> arrivals = new ArrayList<>();
        double[] delays = new double[SECONDS * 50];
        VoiceCodec says = VoiceCodec.of(codec);
        short[] voice = voice(codec.sampleRate());
        int frame = codec.sampleRate() / 50;
        boolean losing = false;
        int lost = 0;
        for (int i = 0; i < SECONDS * 50; i++) {
            byte[] packet = says.encode(Arrays.copyOfRange(voice, i % 200 * frame, i % 200 * frame + frame));
            // Gilbert: once lost the next goes too, so that the mean burst is as long as the row says.
            losing = losing ? random.nextDouble() < 1 - 1.0 / burst : random.nextDouble() < entry(loss, burst);
            delays[i] = Math.abs(random.nextGaussian()) * jitter;
            if (losing) {
                lost++;
            } else {
                arrivals.add(new Arrival(i * 20 * (1 + SKEW) + 30 + delays[i], i, packet));
            }
        }
        arrivals.sort(Comparator.comparingDouble(Arrival::millis));
        var buffer = new JitterBuffer(VoiceCodec.of(codec), codec.clockRate(), codec.sampleRate());
        int next = 0;
        for (int tick = 0; tick < SECONDS * 100; tick++) {
            while (next < arrivals.size() && arrivals.get(next).millis() <= tick * 10) {
                Arrival one = arrivals.get(next++);
                long time = (long) one.number() * codec.clockRate() / 50;
                buffer.put(one.number(), time, one.packet(), (long) (one.millis() * 1e6));
            }
            buffer.next();
        }
        Arrays.sort(delays);
        double ideal = delays[(int) (0.95 * delays.length)] - delays[0];
        long told = Math.max(0, lost * 20L - buffer.concealedMillis());
        var quality =
                new MediaQuality("", 0, arrivals.size(), lost, buffer.late(), 0, jitter, buffer.targetMillis(), -1, -1);
        System.out.printf(
                Locale.ROOT,
                "%5.0f%% %5d %4dms | %7.0fms %6dms %5.2f%% %8.1f%% %7.1f%% %5.2f%n",
                loss * 100,
                burst,
                jitter,
                ideal,
                buffer.targetMillis(),
                100.0 * buffer.late() / (SECONDS * 50),
                buffer.concealedMillis() / 10.0 / SECONDS,
                told / 10.0 / SECONDS,
                quality.estimate());
    }

    private static double entry(double loss, int burst) {
        return loss / (burst * (1 - loss));
    }

    /** Four seconds of a hum with the overtones of a vowel. */
    private static short[] voice(int rate) {
        short[] said = new short[4 * rate];
        double turn = 0;
        for (int i = 0; i < said.length; i++) {
            double hertz = 120 + 20 * Math.sin(4 * Math.PI * i / rate);
            turn += 2 * Math.PI * hertz / rate;
            double sum = 0;
            for (int overtone = 1; overtone < 25; overtone++) {
                sum += Math.sin(overtone * turn) / (1 + Math.pow((hertz * overtone - 600) / 300, 2));
            }
            said[i] = (short) (3000 * sum);
        }
        return said;
    }

    public static void main(String[] arguments) {
        run();
    }
}
