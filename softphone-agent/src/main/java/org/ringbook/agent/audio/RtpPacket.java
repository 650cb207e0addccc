package org.ringbook.agent.audio;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * One packet of sound (RFC 3550).
 *
 * @param sequence 0 to 65535
 * @param timestamp 32 bits, unsigned
 * @param ssrc 32 bits, unsigned
 */
record RtpPacket(int payloadType, boolean marker, int sequence, long timestamp, long ssrc, byte[] payload) {

    private static final int HEADER = 12;
    private static final int LARGEST = 2000;

    byte[] bytes() {
        ByteBuffer to = ByteBuffer.allocate(HEADER + payload.length);
        to.put((byte) 0x80).put((byte) ((marker ? 0x80 : 0) | payloadType));
        to.putShort((short) sequence).putInt((int) timestamp).putInt((int) ssrc).put(payload);
        return to.array();
    }

    /** Empty for what is no RTP: anybody can send to the port. */
    static Optional<RtpPacket> read(byte[] bytes) {
        if (bytes.length < HEADER || bytes.length > LARGEST || (bytes[0] & 0xC0) != 0x80) {
            return Optional.empty();
        }
        ByteBuffer from = ByteBuffer.wrap(bytes);
        int begin = HEADER + 4 * (bytes[0] & 0x0F);
        if ((bytes[0] & 0x10) != 0) {
            if (bytes.length < begin + 4) {
                return Optional.empty();
            }
            begin += 4 + 4 * (from.getShort(begin + 2) & 0xFFFF);
        }
        int end = bytes.length - ((bytes[0] & 0x20) != 0 ? bytes[bytes.length - 1] & 0xFF : 0);
        if (begin > end) {
            return Optional.empty();
        }
        byte[] payload = new byte[end - begin];
        System.arraycopy(bytes, begin, payload, 0, payload.length);
        return Optional.of(new RtpPacket(
                bytes[1] & 0x7F,
                (bytes[1] & 0x80) != 0,
                from.getShort(2) & 0xFFFF,
                from.getInt(4) & 0xFFFF_FFFFL,
                from.getInt(8) & 0xFFFF_FFFFL,
                payload));
    }
}
