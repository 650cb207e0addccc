package org.ringbook.recordings.audio;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;

/** Finds out who spoke when. Pure, but for the reading. */
final class TalkAnalysis {

    /** Speech is looked for in pieces of this length. */
    private static final int PIECE_MILLIS = 20;
    /** Between two words nobody stops speaking. */
    private static final int PAUSE_PIECES = 500 / PIECE_MILLIS;
    /** What is shorter is a click. */
    private static final int SHORTEST_PIECES = 60 / PIECE_MILLIS;
    /** "Yes" and "hm" of the other side interrupt no monologue. */
    private static final int NOD_PIECES = 1_000 / PIECE_MILLIS;
    /** Loudness (root mean square of 16-bit samples) below which nothing is speech, and above which everything is. */
    private static final double QUIETEST = 60;

    private static final double SURELY = 1_500;
    private static final double ABOVE_NOISE = 3.0;

    private TalkAnalysis() {}

    /** @return null when the sides are not apart */
    static TalkFigures of(WavFile wav, Samples samples) throws IOException {
        if (wav.channels() != 2) {
            return null;
        }
        int framesOfPiece = wav.rate() * PIECE_MILLIS / 1000;
        int pieces = (int) Math.min(Integer.MAX_VALUE / 16, wav.frames() / framesOfPiece);
        var loud = new float[2][pieces];
        var sums = new double[2];
        int inPiece = 0;
        int piece = 0;
        short[] array = samples.array();
        for (int read = samples.next(); read > 0; read = samples.next()) {
            for (int i = 0; i < read && piece < pieces; i++) {
                double left = array[2 * i];
                double right = array[2 * i + 1];
                sums[0] += left * left;
                sums[1] += right * right;
                if (++inPiece == framesOfPiece) {
                    loud[0][piece] = (float) Math.sqrt(sums[0] / framesOfPiece);
                    loud[1][piece++] = (float) Math.sqrt(sums[1] / framesOfPiece);
                    Arrays.fill(sums, 0);
                    inPiece = 0;
                }
            }
        }
        return of(speech(loud[0]), speech(loud[1]));
    }

    /** Whether somebody speaks in each piece: louder than the line's own noise, pauses between words included. */
    static boolean[] speech(float[] loud) {
        float[] sorted = loud.clone();
        Arrays.sort(sorted);
        double noise = sorted.length == 0 ? 0 : sorted[sorted.length / 10];
        double threshold = Math.min(SURELY, Math.max(QUIETEST, noise * ABOVE_NOISE));
        var speech = new boolean[loud.length];
        for (int i = 0; i < loud.length; i++) {
            speech[i] = loud[i] >= threshold;
        }
        fill(speech, PAUSE_PIECES, false);
        fill(speech, SHORTEST_PIECES, true);
        return speech;
    }

    /** Turns each run of {@code value} that is shorter than that, and lies between two others, into its opposite. */
    private static void fill(boolean[] speech, int shorterThan, boolean value) {
        int began = -1;
        for (int i = 0; i <= speech.length; i++) {
            boolean same = i < speech.length && speech[i] == value;
            if (same && began < 0) {
                began = i;
            } else if (!same && began >= 0) {
                boolean inside = value || began > 0 && i < speech.length;
                if (inside && i - began < shorterThan) {
                    Arrays.fill(speech, began, i, !value);
                }
                began = -1;
            }
        }
    }

    static TalkFigures of(boolean[] theirs, boolean[] ours) {
        int silence = 0;
        int overlap = 0;
        int ofTheirs = 0;
        int ofOurs = 0;
        for (int i = 0; i < theirs.length; i++) {
            ofTheirs += theirs[i] ? 1 : 0;
            ofOurs += ours[i] ? 1 : 0;
            silence += theirs[i] || ours[i] ? 0 : 1;
            overlap += theirs[i] && ours[i] ? 1 : 0;
        }
        return new TalkFigures(
                seconds(theirs.length),
                seconds(ofTheirs),
                seconds(ofOurs),
                seconds(longest(theirs, ours)),
                seconds(longest(ours, theirs)),
                seconds(silence),
                seconds(overlap));
    }

    /** From the first word to the last one before the other side says more than a word or two. */
    private static int longest(boolean[] speaker, boolean[] other) {
        boolean[] interrupts = other.clone();
        fill(interrupts, NOD_PIECES, true);
        int longest = 0;
        int began = -1;
        int last = -1;
        for (int i = 0; i < speaker.length; i++) {
            if (interrupts[i] && !speaker[i]) {
                longest = began < 0 ? longest : Math.max(longest, last - began + 1);
                began = -1;
            } else if (speaker[i]) {
                began = began < 0 ? i : began;
                last = i;
            }
        }
        return began < 0 ? longest : Math.max(longest, last - began + 1);
    }

    private static BigDecimal seconds(int pieces) {
        return BigDecimal.valueOf((long) pieces * PIECE_MILLIS, 3).setScale(2, RoundingMode.HALF_UP);
    }
}
