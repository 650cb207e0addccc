package org.ringbook.agent.audio;

import io.netty.channel.EventLoopGroup;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.ringbook.agent.phone.Codec;
import org.ringbook.agent.phone.Flow;
import org.ringbook.agent.phone.MediaDescription;
import org.ringbook.agent.phone.MediaPlan;
import org.ringbook.agent.phone.MediaQuality;
import org.ringbook.agent.phone.MediaSession;

/**
 * The sound of one call, on two threads of its own: one speaks, at the pace of the microphone, one plays, at the pace of the speaker.
 * Both begin with the first thing that is agreed on.
 */
final class CallAudio implements MediaSession {

    /** The number that everybody gives to pressed keys. */
    private static final int KEYS_PAYLOAD = 101;

    private static final int FRAMES_PER_SECOND = 50;
    private static final int REPORT_EVERY = 5 * FRAMES_PER_SECOND;
    /** A device takes what it was given before it ends. */
    private static final long LAST_SOUND_MILLIS = 300;

    private static final long SILENT_NANOS = 5_000_000_000L;

    private final String call;
    private final String host;
    private final List<Codec> codecs;
    private final AudioDevices devices;
    private final Consumer<String> trouble;
    private final RtpPorts ports;
    private final Outgoing out = new Outgoing();
    private final Incoming in = new Incoming();
    private final Reports reports = new Reports(System::currentTimeMillis);
    private final Keys keys = new Keys();
    private final Thread speaks;
    private final Thread plays;
    private volatile MediaPlan plan;
    private volatile boolean muted;
    private volatile boolean closed;

    /** @param trouble told a stable word */
    CallAudio(
            String call,
            String host,
            List<Codec> codecs,
            AudioDevices devices,
            EventLoopGroup group,
            Consumer<String> trouble) {
        this.call = call;
        this.host = host;
        this.codecs = codecs;
        this.devices = devices;
        this.trouble = trouble;
        this.ports = RtpPorts.open(group, host, this::soundCame, (from, bytes) -> reports.received(bytes, out.ssrc()));
        this.speaks = thread("phone-speaks-" + call, this::speak);
        this.plays = thread("phone-plays-" + call, this::play);
    }

    private static Thread thread(String name, Runnable what) {
        Thread thread = new Thread(what, name);
        thread.setDaemon(true);
        thread.setPriority(Thread.MAX_PRIORITY);
        return thread;
    }

    @Override
    public MediaDescription description() {
        return new MediaDescription(
                host,
                ports.port(),
                ports.port() + 1,
                codecs.stream()
                        .map(codec -> Map.entry(codec.payloadType(), codec))
                        .toList(),
                KEYS_PAYLOAD,
                Flow.SENDRECV);
    }

    @Override
    public synchronized void apply(MediaPlan agreed) {
        if (closed) {
            return;
        }
        in.apply(agreed, new InetSocketAddress(agreed.host(), agreed.port()), System.nanoTime());
        boolean first = plan == null;
        plan = agreed;
        if (first) {
            speaks.start();
            plays.start();
        }
    }

    @Override
    public void mute(boolean on) {
        muted = on;
    }

    @Override
    public void digits(String pressed) {
        keys.press(pressed);
    }

    private void soundCame(InetSocketAddress from, byte[] bytes) {
        RtpPacket.read(bytes).ifPresent(packet -> in.packet(from, packet, System.nanoTime()));
    }

    // Speaking.

    private void speak() {
        try (var mouth = new Mouth()) {
            for (int frames = 1; !closed; frames++) {
                MediaPlan now = plan;
                short[] frame = mouth.next(now);
                out.passes(now.codec().clockRate() / FRAMES_PER_SECOND);
                if (now.flow().sends()) {
                    send(now, frame, mouth.codec);
                } else {
                    out.pauses();
                }
                if (frames % REPORT_EVERY == 0) {
                    report(now, false);
                }
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(MediaPlan now, short[] frame, VoiceCodec codec) {
        Keys.Event key = now.digits() == null ? null : keys.next(now.codec().clockRate());
        RtpPacket packet;
        if (key != null) {
            packet = out.key(now.digits(), key);
        } else {
            if (muted) {
                Arrays.fill(frame, (short) 0);
            }
            packet = out.sound(now.payloadType(), codec.encode(frame));
        }
        ports.sendSound(in.answerTo(), packet.bytes());
    }

    private void report(MediaPlan now, boolean last) {
        ports.sendReport(new InetSocketAddress(now.host(), now.rtcpPort()), reports.next(out, in, last));
    }

    /** The microphone while both are to hear each other; silence while we hold them. */
    private final class Mouth implements AutoCloseable {
        private AudioSource source;
        private VoiceCodec codec;
        private Codec coded;
        private Flow flow;
        private short[] frame;

        short[] next(MediaPlan now) throws InterruptedException {
            if (coded != now.codec()) {
                coded = now.codec();
                codec = VoiceCodec.of(coded);
                frame = new short[coded.sampleRate() / FRAMES_PER_SECOND];
                flow = null;
            }
            if (flow != now.flow()) {
                flow = now.flow();
                close();
                source = open(coded.sampleRate(), flow == Flow.SENDRECV);
            }
            source.read(frame);
            return frame;
        }

        private AudioSource open(int rate, boolean microphone) {
            try {
                return microphone ? devices.source(call, rate) : new Silence(rate);
            } catch (IllegalStateException noDevice) {
                trouble.accept("no_microphone");
                return new Silence(rate);
            }
        }

        @Override
        public void close() {
            if (source != null) {
                source.close();
            }
        }
    }

    // Playing.

    private void play() {
        Codec opened = null;
        AudioSink sink = null;
        boolean silenceTold = false;
        try {
            while (!closed) {
                MediaPlan now = plan;
                if (opened != now.codec()) {
                    close(sink);
                    opened = now.codec();
                    sink = open(opened.sampleRate());
                }
                sink.write(in.next());
                boolean silent = now.flow().receives() && System.nanoTime() - in.lastAt() > SILENT_NANOS;
                if (silent && !silenceTold) {
                    trouble.accept("nothing_heard");
                }
                silenceTold = silent;
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        } finally {
            close(sink);
            devices.over(call);
        }
    }

    private AudioSink open(int rate) {
        try {
            return devices.sink(call, rate);
        } catch (IllegalStateException noDevice) {
            trouble.accept("no_speaker");
            return new Nowhere(rate);
        }
    }

    private static void close(AudioSink sink) {
        if (sink != null) {
            sink.close();
        }
    }

    /** Sound that nobody hears passes at its pace all the same. */
    private static final class Nowhere implements AudioSink {
        private final Metronome metronome = new Metronome();
        private final int rate;

        Nowhere(int rate) {
            this.rate = rate;
        }

        @Override
        public void write(short[] frame) throws InterruptedException {
            metronome.await(frame.length * 1_000_000_000L / rate);
        }

        @Override
        public void close() {}
    }

    @Override
    public MediaQuality quality() {
        MediaPlan now = plan;
        return new MediaQuality(
                now == null ? "" : now.codec().encoding(),
                out.packets(),
                in.received(),
                in.lost(),
                in.late(),
                in.concealedMillis(),
                in.jitterMillis(),
                in.bufferMillis(),
                reports.roundTripMillis(),
                reports.lostThere());
    }

    /** Recordings are whole when it returns; how it sounded can be asked for afterwards too. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        MediaPlan now = plan;
        if (now != null) {
            report(now, true);
            try {
                plays.join(LAST_SOUND_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        } else {
            devices.over(call);
        }
        ports.close();
    }
}
