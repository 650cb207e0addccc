package org.ringbook.agent.audio;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.ringbook.agent.phone.AudioChoice;
import org.ringbook.agent.phone.AudioFiles;
import org.ringbook.agent.phone.Codec;
import org.ringbook.agent.phone.Media;
import org.ringbook.agent.phone.MediaSession;

/** Sound over the network by RTP, from and to files or the devices of this machine. */
public final class RtpMedia implements Media, AutoCloseable {

    private final AudioDevices devices;
    private final List<Codec> codecs;
    private final BiConsumer<String, String> trouble;
    private final EventLoopGroup group =
            new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("phone-rtp", true), NioIoHandler.newFactory());

    private RtpMedia(AudioDevices devices, List<Codec> codecs, BiConsumer<String, String> trouble) {
        this.devices = devices;
        this.codecs = codecs;
        this.trouble = trouble;
    }

    /** What a telephone without people speaks and hears with. */
    public record WithFiles(RtpMedia media, AudioFiles files) {}

    /**
     * @param codecs the one that is liked best first
     * @param trouble told the call and a stable word, such as nothing_heard; on any thread
     */
    public static WithFiles withFiles(List<Codec> codecs, BiConsumer<String, String> trouble) {
        var files = new FileDevices();
        return new WithFiles(new RtpMedia(files, codecs, trouble), files);
    }

    /** @param trouble told the call and a stable word: no_microphone, microphone_silent, no_speaker, nothing_heard; on any thread */
    public static RtpMedia withSoundCard(List<Codec> codecs, BiConsumer<String, String> trouble) {
        return new RtpMedia(new SystemAudioDevices(trouble), codecs, trouble);
    }

    /** What a person speaks and hears with, and how loud the microphone is, 0 to 1. */
    public record WithDevices(RtpMedia media, DoubleSupplier level) {}

    /**
     * @param trouble as of {@link #withSoundCard}, and microphone_silent
     * @param choice asked again and again, also in the middle of a call
     */
    public static WithDevices withDevices(
            List<Codec> codecs, BiConsumer<String, String> trouble, Supplier<AudioChoice> choice) {
        var devices = new ChosenDevices(choice, trouble);
        return new WithDevices(new RtpMedia(devices, codecs, trouble), devices::level);
    }

    @Override
    public MediaSession open(String call, String host) {
        return new CallAudio(call, host, codecs, devices, group, word -> trouble.accept(call, word));
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
