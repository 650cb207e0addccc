package org.ringbook.agent.devices;

import java.util.List;

/** What the telephone itself sounds like: rings to choose from, and the tones of a call. Each is one round, to be played again or once. */
public enum Signal {
    /** Two quick strokes, as desk phones have it. */
    CLASSIC(true, note(440, 480, 400), rest(200), note(440, 480, 400), rest(2000)),
    /** Rises and fades. */
    CHIME(true, struck(659, 500), struck(784, 500), struck(988, 900), rest(1600)),
    /** Short and high: heard in a loud room. */
    BRIGHT(true, note(1319, 1568, 120), rest(60), note(1319, 1568, 120), rest(60), note(1319, 1568, 120), rest(1300)),
    /** Low and calm. */
    SOFT(true, struck(392, 700), struck(523, 1000), rest(1800)),
    /** A second call, while the first is talked in. */
    WAITING(true, note(425, 425, 200), rest(200), note(425, 425, 200), rest(5000)),
    /** It rings there. */
    RINGBACK(true, note(425, 425, 1000), rest(4000)),
    /** It will come to nothing. */
    BUSY(false, note(425, 425, 350), rest(350), note(425, 425, 350), rest(350), note(425, 425, 350)),
    /** A call was answered by itself: from now on you are heard. */
    ANSWERED(false, note(880, 880, 150), rest(80), note(1175, 1175, 150));

    /** Those that a person chooses a ring from. */
    public static final List<Signal> RINGS = List.of(CLASSIC, CHIME, BRIGHT, SOFT);

    private static final double LOUDEST = 0.5 * Short.MAX_VALUE;

    private record Note(double hertz, double second, int millis, boolean fades) {}

    private final boolean again;
    private final List<Note> notes;

    Signal(boolean again, Note... notes) {
        this.again = again;
        this.notes = List.of(notes);
    }

    private static Note note(double hertz, double second, int millis) {
        return new Note(hertz, second, millis, false);
    }

    private static Note struck(double hertz, int millis) {
        return new Note(hertz, hertz, millis, true);
    }

    private static Note rest(int millis) {
        return new Note(0, 0, millis, false);
    }

    /** Whether it is played again and again. */
    boolean again() {
        return again;
    }

    /**
     * One round.
     *
     * @param rate samples a second
     * @param volume 0 to 1
     */
    short[] samples(int rate, double volume) {
        int length = notes.stream().mapToInt(note -> note.millis * rate / 1000).sum();
        short[] samples = new short[length];
        int at = 0;
        for (Note note : notes) {
            int count = note.millis * rate / 1000;
            for (int i = 0; i < count; i++) {
                samples[at + i] = (short) (volume * LOUDEST * sample(note, i, count, rate));
            }
            at += count;
        }
        return samples;
    }

    private static double sample(Note note, int i, int count, int rate) {
        if (note.hertz == 0) {
            return 0;
        }
        double time = (double) i / rate;
        double wave = Math.sin(2 * Math.PI * note.hertz * time) + Math.sin(2 * Math.PI * note.second * time);
        // What begins or ends at once clicks.
        double edge = Math.min(1, Math.min(i, count - i) / (0.005 * rate));
        return wave / 2 * edge * (note.fades ? Math.exp(-3.0 * i / count) : 1);
    }
}
