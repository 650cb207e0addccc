package org.ringbook.agent.audio;

/**
 * Makes up sound for packets that are missing: the last period of the voice again and again, softer by a fifth every 10 ms, silence
 * after 60 ms. What comes after it is faded in over 4 ms. Not for several threads.
 */
final class Concealment {

    private final int rate;
    private final short[] history;
    private short[] period = {};
    private int made;

    Concealment(int rate) {
        this.rate = rate;
        this.history = new short[rate / 20];
    }

    /** Sound that was really there; changed at its beginning when it follows made-up sound. */
    void heard(short[] sound) {
        if (made > 0) {
            int fade = Math.min(rate / 250, sound.length);
            short[] on = next(fade);
            for (int i = 0; i < fade; i++) {
                sound[i] = (short) ((on[i] * (fade - i) + sound[i] * i) / fade);
            }
            made = 0;
        }
        remember(sound);
    }

    short[] make(int samples) {
        if (made == 0) {
            int lag = Pitch.lag(history, history.length, rate);
            period = new short[lag];
            System.arraycopy(history, history.length - lag, period, 0, lag);
        }
        short[] sound = next(samples);
        remember(sound);
        return sound;
    }

    private short[] next(int samples) {
        short[] sound = new short[samples];
        for (int i = 0; i < samples; i++) {
            double tenths = (double) made * 100 / rate;
            double volume = tenths >= 6 ? 0 : Math.min(1, 1.2 - 0.2 * tenths);
            sound[i] = (short) (period[made % period.length] * volume);
            made++;
        }
        return sound;
    }

    private void remember(short[] sound) {
        int count = Math.min(sound.length, history.length);
        System.arraycopy(history, count, history, 0, history.length - count);
        System.arraycopy(sound, sound.length - count, history, history.length - count, count);
    }
}
