package org.ringbook.recordings.audio;

import java.math.BigDecimal;

/**
 * Who spoke how much, from a recording whose sides are apart (left: the outside party). All in seconds.
 *
 * @param theirs in which the outside party spoke
 * @param ours in which our side spoke
 * @param theirLongest their longest monologue: speech of theirs in which ours says nothing but a word or two
 * @param ourLongest ours
 * @param silence in which nobody spoke
 * @param overlap in which both spoke
 */
public record TalkFigures(
        BigDecimal seconds,
        BigDecimal theirs,
        BigDecimal ours,
        BigDecimal theirLongest,
        BigDecimal ourLongest,
        BigDecimal silence,
        BigDecimal overlap) {}
