package org.ringbook.demo.sip;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ringbook.demo.voices.MadeUpVoices;

/** The sound of one call: what the telephone says comes back, or somebody made up speaks. G.711 in packets of 20 ms. */
final class RtpAudio implements AutoCloseable {

    private static final int SAMPLES = 160;
    private static final long PACKET_NANOS = 20_000_000;
    private static final Pattern ADDRESS = Pattern.compile("(?m)^c=IN IP[46] ([0-9a-fA-F.:]+)");
    private static final Pattern MEDIA = Pattern.compile("(?m)^m=audio ([0-9]+) RTP/AVP ([0-9 ]+)");
    private static final Pattern DIGITS = Pattern.compile("(?m)^a=rtpmap:([0-9]+) telephone-event/8000");
    private static final Pattern FLOW = Pattern.compile("(?m)^a=(sendrecv|sendonly|recvonly|inactive)");

    private final DatagramSocket socket;
    private final String host;
    private final boolean echo;
    private final short[] voice;
    private volatile InetSocketAddress there;
    private volatile int payloadType = 8;
    private volatile boolean speaks = true;
    private String digits = "";
    private String flow = "sendrecv";
    private int version;

    /** @param echo false for a voice that speaks */
    RtpAudio(InetAddress here, boolean echo) throws SocketException {
        this.socket = new DatagramSocket(0, here);
        this.host = here.getHostAddress();
        this.echo = echo;
        this.voice = voice();
    }

    private static short[] voice() {
        byte[] wav = MadeUpVoices.wav(60, 3);
        short[] samples = new short[(wav.length - 44) / 4];
        for (int i = 0; i < samples.length; i++) {
            // Two channels: the customer is the left one.
            samples[i] = (short) (wav[44 + 4 * i] & 0xff | wav[45 + 4 * i] << 8);
        }
        return samples;
    }

    /** @return false when there is no way of sound in common */
    boolean take(String description) {
        Matcher address = ADDRESS.matcher(description);
        Matcher media = MEDIA.matcher(description);
        if (!address.find() || !media.find()) {
            return false;
        }
        String chosen = null;
        for (String type : media.group(2).split(" ")) {
            if (chosen == null && (type.equals("8") || type.equals("0"))) {
                chosen = type;
            }
        }
        if (chosen == null) {
            return false;
        }
        Matcher keys = DIGITS.matcher(description);
        digits = keys.find() ? keys.group(1) : "";
        Matcher wanted = FLOW.matcher(description);
        String theirs = wanted.find() ? wanted.group(1) : "sendrecv";
        flow = switch (theirs) {
            case "sendonly" -> "recvonly";
            case "recvonly" -> "sendonly";
            default -> theirs;
        };
        speaks = flow.startsWith("send");
        payloadType = Integer.parseInt(chosen);
        there = new InetSocketAddress(address.group(1), Integer.parseInt(media.group(1)));
        return true;
    }

    /** The telephone does not want to hear us. */
    boolean isHeld() {
        return !speaks;
    }

    /** What we do and where. */
    String description() {
        String types = payloadType + (digits.isEmpty() ? "" : " " + digits);
        return String.join(
                        "\r\n",
                        "v=0",
                        "o=- 1 " + ++version + " IN IP4 " + host,
                        "s=-",
                        "c=IN IP4 " + host,
                        "t=0 0",
                        "m=audio " + socket.getLocalPort() + " RTP/AVP " + types,
                        "a=rtpmap:" + payloadType + (payloadType == 8 ? " PCMA/8000" : " PCMU/8000"),
                        digits.isEmpty()
                                ? "a=ptime:20"
                                : "a=rtpmap:" + digits + " telephone-event/8000\r\na=fmtp:" + digits + " 0-15",
                        "a=" + flow)
                + "\r\n";
    }

    void begin() {
        var listening = new Thread(this::listen, "demo-rtp");
        listening.setDaemon(true);
        listening.start();
        if (!echo) {
            var speaking = new Thread(this::speak, "demo-voice");
            speaking.setDaemon(true);
            speaking.start();
        }
    }

    private void listen() {
        byte[] buffer = new byte[2048];
        while (!socket.isClosed()) {
            var packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(packet);
                boolean sound = packet.getLength() > 12 && (buffer[1] & 0x7f) == payloadType;
                if (echo && speaks && sound) {
                    socket.send(new DatagramPacket(buffer, packet.getLength(), packet.getSocketAddress()));
                }
            } catch (IOException gone) {
                // The telephone's port is closed, or the call is over.
            }
        }
    }

    private void speak() {
        byte[] packet = new byte[12 + SAMPLES];
        packet[0] = (byte) 0x80;
        long next = System.nanoTime();
        // What is not sent while they hold has no number: it would look lost.
        int sent = 0;
        for (int number = 0; !socket.isClosed(); number++) {
            packet[1] = (byte) payloadType;
            put(packet, 2, sent, 2);
            put(packet, 4, number * SAMPLES, 4);
            put(packet, 8, 0x52696e67, 4);
            for (int i = 0; i < SAMPLES; i++) {
                short sample = voice[(number * SAMPLES + i) % voice.length];
                packet[12 + i] = payloadType == 8 ? G711.alaw(sample) : G711.ulaw(sample);
            }
            if (speaks && there != null) {
                sent++;
                try {
                    socket.send(new DatagramPacket(packet, packet.length, there));
                } catch (IOException gone) {
                    // The telephone's port is closed, or the call is over.
                }
            }
            next += PACKET_NANOS;
            while (System.nanoTime() < next) {
                LockSupport.parkNanos(next - System.nanoTime());
            }
        }
    }

    private static void put(byte[] packet, int at, int value, int bytes) {
        for (int i = 0; i < bytes; i++) {
            packet[at + i] = (byte) (value >> 8 * (bytes - 1 - i));
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
