package org.ringbook.agent.audio;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.ringbook.agent.phone.Codec;
import org.ringbook.agent.phone.MediaDescription;
import org.ringbook.agent.phone.MediaPlan;

/**
 * How long a sound takes from one mouth to the other ear: two calls' sound, over real sockets of this machine, between devices on paper. A
 * device's own buffer, 40 ms at most as it is opened, is given for itself: it belongs to the machine. It prints, and asserts nothing.
 */
public final class MouthToEar {

    private static final int CLICK_EVERY = 50;
    private static final short LOUD = 20_000;
    private static final long LONGEST_NANOS = 900_000_000;

    private final ConcurrentLinkedQueue<Long> spoken = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Double> millis = new ConcurrentLinkedQueue<>();

    private MouthToEar() {}

    /** @param seconds of each codec */
    public static void run(int seconds) throws Exception {
        for (Codec codec : List.of(Codec.PCMA, Codec.G722, Codec.OPUS)) {
            new MouthToEar().measure(codec, seconds);
        }
    }

    private void measure(Codec codec, int seconds) throws Exception {
        var group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        var anna = new CallAudio("anna", "127.0.0.1", List.of(codec), new Paper(true), group, trouble -> {});
        var boris = new CallAudio("boris", "127.0.0.1", List.of(codec), new Paper(false), group, trouble -> {});
        MediaDescription annas = anna.description();
        MediaDescription boriss = boris.description();
        anna.apply(MediaPlan.of(annas, boriss).orElseThrow());
        boris.apply(MediaPlan.of(boriss, annas).orElseThrow());
        Thread.sleep(seconds * 1000L);
        int buffer = boris.quality().bufferMillis();
        anna.close();
        boris.close();
        group.shutdownGracefully();
        double[] all = millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "%-5s mouth to ear, %d clicks: p50 %.0f, p95 %.0f, most %.0f ms, of which the jitter buffer is %d; a device's own buffer"
                        + " adds 40 at most%n",
                codec.encoding(),
                all.length,
                all[all.length / 2],
                all[(int) (all.length * 0.95)],
                all[all.length - 1],
                buffer);
    }

    /** Anna's microphone clicks once a second; Boris's speaker notes when it is given the click. */
    private final class Paper implements AudioDevices {
        private final boolean speaks;

        Paper(boolean speaks) {
            this.speaks = speaks;
        }

        @Override
        public AudioSource source(String call, int rate) {
            var metronome = new Metronome();
            return new AudioSource() {
                private int frames;

                @Override
                public void read(short[] frame) throws InterruptedException {
                    metronome.await(frame.length * 1_000_000_000L / rate);
                    Arrays.fill(frame, (short) 0);
                    if (speaks && ++frames % CLICK_EVERY == 0) {
                        // Said at the beginning of the frame that is full now.
                        Arrays.fill(frame, 0, frame.length / 4, LOUD);
                        spoken.add(System.nanoTime() - frame.length * 1_000_000_000L / rate);
                    }
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public AudioSink sink(String call, int rate) {
            var metronome = new Metronome();
            return new AudioSink() {
                @Override
                public void write(short[] frame) throws InterruptedException {
                    metronome.await(frame.length * 1_000_000_000L / rate);
                    for (int i = 0; i < frame.length && !speaks; i++) {
                        if (Math.abs(frame[i]) > LOUD / 4) {
                            heard(System.nanoTime() + i * 1_000_000_000L / rate);
                            return;
                        }
                    }
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public void over(String call) {}
    }

    private void heard(long at) {
        Long said = spoken.poll();
        if (said != null && at - said < LONGEST_NANOS) {
            millis.add((at - said) / 1e6);
        }
    }
}
