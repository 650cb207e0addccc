package org.ringbook.lab;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;

/**
 * The stage of one story: its telephones, the carrier, and a commands line to the PBX. Telephones are made here,
 * scripted, and started; all of them are off again when the scene is closed.
 */
public final class Scene implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(40);

    private final AsteriskLab lab;
    private final Path folder;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final List<Telephone<?>> telephones = new ArrayList<>();
    private final AmiClient watch;
    private int callers;

    /** @param folder for what the telephones write */
    public Scene(AsteriskLab lab, Path folder) {
        this.lab = lab;
        this.folder = folder;
        this.watch = lab.listen(AsteriskLab.CAPTURE);
        open.push(watch);
    }

    public AsteriskLab lab() {
        return lab;
    }

    /** One of our phones, waiting for calls. */
    public CalledPhone phone(String extension) {
        return add(new CalledPhone(lab, folder, named(extension), lab.network().phone(extension), 5060));
    }

    /** The other device of one who has two. */
    public CalledPhone secondDevice(String extension) {
        return add(new CalledPhone(lab, folder, named(extension), lab.network().phone(extension), 5070));
    }

    /** A telephone that was closed may be followed by another one of the same name. */
    private String named(String name) {
        return name + "-" + telephones.size();
    }

    /**
     * Joins two calls of one of our phones and takes it out of both: the phone's own transfer key.
     *
     * @param consultation ringing or answered
     * @return when the key was pressed
     */
    public Instant handsOver(String extension, Telephone<?> first, Telephone<?> consultation) {
        return HandOver.send(
                lab.network().phone(extension), lab.network().asterisk(), first.call(), consultation.call());
    }

    /** They speak, or somebody hesitates: a part of the script, nothing is awaited here. */
    public void pause(Duration time) throws InterruptedException {
        Stories.pause(time);
    }

    /** One of our phones, about to dial. */
    public CallingPhone phoneDials(String extension, String number) {
        callers++;
        return add(new CallingPhone(
                lab,
                folder,
                extension + "-dials-" + callers,
                lab.network().phone(extension),
                5060 + 20 * callers,
                number,
                extension));
    }

    /** The telephone outside that our outgoing calls reach, whatever number they dial. */
    public CalledPhone outside() {
        return add(new CalledPhone(lab, folder, named("outside"), lab.network().carrier(), 5060));
    }

    /** A telephone outside at another address than the carrier's. */
    public CalledPhone outside(int lastOctet) {
        return add(new CalledPhone(
                lab, folder, "outside-" + lastOctet, lab.network().prefix() + "." + lastOctet, 5060));
    }

    /** Many people outside who call one line, one after another. */
    public CallingCrowd carrierCrowd(String name, String line, List<String> numbers) {
        callers++;
        return add(new CallingCrowd(
                lab, folder, name, lab.network().carrier(), 5060 + 20 * callers, "[field0]", line, numbers));
    }

    /** One of our phones that dials one number after another. */
    public CallingCrowd phoneCrowd(String name, String extension, List<String> numbers) {
        callers++;
        return add(new CallingCrowd(
                lab,
                folder,
                name,
                lab.network().phone(extension),
                5060 + 20 * callers,
                extension,
                "[field0]",
                numbers));
    }

    /** Somebody outside, about to call one of our lines; the number is written as the carrier writes it. */
    public CallingPhone carrierCalls(Cast.Line line, String from) {
        callers++;
        return add(new CallingPhone(
                lab, folder, "carrier-" + callers, lab.network().carrier(), 5060 + 20 * callers, line.digits(), from));
    }

    private <T extends Telephone<T>> T add(T telephone) {
        open.push(telephone);
        telephones.add(telephone);
        return telephone;
    }

    /** The lab's own eye on the PBX, to wait for something before the next step. */
    public AmiClient watch() {
        return watch;
    }

    /** A line on the commands account. */
    public AmiClient commands() {
        AmiClient commands = lab.listen(AsteriskLab.COMMAND_ACCOUNT);
        open.push(commands);
        return commands;
    }

    /**
     * Click-to-call as the product does it: rings the agent's phone, then dials the customer.
     *
     * @return the channel id that was given to the agent's leg
     */
    public String clickToCall(String extension, String number, Duration ringTime) {
        String id = "rb-" + UUID.randomUUID();
        var answer = commands()
                .send(
                        "Originate",
                        "Channel",
                        "PJSIP/" + extension,
                        "Context",
                        "click-to-call",
                        "Exten",
                        number,
                        "Priority",
                        "1",
                        "CallerID",
                        number,
                        "Timeout",
                        String.valueOf(ringTime.toMillis()),
                        "ChannelId",
                        id,
                        "Async",
                        "true");
        if (!"Success".equals(answer.get("Response"))) {
            throw new IllegalStateException("Originate: " + answer);
        }
        return id;
    }

    /** Name of the live channel of a phone, for commands that act on it. */
    public String channelOf(String extension) {
        return watch.openChannels().stream()
                .filter(channel -> channel.startsWith("PJSIP/" + extension + "-"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no channel of " + extension));
    }

    /** Returns when all is over and the PBX has been quiet for a second. */
    public void awaitEnd() {
        watch.await(
                "a channel",
                LIMIT,
                m -> "Newchannel".equals(m.get("Event")) || "OriginateResponse".equals(m.get("Event")));
        watch.awaitQuiet(Duration.ofSeconds(1), LIMIT);
    }

    /** What the telephones complained of, for a story that failed. */
    String errors() {
        StringBuilder text = new StringBuilder();
        for (Telephone<?> telephone : telephones) {
            text.append(telephone.name())
                    .append(": ")
                    .append(telephone.errors())
                    .append('\n');
        }
        return text.toString();
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
