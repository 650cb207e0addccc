package org.ringbook.agent.audio;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Pressed keys as packets in the stream of sound (RFC 4733): 120 ms each, the end said three times, 80 ms between two. Asked every
 * 20 ms. Not for several threads, but for {@link #press}.
 */
final class Keys {

    private static final String KEYS = "0123456789*#ABCD";
    private static final int TONE_TICKS = 6;
    private static final int END_TICKS = 3;
    private static final int GAP_TICKS = 4;
    private static final int VOLUME = 10;
    private static final int TICKS_PER_SECOND = 50;
    private static final int MOST_WAITING = 200;

    /**
     * @param first of its key: marked, and its time is that of the whole key
     */
    record Event(boolean first, byte[] payload) {}

    private final Queue<Character> waiting = new ArrayDeque<>();
    private int tick = -1;
    private int event;

    synchronized void press(String keys) {
        for (char key : keys.toCharArray()) {
            if (waiting.size() < MOST_WAITING) {
                waiting.add(key);
            }
        }
    }

    /**
     * @param clockRate of the timestamps
     * @return null when sound goes out now
     */
    synchronized Event next(int clockRate) {
        if (tick < 0 || tick >= TONE_TICKS + END_TICKS + GAP_TICKS - 2) {
            Character key = waiting.poll();
            if (key == null) {
                tick = -1;
                return null;
            }
            event = KEYS.indexOf(key);
            tick = 0;
        } else {
            tick++;
        }
        if (tick >= TONE_TICKS + END_TICKS - 1) {
            return null;
        }
        boolean end = tick >= TONE_TICKS - 1;
        int duration = Math.min(tick + 1, TONE_TICKS) * clockRate / TICKS_PER_SECOND;
        byte[] payload = ByteBuffer.allocate(4)
                .put((byte) event)
                .put((byte) (end ? 0x80 | VOLUME : VOLUME))
                .putShort((short) duration)
                .array();
        return new Event(tick == 0, payload);
    }
}
