package org.ringbook.demo;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ringbook.demo.voices.MadeUpVoices;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what is spoken in the demo: two made-up voices that take turns, the customer's on the left. A file appears when the
 * conversation is over, named by the id of the customer's leg, as MixMonitor would, and goes again half an hour later: a demo
 * that is left alone must not fill the disk. For the exchange's thread.
 */
final class Recorder {

    private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);
    private static final int LONGEST_SECONDS = 600;
    private static final Duration KEPT = Duration.ofMinutes(30);

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
            Instant at = began.plusMillis(frame * 1000L / MadeUpVoices.RATE);
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
                MadeUpVoices.speak(out, seconds, leg.hashCode(), tape::isMute);
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
}
