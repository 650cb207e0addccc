package org.ringbook.privacy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.ringbook.contacts.DestroyedNumbers;
import org.ringbook.files.PrivateFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The salt of destroyed numbers, in a file beside the keys. The database keeps only a proof of which one is meant. One that stands in the
 * database, as older versions kept it, is moved at the start. Any thread.
 */
@Component
class SaltFile implements DestroyedNumbers.Salt {

    static final String NAME = "destroyed-numbers.salt";

    private static final Logger LOG = LoggerFactory.getLogger(SaltFile.class);
    private static final int BYTES = 32;

    private final Path file;
    private final JdbcClient jdbc;
    private byte[] salt;

    SaltFile(@Value("${ringbook.home:ringbook-data}") Path home, JdbcClient jdbc) {
        this.file = home.resolve(NAME);
        this.jdbc = jdbc;
    }

    private record Kept(byte[] salt, byte[] proof) {}

    /** Moves the salt out of the database, and tells the log when the file is not the one that belongs to it. */
    @EventListener(ApplicationReadyEvent.class)
    synchronized void moveOutOfTheDatabase() {
        try {
            boolean needed = known().isEmpty()
                    && jdbc.sql("select exists (select from destroyed_number)")
                            .query(Boolean.class)
                            .single();
            if (needed) {
                LOG.error(
                        "The salt of destroyed numbers is missing: {} is not there, or is another one. Put it back from the back-up: until"
                                + " then an old file can bring people back whose data were destroyed",
                        file.toAbsolutePath());
            }
        } catch (UncheckedIOException unwritable) {
            LOG.error("{} {}", unwritable.getMessage(), unwritable.getCause().toString());
        }
    }

    @Override
    public synchronized Optional<byte[]> known() {
        if (salt == null) {
            Kept kept = kept();
            if (kept.salt != null) {
                write(kept.salt);
                prove(kept.salt);
                salt = kept.salt;
            } else {
                salt = read().filter(one -> MessageDigest.isEqual(proof(one), kept.proof))
                        .orElse(null);
            }
        }
        return Optional.ofNullable(salt);
    }

    @Override
    public synchronized byte[] knownOrNew() {
        return known().orElseGet(() -> {
            var fresh = new byte[BYTES];
            new SecureRandom().nextBytes(fresh);
            write(fresh);
            prove(fresh);
            // The transaction of whoever calls may come to nothing: it is asked again.
            return fresh;
        });
    }

    private Kept kept() {
        return jdbc.sql("select salt, proof from destroyed_number_salt")
                .query((row, number) -> new Kept(row.getBytes(1), row.getBytes(2)))
                .optional()
                .orElse(new Kept(null, null));
    }

    private void prove(byte[] written) {
        jdbc.sql("insert into destroyed_number_salt (salt, proof) values (null, ?)"
                        + " on conflict (one) do update set salt = null, proof = excluded.proof")
                .param(proof(written))
                .update();
    }

    private Optional<byte[]> read() {
        try {
            return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The salt in " + file + " cannot be read.", unreadable);
        }
    }

    /** On the disk before the database forgets it; another one that lies there, of another database, stays beside it. */
    private void write(byte[] bytes) {
        try {
            Optional<byte[]> there = read();
            if (there.isPresent() && MessageDigest.isEqual(there.get(), bytes)) {
                return;
            }
            Path folder = file.toAbsolutePath().getParent();
            PrivateFolder.make(folder);
            if (there.isPresent()) {
                Files.move(file, file.resolveSibling(NAME + ".before"), StandardCopyOption.REPLACE_EXISTING);
                LOG.warn("Another salt of destroyed numbers lay in {}; it is {}.before now", file, file);
            }
            Path part = Files.createTempFile(folder, NAME, ".part", ownersAlone(folder));
            try (FileChannel out = FileChannel.open(part, EnumSet.of(StandardOpenOption.WRITE))) {
                out.write(ByteBuffer.wrap(bytes));
                out.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(
                    "The salt of destroyed numbers cannot be written to " + file + ".", unwritable);
        }
    }

    private static FileAttribute<?>[] ownersAlone(Path folder) throws IOException {
        boolean posix = Files.getFileStore(folder).supportsFileAttributeView("posix");
        Set<java.nio.file.attribute.PosixFilePermission> mine = PosixFilePermissions.fromString("rw-------");
        return posix ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(mine)} : new FileAttribute<?>[0];
    }

    private static byte[] proof(byte[] salt) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update("proof of the salt".getBytes(StandardCharsets.UTF_8));
            return digest.digest(salt);
        } catch (NoSuchAlgorithmException noneSuch) {
            throw new IllegalStateException("Every Java has SHA-256", noneSuch);
        }
    }
}
