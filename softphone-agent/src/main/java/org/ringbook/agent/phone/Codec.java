package org.ringbook.agent.phone;

import java.util.Arrays;
import java.util.Optional;

/** How sound is coded on its way. */
public enum Codec {
    G722("G722", 9, 8000, 16_000),
    OPUS("opus", 107, 48_000, 48_000),
    PCMA("PCMA", 8, 8000, 8000),
    PCMU("PCMU", 0, 8000, 8000);

    private static final int FIRST_FREE_NUMBER = 96;

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

    /** The number that we give it: but for Opus the one that needs no explanation in SDP. */
    public int payloadType() {
        return payloadType;
    }

    /** Whether its number means it without explanation. */
    public boolean known() {
        return payloadType < FIRST_FREE_NUMBER;
    }

    /** How SDP writes it: Opus always says that it could be stereo (RFC 7587). */
    public String rtpmap() {
        return encoding + "/" + clockRate + (this == OPUS ? "/2" : "");
    }

    /** Of the RTP timestamps, in Hz; G.722 has 8000 by an old mistake that is now the standard. */
    public int clockRate() {
        return clockRate;
    }

    /** Of the sound itself, in Hz. */
    public int sampleRate() {
        return sampleRate;
    }

    /** @param channels as SDP says; 1 when it says nothing */
    public static Optional<Codec> of(String encoding, int clockRate, int channels) {
        return Arrays.stream(values())
                .filter(codec -> codec.encoding.equalsIgnoreCase(encoding) && codec.clockRate == clockRate)
                .filter(codec -> channels == (codec == OPUS ? 2 : 1))
                .findFirst();
    }
}
