package org.ringbook.telephony.demo;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what is spoken in the demo: two made-up voices that take turns, the customer's on the left. A file appears when the
 * conversation is over, named by the id of the customer's leg, as MixMonitor would, and goes again half an hour later: a demo
 * that is left alone must not fill the disk. For the exchange's thread.
 */
final class Recorder {

    private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);
    private static final int RATE = 8000;
    private static final int LONGEST_SECONDS = 600;
    private static final Duration KEPT = Duration.ofMinutes(30);
    /** So few pairs of voices, that the same sound comes again and the store keeps it once. */
    private static final int VOICES = 8;

    private final Path folder;
    private final Map<String, Tape> going = new HashMap<>();

    /** @param switched when it was muted, and unmuted, in turns */
    private record Tape(Instant began, List<Instant> switched) {

        boolean isMute() {
            return switched.size() % 2 == 1;
        }

        boolean isMute(int frame) {
            if (switched.isEmpty()) {
                return false;
            }
            Instant at = began.plusMillis(frame * 1000L / RATE);
            return switched.stream().filter(moment -> !moment.isAfter(at)).count() % 2 == 1;
        }
    }

    Recorder(Path folder) {
        this.folder = folder;
    }

    /** @return false when it is recorded already */
    boolean begins(String leg, Instant now) {
        return going.putIfAbsent(leg, new Tape(now, new ArrayList<>())) == null;
    }

    /** @return false when it is not recorded */
    boolean mutes(String leg, Instant now, boolean mute) {
        Tape tape = going.get(leg);
        if (tape != null && tape.isMute() != mute) {
            tape.switched().add(now);
        }
        return tape != null;
    }

    void ends(String leg, Instant now) {
        Tape tape = going.remove(leg);
        if (tape != null) {
            int seconds = (int) Math.min(
                    LONGEST_SECONDS, Duration.between(tape.began(), now).toSeconds() + 1);
            Thread writer = new Thread(() -> write(leg, seconds, tape), "demo-recorder");
            writer.setDaemon(true);
            writer.start();
        }
    }

    private void write(String leg, int seconds, Tape tape) {
        try {
            Path partly = folder.resolve(leg + ".part");
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(partly))) {
                speak(out, seconds * RATE, new Random(Math.floorMod(leg.hashCode(), VOICES)), tape);
            }
            Files.move(partly, folder.resolve(leg + ".wav"), StandardCopyOption.ATOMIC_MOVE);
            forget(Instant.now().minus(KEPT));
        } catch (IOException unwritable) {
            LOG.debug("The demo could not write a recording", unwritable);
        }
    }

    /** Nobody will ask for them any more. @param before what was written earlier goes */
    void forget(Instant before) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static void speak(OutputStream out, int frames, Random chance, Tape tape) throws IOException {
        out.write(head(frames));
        var bytes = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
        double[] pitch = {105 + chance.nextInt(110), 105 + chance.nextInt(110)};
        int speaker = 1;
        int turnEnds = 0;
        int speaks = 0;
        for (int i = 0; i < frames; i++) {
            if (i >= turnEnds) {
                speaker = 1 - speaker;
                speaks = i + RATE * (10 + chance.nextInt(45)) / 10;
                turnEnds = speaks + RATE * (2 + chance.nextInt(8)) / 10;
            }
            short voice = i < speaks && !tape.isMute(i) ? voice(i, pitch[speaker]) : 0;
            bytes.clear();
            bytes.putShort(speaker == 0 ? voice : 0).putShort(speaker == 1 ? voice : 0);
            out.write(bytes.array());
        }
    }

    /** Harmonics of a voice, louder and softer as syllables are. */
    private static short voice(int at, double pitch) {
        double time = at / (double) RATE;
        double syllable = Math.max(0, Math.sin(2 * Math.PI * 3.7 * time) + 0.35 * Math.sin(2 * Math.PI * 1.3 * time));
        double melody = pitch * (1 + 0.06 * Math.sin(2 * Math.PI * 0.9 * time));
        double sound = 0;
        for (int harmonic = 1; harmonic <= 6; harmonic++) {
            sound += Math.sin(2 * Math.PI * melody * harmonic * time) / harmonic;
        }
        return (short) (4500 * syllable * sound);
    }

    private static byte[] head(int frames) {
        return ByteBuffer.allocate(44)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(36 + frames * 4)
                .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 2)
                .putInt(RATE)
                .putInt(RATE * 4)
                .putShort((short) 4)
                .putShort((short) 16)
                .put("data".getBytes(StandardCharsets.US_ASCII))
                .putInt(frames * 4)
                .array();
    }
}
