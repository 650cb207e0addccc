package org.ringbook.lab;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A small disk that really is full when it is full: in memory, mounted for one test by root, and gone with its program. */
public final class RealDisk {

    private final Path folder;

    private RealDisk(Path folder) {
        this.folder = folder;
    }

    /**
     * Where it cannot be mounted the test is skipped, or fails where nothing may be left out.
     *
     * @param megabytes its size
     */
    public static RealDisk of(int megabytes) {
        try {
            Path folder = Files.createTempDirectory("ringbook-disk");
            boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder.toString());
            if (!mounted) {
                Files.delete(folder);
                if (LabParts.required()) {
                    throw new IllegalStateException("No disk could be mounted: this test needs root.");
                }
            }
            assumeTrue(mounted, "no disk could be mounted: this test needs root");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> gone(folder)));
            return new RealDisk(folder);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Another size, what is on it stays. */
    public void grow(int megabytes) {
        if (!run("mount", "-o", "remount,size=" + megabytes + "m", folder.toString())) {
            throw new IllegalStateException("The disk did not grow.");
        }
    }

    public Path folder() {
        return folder;
    }

    public long usableMegabytes() {
        try {
            return Files.getFileStore(folder).getUsableSpace() >> 20;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void gone(Path folder) {
        run("umount", "--lazy", folder.toString());
        try {
            Files.deleteIfExists(folder);
        } catch (IOException stays) {
            throw new UncheckedIOException(stays);
        }
    }

    private static boolean run(String... command) {
        try {
            return new ProcessBuilder(Arrays.asList(command))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noSuchProgram) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
