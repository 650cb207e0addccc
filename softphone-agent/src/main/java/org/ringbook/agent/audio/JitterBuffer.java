package org.ringbook.agent.audio;

import java.util.TreeMap;

/**
 * Makes the uneven even: packets go in as they come, and every 10 ms the playing side takes 10 ms of sound, whatever came. Sound that
 * waits longer than it must is shortened by one period of the voice at a time; what is missing is made up. Not for several threads.
 */
final class JitterBuffer {

    private static final int MOST_PACKETS = 100;
    private static final int MORE_THAN_NEEDED_MILLIS = 20;
    private static final int TICKS_BETWEEN_CUTS = 10;
    private static final int SILENT_MILLIS = 400;

    private final VoiceCodec codec;
    private final int clockRate;
    private final int rate;
    private final Concealment concealment;
    private final ComfortNoise noise = new ComfortNoise();
    private final Delays delays = new Delays();
    private final TreeMap<Long, Waiting> packets = new TreeMap<>();
    private short[] sound = new short[8000];
    private int length;
    private boolean playing;
    /** The other side has said that nobody speaks there: nothing comes, and nothing is missing. */
    private boolean pausing;

    private long expected;
    private int packetSamples;
    /** Made up while nothing was there: may turn out to have stood for packets that never come. */
    private int madeUpAhead;

    private double level;
    private int sinceCut;
    private long late;
    private long concealed;

    /**
     * @param sound empty for what is none
     * @param noise how many dB below the loudest their room is, when the packet says that nobody speaks; -1 otherwise
     */
    private record Waiting(byte[] sound, int noise) {}

    JitterBuffer(VoiceCodec codec, int clockRate, int rate) {
        this.codec = codec;
        this.clockRate = clockRate;
        this.rate = rate;
        this.packetSamples = rate / 50;
        this.concealment = new Concealment(rate);
    }

    /** Another stream begins. */
    void restart() {
        packets.clear();
        length = 0;
        playing = false;
        pausing = false;
        madeUpAhead = 0;
        delays.restart();
    }

    /**
     * @param number of the packet, without wrapping round
     * @param payload empty for a packet that is no sound
     */
    void put(long number, long timestamp, byte[] payload, long nanos) {
        put(number, timestamp, new Waiting(payload, -1), nanos);
    }

    /** @param level of the noise of their room, 0 to 127 dB below the loudest: nothing comes until somebody speaks again */
    void putPause(long number, long timestamp, int level, long nanos) {
        put(number, timestamp, new Waiting(new byte[0], level), nanos);
    }

    private void put(long number, long timestamp, Waiting packet, long nanos) {
        delays.came(nanos / 1e6 - timestamp * 1000.0 / clockRate, packetSamples * 1000.0 / rate);
        if (playing && number < expected) {
            late++;
            return;
        }
        if (packets.size() >= MOST_PACKETS) {
            packets.pollFirstEntry();
        }
        packets.put(number, packet);
    }

    /** The next 10 ms. */
    short[] next() {
        int need = rate / 100;
        if (!playing) {
            if (!enoughToBegin()) {
                return nothing(need);
            }
            playing = true;
            expected = packets.firstKey();
            level = waiting();
        }
        while (length < need) {
            more(need);
            if (!playing) {
                return nothing(need);
            }
        }
        shorten();
        short[] taken = new short[need];
        System.arraycopy(sound, 0, taken, 0, need);
        drop(0, need);
        return taken;
    }

    private short[] nothing(int need) {
        return pausing ? noise.make(need) : new short[need];
    }

    private boolean enoughToBegin() {
        return !packets.isEmpty() && waiting() * 1000.0 / rate >= delays.targetMillis();
    }

    private int waiting() {
        return packets.size() * packetSamples + length;
    }

    private void more(int need) {
        Waiting packet = packets.remove(expected);
        if (packet != null) {
            expected++;
            madeUpAhead = 0;
            decoded(packet);
        } else if (packets.isEmpty()) {
            nothingThere(need);
        } else {
            missing();
        }
    }

    private void decoded(Waiting packet) {
        byte[] payload = packet.sound();
        pausing = packet.noise() >= 0 || payload.length > 0 && codec.pauses(payload);
        noise.is(packet.noise());
        short[] fresh = sound(packet);
        if (payload.length > 0) {
            packetSamples = fresh.length;
        }
        if (!pausing) {
            noise.heard(fresh);
        }
        concealment.heard(fresh);
        append(fresh);
    }

    private short[] sound(Waiting packet) {
        if (packet.sound().length > 0) {
            return codec.decode(packet.sound());
        }
        return pausing ? noise.make(packetSamples) : new short[packetSamples];
    }

    private void nothingThere(int need) {
        if (pausing || madeUpAhead * 1000 / rate >= SILENT_MILLIS) {
            playing = false;
            madeUpAhead = 0;
            return;
        }
        madeUpAhead += need;
        conceal(need);
    }

    /** Later ones are here already, and the time of this one has come. */
    private void missing() {
        expected++;
        if (madeUpAhead >= packetSamples) {
            madeUpAhead -= packetSamples;
            return;
        }
        Waiting next = packets.get(expected);
        short[] told = next == null || next.sound().length == 0 ? null : codec.recovered(next.sound());
        if (told == null) {
            conceal(packetSamples);
        } else {
            concealment.heard(told);
            append(told);
        }
    }

    private void conceal(int samples) {
        concealed += samples;
        short[] own = codec.concealed(samples);
        append(own == null ? concealment.make(samples) : own);
    }

    private void shorten() {
        level += (waiting() - level) / 8;
        sinceCut++;
        int target = delays.targetMillis() + MORE_THAN_NEEDED_MILLIS;
        if (sinceCut < TICKS_BETWEEN_CUTS || level * 1000 / rate <= target || madeUpAhead > 0) {
            return;
        }
        int needed = rate * 25 / 1000 + rate / 250;
        while (length < needed && packets.containsKey(expected)) {
            more(rate / 100);
        }
        if (length >= needed) {
            cut(Pitch.lag(sound, rate * 25 / 1000, rate));
            sinceCut = 0;
        }
    }

    /** Takes one period out and joins what was on its sides. */
    private void cut(int lag) {
        int fade = Math.min(lag, rate / 250);
        for (int i = 0; i < fade; i++) {
            sound[i] = (short) ((sound[i] * (fade - i) + sound[i + lag] * i) / fade);
        }
        drop(fade, lag);
        level -= lag;
    }

    private void append(short[] more) {
        if (length + more.length > sound.length) {
            sound = java.util.Arrays.copyOf(sound, 2 * (length + more.length));
        }
        System.arraycopy(more, 0, sound, length, more.length);
        length += more.length;
    }

    private void drop(int from, int count) {
        System.arraycopy(sound, from + count, sound, from, length - from - count);
        length -= count;
    }

    int targetMillis() {
        return delays.targetMillis();
    }

    int waitingMillis() {
        return waiting() * 1000 / rate;
    }

    long late() {
        return late;
    }

    long concealedMillis() {
        return concealed * 1000 / rate;
    }
}
