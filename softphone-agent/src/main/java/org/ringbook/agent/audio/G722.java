package org.ringbook.agent.audio;

/** ITU-T G.722 at 64 kbit/s: two bands of adaptive differences, one byte for each two samples of 16 kHz. */
final class G722 implements VoiceCodec {

    private static final int[] QMF = {3, -11, 12, 32, -210, 951, 3876, -805, 362, -156, 53, -11};
    private static final int[] Q6 = {
        0, 35, 72, 110, 150, 190, 233, 276, 323, 370, 422, 473, 530, 587, 650, 714, 786, 858, 940, 1023, 1121, 1219,
        1339, 1458, 1612, 1765, 1980, 2195, 2557, 2919, 0, 0
    };
    private static final int[] ILN = {
        0, 63, 62, 31, 30, 29, 28, 27, 26, 25, 24, 23, 22, 21, 20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6,
        5, 4, 0
    };
    private static final int[] ILP = {
        0, 61, 60, 59, 58, 57, 56, 55, 54, 53, 52, 51, 50, 49, 48, 47, 46, 45, 44, 43, 42, 41, 40, 39, 38, 37, 36, 35,
        34, 33, 32, 0
    };
    private static final int[] WL = {-60, -30, 58, 172, 334, 538, 1198, 3042};
    private static final int[] RL42 = {0, 7, 6, 5, 4, 3, 2, 1, 7, 6, 5, 4, 3, 2, 1, 0};
    private static final int[] ILB = {
        2048, 2093, 2139, 2186, 2233, 2282, 2332, 2383, 2435, 2489, 2543, 2599, 2656, 2714, 2774, 2834, 2896, 2960,
        3025, 3091, 3158, 3228, 3298, 3371, 3444, 3520, 3597, 3676, 3756, 3838, 3922, 4008
    };
    private static final int[] QM2 = {-7408, -1616, 7408, 1616};
    private static final int[] QM4 = {
        0, -20456, -12896, -8968, -6288, -4240, -2584, -1200, 20456, 12896, 8968, 6288, 4240, 2584, 1200, 0
    };
    private static final int[] QM6 = {
        -136, -136, -136, -136, -24808, -21904, -19008, -16704, -14984, -13512, -12280, -11192, -10232, -9360, -8576,
        -7856, -7192, -6576, -6000, -5456, -4944, -4464, -4008, -3576, -3168, -2776, -2400, -2032, -1688, -1360, -1040,
        -728, 24808, 21904, 19008, 16704, 14984, 13512, 12280, 11192, 10232, 9360, 8576, 7856, 7192, 6576, 6000, 5456,
        4944, 4464, 4008, 3576, 3168, 2776, 2400, 2032, 1688, 1360, 1040, 728, 432, 136, -432, -136
    };
    private static final int[] WH = {0, -214, 798};
    private static final int[] RH2 = {2, 1, 2, 1};

    private final Band sendLow = new Band(32, 18_432, 8);
    private final Band sendHigh = new Band(8, 22_528, 10);
    private final int[] sendFilter = new int[24];
    private final Band receiveLow = new Band(32, 18_432, 8);
    private final Band receiveHigh = new Band(8, 22_528, 10);
    private final int[] receiveFilter = new int[24];

    @Override
    public byte[] encode(short[] samples) {
        byte[] payload = new byte[samples.length / 2];
        for (int i = 0; i < payload.length; i++) {
            push(sendFilter, samples[2 * i], samples[2 * i + 1]);
            int odd = 0;
            int even = 0;
            for (int tap = 0; tap < 12; tap++) {
                odd += sendFilter[2 * tap] * QMF[tap];
                even += sendFilter[2 * tap + 1] * QMF[11 - tap];
            }
            int low = lowCode(even + odd >> 14);
            int high = highCode(even - odd >> 14);
            payload[i] = (byte) (high << 6 | low);
        }
        return payload;
    }

    private int lowCode(int sample) {
        int error = saturated(sample - sendLow.predicted);
        int size = error >= 0 ? error : -(error + 1);
        int step = 1;
        while (step < 30 && size >= Q6[step] * sendLow.scale >> 12) {
            step++;
        }
        int code = error < 0 ? ILN[step] : ILP[step];
        int coarse = code >> 2;
        int difference = sendLow.scale * QM4[coarse] >> 15;
        sendLow.scaled(WL[RL42[coarse]]);
        sendLow.adapt(difference);
        return code;
    }

    private int highCode(int sample) {
        int error = saturated(sample - sendHigh.predicted);
        int size = error >= 0 ? error : -(error + 1);
        boolean large = size >= 564 * sendHigh.scale >> 12;
        int code = error < 0 ? (large ? 0 : 1) : (large ? 2 : 3);
        int difference = sendHigh.scale * QM2[code] >> 15;
        sendHigh.scaled(WH[RH2[code]]);
        sendHigh.adapt(difference);
        return code;
    }

