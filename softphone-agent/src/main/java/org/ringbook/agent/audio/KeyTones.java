package org.ringbook.agent.audio;

import java.util.ArrayDeque;
import java.util.Queue;

/** Pressed keys as tones that are heard (ITU-T Q.23): 120 ms each, 80 ms between two. Not for several threads, but for {@link #press}. */
final class KeyTones {

    private static final String KEYS = "123A456B789C*0#D";
    private static final int[] LOW = {697, 770, 852, 941};
    private static final int[] HIGH = {1209, 1336, 1477, 1633};
    private static final double LOUDNESS = 6000;
    private static final int TONE_MILLIS = 120;
    private static final int GAP_MILLIS = 80;
    private static final int MOST_WAITING = 200;

    private final Queue<Character> waiting = new ArrayDeque<>();
    private int key = -1;
    private long at;

    synchronized void press(String keys) {
        for (char one : keys.toCharArray()) {
            if (waiting.size() < MOST_WAITING) {
                waiting.add(one);
            }
        }
    }

    /** In place of what is said, while there is a key to be heard. @param rate in Hz */
    synchronized void into(short[] frame, int rate) {
        for (int i = 0; i < frame.length; i++) {
            if (key < 0) {
                Character next = waiting.poll();
                if (next == null) {
                    return;
                }
                key = KEYS.indexOf(next);
                at = 0;
            }
            double second = (double) at / rate;
            frame[i] = at < (long) rate * TONE_MILLIS / 1000 ? tone(second) : 0;
            if (++at >= (long) rate * (TONE_MILLIS + GAP_MILLIS) / 1000) {
                key = -1;
            }
        }
    }

    private short tone(double second) {
        double turn = 2 * Math.PI * second;
        return (short) (LOUDNESS * (Math.sin(turn * LOW[key / 4]) + Math.sin(turn * HIGH[key % 4])));
    }
}
