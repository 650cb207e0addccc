package org.ringbook.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A telephone played by SIPp after a script. First say what it does, then {@link #start()} it; afterwards
 * {@link #dialogs()} tells what it saw and when. The steps of a conversation follow each other, each after a time since
 * the one before, the first since the answer.
 *
 * @param <T> the kind of telephone, so that its own words chain
 */
public abstract class Telephone<T extends Telephone<T>> implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    protected final AsteriskLab lab;
    protected final List<Scenario.Step> steps = new ArrayList<>();
    private final String name;
    private final String address;
    private final Path folder;
    private boolean silent;
    private int hertz = 400;
    private Ear ear;
    private Child sipp;

    Telephone(AsteriskLab lab, Path folder, String name, String address) {
        this.lab = lab;
        this.folder = folder;
        this.name = name;
        this.address = address;
    }

    /** Says nothing in its conversations, which is cheaper when they are many. */
    public T silent() {
        silent = true;
        return self();
    }

    /** Hums at another pitch, by which it is known in a recording. */
    public T hums(int pitch) {
        hertz = pitch;
        return self();
    }

    /** What it is sent can be asked for: {@link #hears}. */
    public T listens() {
        ear = new Ear(address);
        return self();
    }

    /** Whether a hum is in what it was sent in the last half a second. */
    public boolean hears(int hertz) {
        return ear.strength(hertz) > 60;
    }

    public T hangsUpAfter(Duration time) {
        return with(new Scenario.Step.HangUp(time));
    }

    /** Puts the other side on hold and takes it back, by re-INVITE. */
    public T holdsAfter(Duration time, Duration length) {
        return with(new Scenario.Step.Hold(time, length));
    }

    /** Presses keys, feature codes among them. */
    public T pressesAfter(Duration time, String digits) {
        return with(new Scenario.Step.Digits(time, digits));
    }

    /** Sends the other side on to an extension with a REFER: a blind transfer by the telephone's own key. */
    public T refersAfter(Duration time, String extension) {
        return with(new Scenario.Step.Refer(time, extension));
    }

    private T with(Scenario.Step step) {
        steps.add(step);
        return self();
    }

    abstract T self();

    abstract String scenario(Path voice);

    abstract List<String> arguments();

    abstract int port();

    /** Puts it on the wire; returns when it can take calls, or has begun to place its own. */
    public T start() {
        try {
            Files.createDirectories(folder);
            Files.write(file(".alaw"), tone());
            Files.writeString(
                    file(".xml"), heardAt(ear, scenario(silent ? null : file(".alaw"))), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> command = new ArrayList<>(List.of(
                "sipp",
                "-sf",
                file(".xml").toString(),
                "-i",
                address,
                "-p",
                String.valueOf(port()),
                "-mi",
                address,
                "-mp",
                String.valueOf(port() + 1000),
                "-nostdin",
                "-skip_rlimit",
                "-timer_resol",
                "10",
                "-trace_msg",
                "-message_file",
                file(".messages").toString(),
                "-trace_err",
                "-error_file",
                file(".errors").toString()));
        command.addAll(arguments());
        command.add(lab.network().asterisk() + ":5060");
        sipp = Child.start("sipp " + name, file(".screen"), command);
        await(
                "its socket",
                () -> Network.listensOnUdp(address, port()) || !dialogs().isEmpty());
        return self();
    }

    /** The sound goes to the ear, and not to SIPp, which has none. */
    private static String heardAt(Ear ear, String scenario) {
        String ours = "m=audio [rtpstream_audio_port] RTP/AVP 8";
        return ear == null
                ? scenario
                : scenario.replace(ours, "m=audio " + ear.port() + " RTP/AVP 8\na=x-speaks:[rtpstream_audio_port]");
    }

    /** A second of a quiet hum in A-law. */
    private byte[] tone() {
        byte[] samples = new byte[8000];
        int period = samples.length / hertz;
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) (i % period < period / 2 ? 0xE5 : 0x65);
        }
        return samples;
    }

    /** What it has lived through so far, one entry a call, in order. */
    public List<Dialog> dialogs() {
        Map<String, List<SipEvent>> calls = SipEvent.read(file(".messages")).stream()
                .collect(Collectors.groupingBy(SipEvent::callId, LinkedHashMap::new, Collectors.toList()));
        // What does not begin with an INVITE is an echo of a call before.
        return calls.values().stream()
                .filter(events -> events.get(0).isRequest("INVITE"))
                .map(Dialog::new)
                .toList();
    }

    /** Its only, or first, call. */
    public Dialog call() {
        List<Dialog> dialogs = dialogs();
        if (dialogs.isEmpty()) {
            throw new IllegalStateException(name + " saw no call\n" + errors());
        }
        return dialogs.get(0);
    }

    /** Waits until it rings: its own bell, or the ring back that it hears. */
    public T awaitRinging() {
        return await("ringing", Dialog::rang);
    }

    public T awaitAnswered() {
        return await("an answer", Dialog::answered);
    }

    public T awaitEnded() {
        return await("the end", d -> d.endedAt() != null);
    }

    private T await(String what, Predicate<Dialog> wanted) {
        await(what, () -> dialogs().stream().anyMatch(wanted));
        return self();
    }

    private void await(String what, java.util.function.BooleanSupplier done) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > deadline || (!sipp.runs() && !done.getAsBoolean())) {
                throw new IllegalStateException(name + " waited in vain for " + what + "\n" + errors());
            }
            try {
                TimeUnit.MILLISECONDS.sleep(10);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /** What SIPp complained of. */
    String errors() {
        StringBuilder text = new StringBuilder();
        for (String kind : List.of(".errors", ".screen")) {
            try {
                if (Files.exists(file(kind))) {
                    text.append(Files.readString(file(kind), StandardCharsets.ISO_8859_1));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return text.length() > 4000 ? text.substring(0, 4000) : text.toString();
    }

    final Path file(String ending) {
        return folder.resolve(name + ending);
    }

    public String name() {
        return name;
    }

    /** SIPp's own signals, such as USR1: no more new calls. */
    void signal(String name) {
        sipp.signal(name);
    }

    @Override
    public void close() {
        if (sipp != null) {
            sipp.close();
        }
        if (ear != null) {
            ear.close();
        }
    }
}
