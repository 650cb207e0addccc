package org.ringbook.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A loopback network of the lab's own, 127.a.b.0/24: Asterisk is .1, the carrier .2, phone 101 is .101. Every lab has
 * another one, so all of them may use the usual ports and two test runs on one machine do not meet.
 */
final class Network implements AutoCloseable {

    private static final int RESERVATION_PORT = 5999;

    private final String prefix;
    private final ServerSocket reservation;

    private Network(String prefix, ServerSocket reservation) {
        this.prefix = prefix;
        this.reservation = reservation;
    }

    /** Takes a free network; whoever holds the reservation port holds it, and loses it with the process. */
    static Network reserve() {
        for (int attempt = 0; attempt < 100; attempt++) {
            ThreadLocalRandom random = ThreadLocalRandom.current();
            String prefix = "127." + random.nextInt(20, 250) + "." + random.nextInt(1, 250);
            try {
                ServerSocket socket = new ServerSocket();
                try {
                    socket.bind(new InetSocketAddress(InetAddress.getByName(prefix + ".254"), RESERVATION_PORT));
                    return new Network(prefix, socket);
                } catch (BindException taken) {
                    socket.close();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        throw new IllegalStateException("no free loopback network found");
    }

    String prefix() {
        return prefix;
    }

    String asterisk() {
        return prefix + ".1";
    }

    String carrier() {
        return prefix + ".2";
    }

    String phone(String extension) {
        return prefix + "." + extension;
    }

    /** Whether somebody listens there, as the kernel sees it: asking by a packet would disturb a phone. */
    static boolean listensOnUdp(String address, int port) {
        String[] octets = address.split("\\.");
        StringBuilder wanted = new StringBuilder();
        for (int i = 3; i >= 0; i--) {
            wanted.append(String.format(Locale.ROOT, "%02X", Integer.parseInt(octets[i])));
        }
        wanted.append(String.format(Locale.ROOT, ":%04X ", port));
        try {
            return Files.readString(Path.of("/proc/net/udp"), StandardCharsets.US_ASCII)
                    .contains(wanted);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            reservation.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
