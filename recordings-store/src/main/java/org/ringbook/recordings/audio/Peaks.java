package org.ringbook.recordings.audio;

/**
 * What a waveform is drawn of: of each stretch of the sound, how loud it gets. One byte a stretch and channel: 0 silent, 127 as
 * loud as can be; of two channels first all of the left one.
 *
 * @param stretches how many there are of each channel
 */
public record Peaks(int channels, int stretches, byte[] levels) {}
