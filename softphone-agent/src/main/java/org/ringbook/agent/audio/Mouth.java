package org.ringbook.agent.audio;

import java.util.function.Consumer;
import org.ringbook.agent.phone.Codec;
import org.ringbook.agent.phone.Flow;
import org.ringbook.agent.phone.MediaPlan;

/** The microphone while both are to hear each other; silence while we hold them. One thread. */
final class Mouth implements AutoCloseable {

    private static final int FRAMES_PER_SECOND = 50;

    private final String call;
    private final AudioDevices devices;
    private final Consumer<String> trouble;
    private AudioSource source;
    private VoiceCodec codec;
    private Codec coded;
    private Flow flow;
    private short[] frame;

    Mouth(String call, AudioDevices devices, Consumer<String> trouble) {
        this.call = call;
        this.devices = devices;
        this.trouble = trouble;
    }

    /** The next 20 ms, when they have been spoken. */
    short[] next(MediaPlan now) throws InterruptedException {
        if (coded != now.codec()) {
            coded = now.codec();
            codec = VoiceCodec.of(coded);
            frame = new short[coded.sampleRate() / FRAMES_PER_SECOND];
            flow = null;
        }
        codec.sends(now.quiet());
        if (flow != now.flow()) {
            flow = now.flow();
            close();
            source = open(coded.sampleRate(), flow == Flow.SENDRECV);
        }
        source.read(frame);
        return frame;
    }

    VoiceCodec codec() {
        return codec;
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
