package org.ringbook.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * The "transfer" key of a telephone that has two calls: a REFER in the first one which names the second one (RFC 3891,
 * Replaces). SIPp's scenarios know one call each, so this one message is sent beside them, from the telephone's address.
 */
final class HandOver {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private HandOver() {}

    /**
     * @param first the call that is handed over
     * @param second the consultation, ringing or answered
     * @return when it was sent
     */
    static Instant send(String phone, String asterisk, Dialog first, Dialog second) {
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(phone, 0))) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            byte[] request =
                    refer(phone, asterisk, socket.getLocalPort(), first, second).getBytes(StandardCharsets.US_ASCII);
            Instant sent = Instant.now();
            socket.send(new DatagramPacket(request, request.length, InetAddress.getByName(asterisk), 5060));
            var answer = new DatagramPacket(new byte[4096], 4096);
            socket.receive(answer);
            String text = new String(answer.getData(), 0, answer.getLength(), StandardCharsets.US_ASCII);
            if (!text.startsWith("SIP/2.0 202 ")) {
                throw new IllegalStateException("REFER: " + text);
            }
            return sent;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String refer(String phone, String asterisk, int port, Dialog first, Dialog second) {
        String replaces = URLEncoder.encode(
                second.callId() + ";to-tag=" + tag(second.them()) + ";from-tag=" + tag(second.us()),
                StandardCharsets.US_ASCII);
        return String.join(
                "\r\n",
                "REFER " + first.target() + " SIP/2.0",
                "Via: SIP/2.0/UDP " + phone + ":" + port + ";branch=z9hG4bK-" + UUID.randomUUID(),
                "From: " + first.us(),
                "To: " + first.them(),
                "Call-ID: " + first.callId(),
                "CSeq: " + (first.lastNumber() + 1) + " REFER",
                "Max-Forwards: 70",
                // Of the telephone itself: what Asterisk sends later in this call goes there.
                "Contact: " + first.contact(),
                "Refer-To: <sip:consulted@" + asterisk + "?Replaces=" + replaces + ">",
                "Referred-By: <sip:" + phone + ">",
                "Content-Length: 0",
                "",
                "");
    }

    private static String tag(String side) {
        return side.replaceAll(".*;tag=([^;\\s]+).*", "$1");
    }
}
