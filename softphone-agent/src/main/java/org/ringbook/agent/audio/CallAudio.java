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

    /** The number that everybody gives to pressed keys, by the clock of their times; Opus has a clock of its own. */
    private static final Map<Integer, Integer> KEYS_PAYLOADS = Map.of(8000, 101, 48_000, 102);

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
    private final KeyTones tones = new KeyTones();
    private final Protection protection = new Protection();
    private final Thread speaks;
    private final Thread plays;
    private volatile MediaPlan plan;
    private volatile boolean muted;
    /** To and from the other one of a conversation of three; null while there is none. */
    private volatile Patch heardToo;

    private volatile Patch saidToo;
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
        this.ports = RtpPorts.open(group, host, this::soundCame, this::reportCame);
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
                codecs.contains(Codec.OPUS) ? KEYS_PAYLOADS : Map.of(8000, KEYS_PAYLOADS.get(8000)),
                true,
                List.of(),
                Flow.SENDRECV);
    }

    @Override
    public synchronized void apply(MediaPlan agreed) {
        if (closed) {
            return;
        }
        protection.apply(agreed.lock());
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

    @Override
    public void tones(String pressed) {
        tones.press(pressed);
    }

    @Override
    public void mix(MediaSession other, boolean on) {
        CallAudio second = (CallAudio) other;
        Patch there = on ? new Patch() : null;
        Patch back = on ? new Patch() : null;
        heardToo = there;
        second.saidToo = there;
        second.heardToo = back;
        saidToo = back;
    }

    private void soundCame(InetSocketAddress from, byte[] bytes) {
        protection
                .soundCame(bytes)
                .flatMap(RtpPacket::read)
                .ifPresent(packet -> in.packet(from, packet, System.nanoTime()));
    }

    private void reportCame(InetSocketAddress from, byte[] bytes) {
        protection.reportCame(bytes).ifPresent(report -> reports.received(report, out.ssrc()));
    }

    // Speaking.

    private void speak() {
        try (var mouth = new Mouth(call, devices, trouble)) {
            for (int frames = 1; !closed; frames++) {
                MediaPlan now = plan;
                short[] frame = mouth.next(now);
                out.passes(now.codec().clockRate() / FRAMES_PER_SECOND);
                if (now.flow().sends()) {
                    send(now, frame, mouth.codec());
                } else {
                    out.pauses();
                }
                if (frames % REPORT_EVERY == 0) {
                    report(now, false);
                    mouth.codec().missedThere(reports.lostThere());
                }
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(MediaPlan now, short[] frame, VoiceCodec codec) {
        Keys.Event key = now.digits() == null ? null : keys.next(now.codec().clockRate());
        if (key != null) {
            send(out.key(now.digits(), key));
            return;
        }
        byte[] coded = codec.encode(said(now, frame));
        if (coded.length == 0) {
            out.pauses();
        } else {
            send(out.sound(now.payloadType(), coded));
        }
    }

    /** What goes out: the person, the other one of three, pressed keys. */
    private short[] said(MediaPlan now, short[] frame) {
        if (muted) {
            Arrays.fill(frame, (short) 0);
        }
        Patch other = saidToo;
        if (other != null && now.flow() == Flow.SENDRECV) {
            other.addTo(frame, now.codec().sampleRate());
        }
        tones.into(frame, now.codec().sampleRate());
        return frame;
    }

    private void send(RtpPacket packet) {
        ports.sendSound(in.answerTo(), protection.sound(packet.bytes()));
    }

    private void report(MediaPlan now, boolean last) {
        byte[] report = protection.report(reports.next(out, in, last));
        ports.sendReport(new InetSocketAddress(now.host(), now.rtcpPort()), report);
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
                short[] heard = in.next();
                Patch other = heardToo;
                if (other != null) {
                    other.put(heard, opened.sampleRate());
                }
                sink.write(heard);
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
