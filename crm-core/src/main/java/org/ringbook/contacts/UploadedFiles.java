package org.ringbook.contacts;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.ringbook.refusals.Refused;

/** Files that wait to be imported, in the system's temporary folder, readable by the server alone. */
final class UploadedFiles implements AutoCloseable {

    private final Map<UUID, Path> paths = new ConcurrentHashMap<>();

    /** @throws Refused when there is nothing in it, or too much */
    UUID keep(InputStream content) {
        try {
            Path path = Files.createTempFile("ringbook-contacts", ".csv");
            UUID id = NewId.next();
            paths.put(id, path);
            try (OutputStream out = Files.newOutputStream(path)) {
                copy(content, out);
            } catch (IOException | RuntimeException broken) {
                forget(id);
                throw broken;
            }
            return id;
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static void copy(InputStream content, OutputStream out) throws IOException {
        byte[] part = new byte[1 << 16];
        long size = 0;
        for (int read = content.read(part); read >= 0; read = content.read(part)) {
            size += read;
            if (size > ContactImport.LARGEST_FILE) {
                throw Refused.because("file", "contacts.import.large", ContactImport.LARGEST_FILE >> 20);
            }
            out.write(part, 0, read);
        }
        if (size == 0) {
            throw Refused.because("file", "contacts.import.empty");
        }
    }

    boolean has(UUID id) {
        return paths.containsKey(id);
    }

    byte[] read(UUID id) throws IOException {
        Path path = paths.get(id);
        return path == null ? new byte[0] : Files.readAllBytes(path);
    }

    void forget(UUID id) {
        Path path = paths.remove(id);
        try {
            if (path != null) {
                Files.deleteIfExists(path);
            }
        } catch (IOException undeletable) {
            throw new UncheckedIOException(undeletable);
        }
    }

    @Override
    public void close() throws IOException {
        paths.keySet().forEach(this::forget);
    }
}
