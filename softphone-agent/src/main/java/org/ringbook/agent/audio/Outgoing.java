package org.ringbook.agent.audio;

import java.security.SecureRandom;

/** Numbers and times of the packets that we send: they go on through hold and every change of what was agreed. One thread. */
final class Outgoing {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final long ssrc = RANDOM.nextInt() & 0xFFFF_FFFFL;
    private int sequence = RANDOM.nextInt(32_768);
    private long timestamp = RANDOM.nextInt() & 0xFFFF_FFFFL;
    private long keyTimestamp;
    private boolean paused = true;
    private volatile long packets;
    private long octets;

    long ssrc() {
        return ssrc;
    }

    long packets() {
        return packets;
    }

    long octets() {
        return octets;
    }

    long timestamp() {
        return timestamp;
    }

    /** Time passes, whether anything is sent or not. */
    void passes(int ticks) {
        timestamp = timestamp + ticks & 0xFFFF_FFFFL;
    }

    void pauses() {
        paused = true;
    }

    RtpPacket sound(int payloadType, byte[] payload) {
        boolean begins = paused;
        paused = false;
        return packet(payloadType, begins, timestamp, payload);
    }

    RtpPacket key(int payloadType, Keys.Event event) {
        if (event.first()) {
            keyTimestamp = timestamp;
        }
        paused = true;
        return packet(payloadType, event.first(), keyTimestamp, event.payload());
    }

    private RtpPacket packet(int payloadType, boolean marker, long time, byte[] payload) {
        packets++;
        octets += payload.length;
        sequence = sequence + 1 & 0xFFFF;
        return new RtpPacket(payloadType, marker, sequence, time, ssrc, payload);
    }
}
