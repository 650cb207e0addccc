package org.ringbook.agent.audio;

/**
 * What is heard in one call on its way into another one: 16 kHz, so that calls of all codecs fit, and no more than a tenth of a second,
 * so that two clocks that differ do not make it late. Two threads: one puts, one takes.
 */
final class Patch {

    private static final int RATE = 16_000;
    private static final int ROOM = RATE / 10;

    private final short[] sound = new short[ROOM];
    private int length;
    private short last;

    /** @param rate of 8, 16 or 48 kHz */
    synchronized void put(short[] heard, int rate) {
        short[] own = toOwn(heard, rate);
        int tooMany = Math.max(0, length + own.length - ROOM);
        if (tooMany > 0) {
            int dropped = Math.min(length, tooMany);
            System.arraycopy(sound, dropped, sound, 0, length - dropped);
            length -= dropped;
        }
        int taken = Math.min(own.length, ROOM - length);
        System.arraycopy(own, own.length - taken, sound, length, taken);
        length += taken;
    }

    private short[] toOwn(short[] heard, int rate) {
        if (rate == RATE) {
            return heard;
        }
        if (rate > RATE) {
            return fewer(heard, rate / RATE);
        }
        int times = RATE / rate;
        short[] more = new short[heard.length * times];
        for (int i = 0; i < heard.length; i++) {
            for (int j = 0; j < times; j++) {
                more[i * times + j] = (short) (last + (heard[i] - last) * (j + 1) / times);
            }
            last = heard[i];
        }
        return more;
    }

    private static short[] fewer(short[] heard, int times) {
        short[] fewer = new short[heard.length / times];
        for (int i = 0; i < fewer.length; i++) {
            int sum = 0;
            for (int j = 0; j < times; j++) {
                sum += heard[i * times + j];
            }
            fewer[i] = (short) (sum / times);
        }
        return fewer;
    }

    /** Says it together with what is in the frame. */
    synchronized void addTo(short[] frame, int rate) {
        int wanted = Math.min(length, frame.length * RATE / rate);
        short[] own = java.util.Arrays.copyOf(sound, wanted);
        System.arraycopy(sound, wanted, sound, 0, length - wanted);
        length -= wanted;
        for (int i = 0; i < frame.length; i++) {
            int at = i * RATE / rate;
            if (at < own.length) {
                int step = Math.max(1, RATE / rate);
                int other = step == 1 ? own[at] : (own[at] + own[Math.min(at + 1, own.length - 1)]) / 2;
                frame[i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, frame[i] + other));
            }
        }
    }
}
