package org.ringbook.demo.sip;

/** Sound as telephones send it (ITU-T G.711): one byte for each sample of 8 kHz. Pure. */
final class G711 {

    private G711() {}

    static byte alaw(short sample) {
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

    static byte ulaw(short sample) {
        int sign = sample >= 0 ? 0 : 0x80;
        int size = Math.min(sample >= 0 ? sample : -sample, 32_635) + 0x84;
        int segment = 31 - Integer.numberOfLeadingZeros(size) - 7;
        return (byte) ~(sign | segment << 4 | size >> segment + 3 & 0x0F);
    }
}
