package org.ringbook.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/** The sound that a telephone is sent, as it comes: RTP with A-law. */
final class Ear implements AutoCloseable {

    private static final int RTP_HEAD = 12;
    private static final int A_LAW = 8;
    private static final int HALF_A_SECOND = 4000;
    private static final Duration FRESH = Duration.ofMillis(300);

    private final DatagramSocket socket;
    private final short[] latest = new short[HALF_A_SECOND];
    private int heard;
    private Instant last = Instant.MIN;

    Ear(String address) {
        try {
            socket = new DatagramSocket(0, InetAddress.getByName(address));
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
        var thread = new Thread(this::listen, "ear");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    private void listen() {
        var packet = new DatagramPacket(new byte[2048], 2048);
        while (!socket.isClosed()) {
            try {
                socket.receive(packet);
                hear(packet.getData(), packet.getLength());
            } catch (IOException closed) {
                return;
            }
        }
    }

    private synchronized void hear(byte[] bytes, int length) {
        if (length <= RTP_HEAD || (bytes[1] & 0x7F) != A_LAW) {
            return;
        }
        int samples = Math.min(length - RTP_HEAD, HALF_A_SECOND);
        System.arraycopy(latest, samples, latest, 0, HALF_A_SECOND - samples);
        for (int i = 0; i < samples; i++) {
            latest[HALF_A_SECOND - samples + i] = decoded(bytes[RTP_HEAD + i]);
        }
        heard = Math.min(HALF_A_SECOND, heard + samples);
        last = Instant.now();
    }

    /** ITU-T G.711. */
    private static short decoded(byte coded) {
        int value = coded ^ 0x55;
        int exponent = (value & 0x70) >> 4;
        int magnitude = (value & 0x0F) << 4 | 8;
        magnitude = exponent == 0 ? magnitude : magnitude + 0x100 << exponent - 1;
        return (short) ((value & 0x80) == 0 ? -magnitude : magnitude);
    }

    /** How strong a pitch is in the last half a second; 0 when nothing comes, or not so much has come. */
    synchronized double strength(int hertz) {
        if (heard < HALF_A_SECOND || last.isBefore(Instant.now().minus(FRESH))) {
            return 0;
        }
        return Pitch.strength(Arrays.copyOf(latest, HALF_A_SECOND), 0, 1, hertz, 0, 0.5);
    }

    @Override
    public void close() {
        socket.close();
    }
}
