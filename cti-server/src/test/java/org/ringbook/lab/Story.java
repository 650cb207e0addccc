package org.ringbook.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * One way for a call to go: a script for the telephones, and what is true afterwards.
 *
 * @param name its folder among the captures
 * @param account AMI account that the capture is taken with
 */
public record Story(String name, String account, Script script) {

    @FunctionalInterface
    interface Script {
        /** Plays the calls to their end and tells what happened. */
        List<TruthCall> play(Scene scene) throws Exception;
    }

    /**
     * What came of it.
     *
     * @param calls the truth, in the order in which the calls began
     * @param messages the AMI stream, byte for byte, from Asterisk's greeting to a second after the last hangup
     */
    public record Played(Story story, AsteriskVersion version, List<TruthCall> calls, byte[] messages) {}

    /** Plays it on a PBX that is at rest. */
    public Played play(AsteriskLab lab) {
        Path folder = null;
        try {
            folder = Files.createTempDirectory("ringbook-story-");
            try (Scene scene = new Scene(lab, folder)) {
                try (AmiClient capture = lab.listen(account)) {
                    List<TruthCall> calls = script.play(scene);
                    return new Played(this, lab.version(), calls, capture.raw());
                } catch (Exception | AssertionError e) {
                    lab.hangUpAll();
                    throw new IllegalStateException(
                            name + " on " + lab.version() + ": " + e.getMessage() + "\n" + scene.errors() + lab.log(),
                            e);
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) {
        if (folder == null || Boolean.getBoolean("ringbook.lab.keep")) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
