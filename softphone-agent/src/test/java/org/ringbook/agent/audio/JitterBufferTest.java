package org.ringbook.agent.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The buffer on networks of paper: packets come when the story says, and 10 ms of sound are taken every 10 ms. */
class JitterBufferTest {

    private static final int RATE = 8000;

    private record Arrival(double millis, int number) {}

    private final JitterBuffer buffer = new JitterBuffer(new G711(true), RATE, RATE);

    /** @return what was heard */
    private short[] play(List<Arrival> arrivals, double seconds) {
        short[] tone = Tones.tone(440, RATE, seconds + 1);
        List<Arrival> sorted = arrivals.stream()
                .sorted(Comparator.comparingDouble(Arrival::millis))
                .toList();
        short[] heard = new short[(int) (seconds * RATE)];
        int next = 0;
        for (int tick = 0; tick < seconds * 100; tick++) {
            while (next < sorted.size() && sorted.get(next).millis() <= tick * 10) {
                Arrival one = sorted.get(next++);
                short[] frame = new short[160];
                System.arraycopy(tone, one.number() * 160, frame, 0, 160);
                buffer.put(
                        one.number(), one.number() * 160L, new G711(true).encode(frame), (long) (one.millis() * 1e6));
            }
            System.arraycopy(buffer.next(), 0, heard, tick * 80, 80);
        }
        return heard;
    }

    private static List<Arrival> network(double seconds, double jitter, double loss, double skew, long seed) {
        var random = new Random(seed);
        List<Arrival> arrivals = new ArrayList<>();
        for (int i = 0; i < seconds * 50; i++) {
            double delay = 30 + Math.abs(random.nextGaussian()) * jitter;
            if (random.nextDouble() >= loss) {
                arrivals.add(new Arrival(i * 20 * (1 + skew) + delay, i));
            }
        }
        return arrivals;
    }

    @Test
    void onAnEvenNetworkNothingIsMadeUpAndTheDelayIsShort() {
        short[] heard = play(network(20, 0, 0, 0, 1), 20);
        assertThat(buffer.concealedMillis()).isZero();
        assertThat(buffer.late()).isZero();
        assertThat(buffer.targetMillis()).isLessThanOrEqualTo(40);
        assertThat(buffer.waitingMillis()).isLessThanOrEqualTo(60);
        assertThat(Tones.strength(heard, RATE, 440, 1, 20)).isGreaterThan(3900);
    }

    @Test
    void unevenPacketsAreMadeEven() {
        short[] heard = play(network(30, 20, 0, 0, 2), 30);
        assertThat(buffer.targetMillis()).isBetween(40, 100);
        assertThat(buffer.late()).isLessThan(15);
        assertThat(buffer.concealedMillis()).isLessThan(1500);
        // The voice goes on, though it is stretched and shortened now and then.
        assertThat(loudness(heard, 2, 30)).isGreaterThan(0.9);
    }

    @Test
    void threeOfAHundredLostAreMadeUp() {
        short[] heard = play(network(30, 5, 0.03, 0, 3), 30);
        assertThat(buffer.concealedMillis()).isBetween(500L, 2000L);
        assertThat(loudness(heard, 1, 30)).isGreaterThan(0.93);
    }

