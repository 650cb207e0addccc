package org.ringbook.telephony.asterisk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A PBX's record of calls on disk, which is begun anew now and then. */
record SimulatedRecords(Path file) {

    private static final long LONGEST = 64 * 1024;

    void write(String row) {
        try {
            if (Files.exists(file) && Files.size(file) > LONGEST) {
                Files.move(file, Path.of(file + ".1"), StandardCopyOption.REPLACE_EXISTING);
            }
            Files.writeString(file, row, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
