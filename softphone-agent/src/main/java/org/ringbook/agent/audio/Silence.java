package org.ringbook.agent.audio;

import java.util.Arrays;

/** What is said to one who is on hold: packets without sound keep the way through firewalls open. */
final class Silence implements AudioSource {

    private final Metronome metronome = new Metronome();
    private final int rate;

    Silence(int rate) {
        this.rate = rate;
    }

    @Override
    public void read(short[] frame) throws InterruptedException {
        metronome.await(frame.length * 1_000_000_000L / rate);
        Arrays.fill(frame, (short) 0);
    }

    @Override
    public void close() {}
}
