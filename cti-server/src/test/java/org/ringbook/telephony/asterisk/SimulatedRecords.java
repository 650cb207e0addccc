package org.ringbook.telephony.asterisk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.ringbook.telephony.asterisk.records.RecordsSettings;

/**
 * A PBX's records of calls on disk.
 *
 * @param longest the file is begun anew when it has more bytes; the one before it stays
 */
record SimulatedRecords(Kind kind, Path file, long longest) {

    SimulatedRecords(Kind kind, Path file) {
        this(kind, file, 512 * 1024);
    }

    /** What the PBX writes, and with that what the server can fill gaps from. */
    enum Kind {
        NONE,
        /** A row for each pair of legs, when the first of them ends. */
        CDR,
        /** A row for each thing that happens, at once. */
        CEL;

        /** Of the calls that were not wholly heard, those that nothing was written of either. */
        Set<String> unrecorded(Set<String> incomplete, Set<String> diedWithThePbx) {
            return switch (this) {
                case NONE -> incomplete;
                case CDR -> diedWithThePbx;
                case CEL -> Set.of();
            };
        }
    }

    RecordsSettings settings() {
        return switch (kind) {
            case NONE -> RecordsSettings.none();
            case CDR -> new RecordsSettings("", file.toString(), "", "cel", "cdr", "", "", "", "");
            case CEL -> new RecordsSettings(file.toString(), "", "", "cel", "cdr", "", "", "", "");
        };
    }

    void write(Kind written, String row) {
        if (kind != written) {
            return;
        }
        try {
            if (Files.exists(file) && Files.size(file) > longest) {
                Files.move(file, Path.of(file + ".1"), StandardCopyOption.REPLACE_EXISTING);
            }
            Files.writeString(file, row, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
