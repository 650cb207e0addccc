package org.ringbook.agent.phone;

import java.util.Arrays;
import java.util.Optional;

/** How sound is coded on its way. */
public enum Codec {
    G722("G722", 9, 8000, 16_000),
    PCMA("PCMA", 8, 8000, 8000),
    PCMU("PCMU", 0, 8000, 8000);

    private final String encoding;
    private final int payloadType;
    private final int clockRate;
    private final int sampleRate;

    Codec(String encoding, int payloadType, int clockRate, int sampleRate) {
        this.encoding = encoding;
        this.payloadType = payloadType;
        this.clockRate = clockRate;
        this.sampleRate = sampleRate;
    }

    /** Its name in SDP. */
    public String encoding() {
        return encoding;
    }

    /** The number that needs no explanation in SDP. */
    public int payloadType() {
        return payloadType;
    }

    /** Of the RTP timestamps, in Hz; G.722 has 8000 by an old mistake that is now the standard. */
    public int clockRate() {
        return clockRate;
    }

    /** Of the sound itself, in Hz. */
    public int sampleRate() {
        return sampleRate;
    }

    public static Optional<Codec> of(String encoding, int clockRate) {
        return Arrays.stream(values())
                .filter(codec -> codec.encoding.equalsIgnoreCase(encoding) && codec.clockRate == clockRate)
                .findFirst();
    }
}
