package org.ringbook.agent.audio;

import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusDecoder;
import io.github.jaredmdobson.concentus.OpusEncoder;
import io.github.jaredmdobson.concentus.OpusException;
import io.github.jaredmdobson.concentus.OpusSignal;
import java.util.Arrays;

/** Opus for voice (RFC 6716, 7587): 48 kHz, mono, 20 ms at about 32 kbit/s (with less, packets tell nothing of the one
 * before, see RFC 6716, 2.1.7); each packet also tells roughly what the one before was. */
final class Opus implements VoiceCodec {

    static final int RATE = 48_000;

    private static final int BITS_PER_SECOND = 32_000;
    /** Of 10: more costs twice as much and is hardly heard. */
    private static final int EFFORT = 5;
    /** So much loss is always reckoned with: below it the encoder sends nothing for it. */
    private static final int LEAST_LOSS_PERCENT = 5;

    /** Of 32,767: softer than any voice, about 55 dB below the loudest. */
    private static final int SOFT = 60;

    private static final int FRAMES_UNTIL_QUIET = 10;

    private static final int LARGEST_PACKET = 1275;
    private static final int LONGEST_MILLIS = 120;
    private static final int NOTHING_TO_SAY = 2;

    private OpusEncoder encoder;
    private OpusDecoder decoder;
    private boolean quiet;
    private int softFrames;
    private int lastSamples = RATE / 50;

    @Override
    public byte[] encode(short[] samples) {
        byte[] packet = new byte[LARGEST_PACKET];
        try {
            encoder().setUseDTX(quiet && soft(samples));
            int length = encoder().encode(samples, 0, samples.length, packet, 0, packet.length);
            return quiet && length <= NOTHING_TO_SAY ? new byte[0] : Arrays.copyOf(packet, length);
        } catch (OpusException wrongLength) {
            throw new IllegalArgumentException(samples.length + " samples", wrongLength);
        }
    }

    private OpusEncoder encoder() throws OpusException {
        if (encoder == null) {
            encoder = new OpusEncoder(RATE, 1, OpusApplication.OPUS_APPLICATION_VOIP);
            encoder.setBitrate(BITS_PER_SECOND);
            encoder.setComplexity(EFFORT);
            encoder.setSignalType(OpusSignal.OPUS_SIGNAL_VOICE);
            encoder.setUseInbandFEC(true);
            encoder.setPacketLossPercent(LEAST_LOSS_PERCENT);
        }
        return encoder;
    }

    /** By its own ear the encoder takes every even tone for noise of the room, and would not send a dial tone or a pressed key. */
    private boolean soft(short[] samples) {
        long sum = 0;
        for (short sample : samples) {
            sum += (long) sample * sample;
        }
        softFrames = sum > (long) SOFT * SOFT * samples.length ? 0 : softFrames + 1;
        return softFrames > FRAMES_UNTIL_QUIET;
    }

    @Override
    public void sends(boolean nothingWhileQuiet) {
        quiet = nothingWhileQuiet;
    }

    @Override
    public void missedThere(double share) {
        if (encoder != null && share >= 0) {
            encoder.setPacketLossPercent((int) Math.max(LEAST_LOSS_PERCENT, Math.min(50, Math.round(share * 100))));
        }
    }

    @Override
    public short[] decode(byte[] payload) {
        short[] sound = decoded(payload, RATE * LONGEST_MILLIS / 1000, false);
        if (sound == null) {
            return concealed(lastSamples);
        }
        lastSamples = sound.length;
        return sound;
    }

    @Override
    public short[] recovered(byte[] next) {
        return decoded(next, lastSamples, true);
    }

    @Override
    public short[] concealed(int samples) {
        short[] sound = decoded(null, samples, false);
        return sound == null ? new short[samples] : sound;
    }

    @Override
    public boolean pauses(byte[] payload) {
        return payload.length <= NOTHING_TO_SAY;
    }

    /** Null for what is no Opus; all kinds of faults, because the decoder trusts what comes from the network more than we do. */
    private short[] decoded(byte[] payload, int most, boolean before) {
        short[] sound = new short[most];
        try {
            if (decoder == null) {
                decoder = new OpusDecoder(RATE, 1);
            }
            int samples = decoder.decode(payload, 0, payload == null ? 0 : payload.length, sound, 0, most, before);
            return samples < 1 ? null : Arrays.copyOf(sound, samples);
        } catch (OpusException | RuntimeException | AssertionError rubbish) {
            decoder = null;
            return null;
        }
    }
}
