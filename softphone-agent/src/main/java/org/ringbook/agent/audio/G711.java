package org.ringbook.agent.audio;

/** ITU-T G.711, A-law and µ-law: one byte for each sample of 8 kHz. */
final class G711 implements VoiceCodec {

    private static final short[] FROM_A = new short[256];
    private static final short[] FROM_U = new short[256];
    private static final byte[] TO_A = new byte[65_536];
    private static final byte[] TO_U = new byte[65_536];

    static {
        for (int code = 0; code < 256; code++) {
            FROM_A[code] = fromA(code);
            FROM_U[code] = fromU(code);
        }
        for (int sample = Short.MIN_VALUE; sample <= Short.MAX_VALUE; sample++) {
            TO_A[sample & 0xFFFF] = toA(sample);
            TO_U[sample & 0xFFFF] = toU(sample);
        }
    }

    private final boolean aLaw;

    G711(boolean aLaw) {
        this.aLaw = aLaw;
    }

    @Override
    public byte[] encode(short[] samples) {
        byte[] table = aLaw ? TO_A : TO_U;
        byte[] payload = new byte[samples.length];
        for (int i = 0; i < samples.length; i++) {
            payload[i] = table[samples[i] & 0xFFFF];
        }
        return payload;
    }

    @Override
    public short[] decode(byte[] payload) {
        short[] table = aLaw ? FROM_A : FROM_U;
        short[] samples = new short[payload.length];
        for (int i = 0; i < payload.length; i++) {
            samples[i] = table[payload[i] & 0xFF];
        }
        return samples;
    }

    private static short fromA(int code) {
        int bits = code ^ 0x55;
        int mantissa = (bits & 0x0F) << 4;
        int segment = (bits & 0x70) >> 4;
        int size = segment == 0 ? mantissa + 8 : (mantissa + 0x108) << (segment - 1);
        return (short) ((bits & 0x80) != 0 ? size : -size);
    }

    private static byte toA(int sample) {
        int sign = sample >= 0 ? 0x80 : 0;
        // The 13 bits that count; below zero one's complement, as the standard's reference has it.
        int size = (sample >= 0 ? sample : ~sample) >> 3;
        int code;
        if (size < 0x20) {
            code = size >> 1;
        } else {
            int segment = 31 - Integer.numberOfLeadingZeros(size) - 4;
            code = segment << 4 | size >> segment & 0x0F;
        }
        return (byte) ((sign | code) ^ 0x55);
    }

    private static short fromU(int code) {
        int bits = ~code & 0xFF;
        int size = (((bits & 0x0F) << 3) + 0x84 << ((bits & 0x70) >> 4)) - 0x84;
        return (short) ((bits & 0x80) != 0 ? -size : size);
    }

    private static byte toU(int sample) {
        int sign = sample >= 0 ? 0 : 0x80;
        int size = Math.min(sample >= 0 ? sample : -sample, 32_635) + 0x84;
        int segment = 31 - Integer.numberOfLeadingZeros(size) - 7;
        return (byte) ~(sign | segment << 4 | size >> segment + 3 & 0x0F);
    }
}
