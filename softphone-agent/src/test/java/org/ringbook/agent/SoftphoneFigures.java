package org.ringbook.agent;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.ringbook.agent.audio.AudioFigures;
import org.ringbook.agent.audio.MouthToEar;
import org.ringbook.agent.audio.Tones;
import org.ringbook.agent.phone.Codec;
import org.ringbook.agent.sip.SmallPbx;

/** What the telephone costs and how evenly it sends, by files in place of a sound card. It prints, and asserts nothing. */
public final class SoftphoneFigures {

    private static final String DESCRIPTION =
            "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n";

    private SoftphoneFigures() {}

    /** @param seconds of each measurement @param calls one after the other */
    public static void run(int seconds, int calls) throws Exception {
        AudioFigures.run();
        System.out.println();
        MouthToEar.run(seconds);
        for (Codec codec : List.of(Codec.PCMA, Codec.G722, Codec.OPUS)) {
            evenness(codec, seconds);
        }
        growth(calls);
    }

    /** A PBX of one line that answers by itself and listens to what comes. */
    private static void evenness(Codec codec, int seconds) throws Exception {
        try (var pbx = new SmallPbx();
                var ears = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
                var anna = new Desk(pbx.address("101"), "secret").registers();
                var boris = new Desk(pbx.address("102"), "secret").registers()) {
            // A number that Boris does not send by: Anna's sound would follow his to where it comes from.
            String only = codec == Codec.PCMA ? "8" : "110";
            // Boris's answer names our own ears and the one codec.
            pbx.change = text -> text.startsWith("SIP/2.0 200") && text.contains("m=audio")
                    ? text.substring(0, text.indexOf("\r\n\r\n") + 4) + DESCRIPTION + "m=audio " + ears.getLocalPort()
                            + " RTP/AVP " + only + "\r\na=rtpmap:" + only + " " + codec.rtpmap() + "\r\n"
                    : text;
            anna.does("dial to=102");
            boris.call("ringing");
            boris.does("answer call=c1").call("talking");
            anna.call("talking");
            Path says = Files.createTempFile("says", ".wav");
            Tones.wav(says, 16_000, Tones.tone(440, 16_000, seconds + 5));
            anna.does("play call=c1 file=" + says);
            double[] gaps = new double[seconds * 50];
            byte[] room = new byte[2000];
            receive(ears, room, 50);
            long cpu = cpu();
            long begun = System.nanoTime();
            long last = begun;
            for (int i = 0; i < gaps.length; i++) {
                receive(ears, room, 1);
                long now = System.nanoTime();
                gaps[i] = Math.abs((now - last) / 1e6 - 20);
                last = now;
            }
            double busy = (cpu() - cpu) * 100.0 / (System.nanoTime() - begun);
            Arrays.sort(gaps);
            // Anna says and hears; Boris, whom nobody hears, sends silence in the same program.
            System.out.printf(
                    Locale.ROOT,
                    "%-5s interval of packets, off 20 ms by: p50 %.2f, p99 %.2f, most %.2f ms; both telephones %.1f %% of a core%n",
                    codec.encoding(),
                    gaps[gaps.length / 2],
                    gaps[(int) (gaps.length * 0.99)],
                    gaps[gaps.length - 1],
                    busy);
            anna.does("hang-up call=c1").ended("hung_up");
            Files.delete(says);
        }
    }

    private static void receive(DatagramSocket ears, byte[] room, int packets) throws IOException {
        for (int i = 0; i < packets; i++) {
            ears.receive(new DatagramPacket(room, room.length));
        }
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    /** So many calls one after the other: what stays of them. */
    private static void growth(int calls) throws Exception {
        try (var pbx = new SmallPbx();
                var anna = new Desk(pbx.address("101"), "secret").registers();
                var boris = new Desk(pbx.address("102"), "secret").registers()) {
            boris.does("auto-answer on=true");
            long heap = 0;
            int threads = 0;
            for (int i = 1; i <= calls; i++) {
                anna.does("dial to=102").call("talking");
                anna.does("hang-up call=c" + i).ended("hung_up");
                // What both told is read, and what the PBX saw is forgotten: only what the telephones keep is counted.
                boris.ended("hung_up_there");
                pbx.seen.clear();
                if (i == calls / 5) {
                    heap = heap();
                    threads = Thread.activeCount();
                }
            }
            System.out.printf(
                    Locale.ROOT,
                    "%d calls, both telephones: heap %.1f MB after a fifth of them, %.1f MB after all; threads %d, %d; resident %s%n",
                    calls,
                    heap / 1e6,
                    heap() / 1e6,
                    threads,
                    Thread.activeCount(),
                    resident());
        }
    }

    /** What SIP keeps of a call that is over it keeps for half a minute. */
    private static long heap() throws InterruptedException {
        Thread.sleep(40_000);
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static String resident() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status)
                ? Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmRSS"))
                        .findFirst()
                        .orElse("")
                        .replaceAll("\\s+", " ")
                : "unknown";
    }
}