    @Test
    void packetsThatOvertakeEachOtherComeInTheirOrder() {
        List<Arrival> arrivals = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            arrivals.add(new Arrival(i % 2 == 0 ? i * 20 + 25 : i * 20 - 5, i));
        }
        short[] heard = play(arrivals, 10);
        assertThat(buffer.late()).isZero();
        assertThat(Tones.strength(heard, RATE, 440, 1, 10)).isGreaterThan(3700);
    }

    @Test
    void afterASpikeTheDelayComesBackWithinTenSeconds() {
        List<Arrival> arrivals = new ArrayList<>();
        for (int i = 0; i < 1250; i++) {
            boolean spike = i >= 250 && i < 260;
            arrivals.add(new Arrival(spike ? 260 * 20 + 30 : i * 20 + 30, i));
        }
        play(arrivals, 15.5);
        assertThat(buffer.waitingMillis()).isLessThanOrEqualTo(100);
    }

    @Test
    void aClockThatRunsAwayForHalfAnHourChangesNothing() {
        for (double skew : List.of(100e-6, -100e-6)) {
            var own = new JitterBufferTest();
            own.play(network(1800, 2, 0, skew, 4), 1799);
            assertThat(own.buffer.waitingMillis()).isLessThanOrEqualTo(90);
            assertThat(own.buffer.late()).isLessThan(100);
            assertThat(own.buffer.concealedMillis()).isLessThan(2000);
        }
    }

    /** They say that nobody speaks, send nothing for two seconds, and speak again: nothing was missing, and the line is not dead. */
    @Test
    void whileNobodySpeaksThereTheirRoomIsHeard() {
        var codec = new G711(true);
        short[] tone = Tones.tone(440, RATE, 7);
        short[] heard = new short[6 * RATE];
        int number = 0;
        for (int tick = 0; tick < 600; tick++) {
            boolean speaks = tick < 200 || tick >= 400;
            if (tick == 200) {
                buffer.putPause(number++, tick * 80L, 50, tick * 10_000_000L);
            } else if (speaks && tick % 2 == 0) {
                byte[] packet = codec.encode(java.util.Arrays.copyOfRange(tone, tick * 80, tick * 80 + 160));
                buffer.put(number++, tick * 80L, packet, tick * 10_000_000L);
            }
            System.arraycopy(buffer.next(), 0, heard, tick * 80, 80);
        }
        assertThat(buffer.concealedMillis()).isZero();
        assertThat(buffer.late()).isZero();
        assertThat(strengthOf(heard, 2.5, 3.9)).isBetween(30.0, 200.0);
        assertThat(Tones.strength(heard, RATE, 440, 0.2, 1.9)).isGreaterThan(3900);
        assertThat(Tones.strength(heard, RATE, 440, 4.2, 5.9)).isGreaterThan(3900);
        assertThat(buffer.waitingMillis()).isLessThanOrEqualTo(60);
    }

    private static double strengthOf(short[] heard, double from, double to) {
        double sum = 0;
        for (int i = (int) (from * RATE); i < to * RATE; i++) {
            sum += (double) heard[i] * heard[i];
        }
        return Math.sqrt(sum / ((to - from) * RATE));
    }

    @Test
    void whenNothingComesItGetsQuietAndBeginsAnew() {
        List<Arrival> arrivals = new ArrayList<>(network(2, 0, 0, 0, 5));
        for (int i = 100; i < 200; i++) {
            arrivals.add(new Arrival(i * 20 + 3000, i));
        }
        short[] heard = play(arrivals, 7);
        assertThat(Tones.strength(heard, RATE, 440, 2.5, 4.9)).isLessThan(20);
        assertThat(Tones.strength(heard, RATE, 440, 5.2, 6.9)).isGreaterThan(3900);
    }

    @Test
    void rubbishIsSurvived() {
        var random = new Random(6);
        for (int i = 0; i < 20_000; i++) {
            byte[] payload = new byte[random.nextInt(400)];
            buffer.put(random.nextInt(5000), random.nextInt(), payload, random.nextLong(1_000_000_000_000L));
            assertThat(buffer.next()).hasSize(80);
        }
    }

    /** Share of the 20 ms pieces that are at least half as loud as the tone. */
    private static double loudness(short[] heard, int fromSecond, int toSecond) {
        int loud = 0;
        int all = 0;
        for (int at = fromSecond * RATE; at + 160 <= toSecond * RATE; at += 160) {
            double sum = 0;
            for (int i = at; i < at + 160; i++) {
                sum += (double) heard[i] * heard[i];
            }
            loud += Math.sqrt(sum / 160) > 2800 ? 1 : 0;
            all++;
        }
        return (double) loud / all;
    }
}