    @Override
    public short[] decode(byte[] payload) {
        short[] samples = new short[payload.length * 2];
        for (int i = 0; i < payload.length; i++) {
            int low = low(payload[i] & 0x3F);
            int high = high(payload[i] >> 6 & 3);
            push(receiveFilter, low + high, low - high);
            int first = 0;
            int second = 0;
            for (int tap = 0; tap < 12; tap++) {
                second += receiveFilter[2 * tap] * QMF[tap];
                first += receiveFilter[2 * tap + 1] * QMF[11 - tap];
            }
            samples[2 * i] = (short) saturated(first >> 11);
            samples[2 * i + 1] = (short) saturated(second >> 11);
        }
        return samples;
    }

    private int low(int code) {
        int coarse = code >> 2;
        int sample = limited(receiveLow.predicted + (receiveLow.scale * QM6[code] >> 15));
        int difference = receiveLow.scale * QM4[coarse] >> 15;
        receiveLow.scaled(WL[RL42[coarse]]);
        receiveLow.adapt(difference);
        return sample;
    }

    private int high(int code) {
        int difference = receiveHigh.scale * QM2[code] >> 15;
        int sample = limited(difference + receiveHigh.predicted);
        receiveHigh.scaled(WH[RH2[code]]);
        receiveHigh.adapt(difference);
        return sample;
    }

    private static void push(int[] filter, int first, int second) {
        System.arraycopy(filter, 2, filter, 0, 22);
        filter[22] = first;
        filter[23] = second;
    }

    private static int limited(int value) {
        return Math.max(-16_384, Math.min(16_383, value));
    }

    private static int saturated(int value) {
        return Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, value));
    }

    /** What one band remembers: its step size and its predictor; names of the blocks as in the standard. */
    private static final class Band {

        private final int largest;
        private final int shift;
        private int scale;
        private int logScale;
        private int predicted;
        private int zeros;
        private final int[] r = new int[3];
        private final int[] p = new int[3];
        private final int[] a = new int[3];
        private final int[] d = new int[7];
        private final int[] b = new int[7];

        Band(int scale, int largest, int shift) {
            this.scale = scale;
            this.largest = largest;
            this.shift = shift;
        }

        /** LOGSCL, SCALEL; LOGSCH, SCALEH. */
        void scaled(int by) {
            logScale = Math.max(0, Math.min(largest, (logScale * 127 >> 7) + by));
            int table = ILB[logScale >> 6 & 31];
            int down = shift - (logScale >> 11);
            scale = (down < 0 ? table << -down : table >> down) << 2;
        }

        void adapt(int difference) {
            d[0] = difference;
            r[0] = saturated(predicted + difference);
            p[0] = saturated(zeros + difference);
            int second = second();
            int first = first(second);
            uppZero(difference);
            System.arraycopy(d, 0, d, 1, 6);
            System.arraycopy(r, 0, r, 1, 2);
            System.arraycopy(p, 0, p, 1, 2);
            a[1] = first;
            a[2] = second;
            predict();
        }

        /** UPPOL2. */
        private int second() {
            int sign = p[0] >> 15;
            int wd1 = saturated(a[1] << 2);
            int wd2 = Math.min(32_767, sign == p[1] >> 15 ? -wd1 : wd1);
            int wd3 = (sign == p[2] >> 15 ? 128 : -128) + (wd2 >> 7) + (a[2] * 32_512 >> 15);
            return Math.max(-12_288, Math.min(12_288, wd3));
        }

        /** UPPOL1. */
        private int first(int second) {
            int wd1 = p[0] >> 15 == p[1] >> 15 ? 192 : -192;
            int value = saturated(wd1 + (a[1] * 32_640 >> 15));
            int most = saturated(15_360 - second);
            return Math.max(-most, Math.min(most, value));
        }

        /** UPZERO. */
        private void uppZero(int difference) {
            int step = difference == 0 ? 0 : 128;
            int sign = difference >> 15;
            for (int i = 1; i < 7; i++) {
                b[i] = saturated((d[i] >> 15 == sign ? step : -step) + (b[i] * 32_640 >> 15));
            }
        }

        /** FILTEP, FILTEZ, PREDIC. */
        private void predict() {
            int poles = saturated((a[1] * saturated(2 * r[1]) >> 15) + (a[2] * saturated(2 * r[2]) >> 15));
            int sum = 0;
            for (int i = 6; i > 0; i--) {
                sum += b[i] * saturated(2 * d[i]) >> 15;
            }
            zeros = saturated(sum);
            predicted = saturated(poles + zeros);
        }
    }
}
