package org.ringbook.agent;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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

    /** @param seconds of each measurement @param calls one after the other @param busy so many processors have something else to do */
    public static void run(int seconds, int calls, int busy) throws Exception {
        AudioFigures.run();
        System.out.println();
        List<Process> others = new ArrayList<>();
        for (int i = 0; i < busy; i++) {
            others.add(new ProcessBuilder("sh", "-c", "while :; do :; done").start());
        }
        try {
            MouthToEar.run(seconds);
            for (Codec codec : List.of(Codec.PCMA, Codec.G722, Codec.OPUS)) {
                evenness(codec, seconds);
            }
            peer(seconds);
        } finally {
            others.forEach(Process::destroyForcibly);
        }
        growth(calls);
    }

    /** Boris's answer names our own ears and the one codec: what is sent comes here. */
    private static void evenness(Codec codec, int seconds) throws Exception {
        try (var pbx = new SmallPbx();
                var ears = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
                var anna = new Desk(pbx.address("101"), "secret").registers();
                var boris = new Desk(pbx.address("102"), "secret").registers()) {
            // A number that Boris does not send by: Anna's sound would follow his to where it comes from.
            answersWith(pbx, ears, codec, codec == Codec.PCMA ? 8 : 110);
            anna.does("dial to=102");
            boris.call("ringing");
            boris.does("answer call=c1").call("talking");
            anna.call("talking");
            Path says = Files.createTempFile("says", ".wav");
            Tones.wav(says, 16_000, Tones.tone(440, 16_000, seconds + 5));
            anna.does("play call=c1 file=" + says);
            long cpu = cpu();
            double[] gaps = gaps(ears, seconds);
            // Anna says and hears; Boris, whom nobody hears, sends silence in the same program.
            print(codec.encoding(), gaps, "both telephones", cpu() - cpu, seconds);
            anna.does("hang-up call=c1").ended("hung_up");
            Files.delete(says);
        }
    }

    /** The same of baresip, which is no part of the project; nothing where it is not on the machine. */
    private static void peer(int seconds) throws Exception {
        if (!Baresip.isHere()) {
            return;
        }
        try (var pbx = new SmallPbx();
                var ears = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
                var boris = new Desk(pbx.address("102"), "secret").registers()) {
            answersWith(pbx, ears, Codec.PCMA, 8);
            boris.does("auto-answer on=true");
            try (var baresip = new Baresip(pbx.address("103"), "secret", "102", seconds + 5)) {
                Duration cpu = baresip.cpu();
                double[] gaps = gaps(ears, seconds);
                print("PCMA", gaps, "baresip", baresip.cpu().minus(cpu).toNanos(), seconds);
            }
        }
    }

    private static void answersWith(SmallPbx pbx, DatagramSocket ears, Codec codec, int number) {
        pbx.change = text -> text.startsWith("SIP/2.0 200") && text.contains("m=audio")
                ? answer(text.substring(0, text.indexOf("\r\n\r\n")), ears, codec, number)
                : text;
    }

    private static String answer(String head, DatagramSocket ears, Codec codec, int number) {
        String body = DESCRIPTION + "m=audio " + ears.getLocalPort() + " RTP/AVP " + number + "\r\na=rtpmap:" + number
                + " " + codec.rtpmap() + "\r\n";
        return head + "\r\n\r\n" + body;
    }

    /** By how many milliseconds packets come off their 20, the largest last. */
    private static double[] gaps(DatagramSocket ears, int seconds) throws IOException {
        double[] gaps = new double[seconds * 50];
        byte[] room = new byte[2000];
        receive(ears, room, 50);
        long last = System.nanoTime();
        for (int i = 0; i < gaps.length; i++) {
            receive(ears, room, 1);
            long now = System.nanoTime();
            gaps[i] = Math.abs((now - last) / 1e6 - 20);
            last = now;
        }
        Arrays.sort(gaps);
        return gaps;
    }

    private static void print(String codec, double[] gaps, String whose, long cpu, int seconds) {
        System.out.printf(
                Locale.ROOT,
                "%-5s interval of packets, off 20 ms by: p50 %.2f, p99 %.2f, most %.2f ms; %s %.1f %% of a core%n",
                codec,
                gaps[gaps.length / 2],
                gaps[(int) (gaps.length * 0.99)],
                gaps[gaps.length - 1],
                whose,
                cpu / (seconds * 1e7));
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
