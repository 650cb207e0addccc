package org.ringbook.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the real parts are that {@code .ci/parts} installs, and whether they are there. */
public final class LabParts {

    private LabParts() {}

    /** The whole small Debian system in which this Asterisk lives. */
    public static Path tree(AsteriskVersion version) {
        String parts = System.getenv().getOrDefault("RINGBOOK_PARTS", "/var/cache/ringbook");
        return Path.of(parts, version.folder());
    }

    /** What keeps the lab from running here, in words for whoever reads the test report; empty when nothing does. */
    public static Optional<String> missing() {
        for (AsteriskVersion version : AsteriskVersion.values()) {
            if (!Files.exists(tree(version).resolve(".complete"))) {
                return Optional.of(version + " is not installed in " + tree(version) + ": run .ci/parts as root");
            }
        }
        if (!Files.isExecutable(Path.of("/usr/bin/sipp"))) {
            return Optional.of("SIPp is not installed: run .ci/parts as root");
        }
        if (!"root".equals(System.getProperty("user.name"))) {
            return Optional.of("the lab runs Asterisk in a chroot and needs root");
        }
        return Optional.empty();
    }

    /** A build that must not leave the lab out says so; elsewhere a machine without the parts skips these tests. */
    static boolean required() {
        return "true".equals(System.getenv("CI")) || "true".equals(System.getenv("RINGBOOK_PARTS_REQUIRED"));
    }
}
