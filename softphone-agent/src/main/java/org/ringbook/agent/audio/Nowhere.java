package org.ringbook.agent.audio;

/** Sound that nobody hears passes at its pace all the same. */
final class Nowhere implements AudioSink {

    private final Metronome metronome = new Metronome();
    private final int rate;

    Nowhere(int rate) {
        this.rate = rate;
    }

    @Override
    public void write(short[] frame) throws InterruptedException {
        metronome.await(frame.length * 1_000_000_000L / rate);
    }

    @Override
    public void close() {}
}
