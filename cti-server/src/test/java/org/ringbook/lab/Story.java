package org.ringbook.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
     * @param cel Asterisk's own record of what happened to each channel, as it wrote it to a file meanwhile
     * @param cdr the same of the calls
     */
    public record Played(
            Story story, AsteriskVersion version, List<TruthCall> calls, byte[] messages, String cel, String cdr) {}

    /** Plays it on a PBX that is at rest. */
    public Played play(AsteriskLab lab) {
        Path folder = null;
        try {
            folder = Files.createTempDirectory("ringbook-story-");
            long celBefore = size(lab.celFile());
            long cdrBefore = size(lab.cdrFile());
            try (Scene scene = new Scene(lab, folder)) {
                try (AmiClient capture = lab.listen(account)) {
                    List<TruthCall> calls = script.play(scene);
                    byte[] messages = capture.raw();
                    String cel = since(lab.celFile(), celBefore);
                    return new Played(this, lab.version(), calls, messages, cel, since(lab.cdrFile(), cdrBefore));
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

    private static long size(Path file) throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    private static String since(Path file, long before) throws IOException {
        byte[] all = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
        return new String(all, (int) before, all.length - (int) before, StandardCharsets.UTF_8);
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
