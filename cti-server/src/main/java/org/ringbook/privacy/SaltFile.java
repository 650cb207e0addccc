package org.ringbook.privacy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
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
 * database, as older versions kept it, is moved at the start. Where the file is missing when numbers are destroyed, another salt begins in a
 * file of its own: when the first is put back, both count. Any thread.
 */
@Component
class SaltFile implements DestroyedNumbers.Salt {

    private static final String BEGINNING = "destroyed-numbers";
    private static final String ENDING = ".salt";

    static final String NAME = BEGINNING + ENDING;

    private static final Logger LOG = LoggerFactory.getLogger(SaltFile.class);
    private static final int BYTES = 32;

    private final Path file;
    private final JdbcClient jdbc;
    private List<byte[]> salts = List.of();

    SaltFile(@Value("${ringbook.home:ringbook-data}") Path home, JdbcClient jdbc) {
        this.file = home.resolve(NAME);
        this.jdbc = jdbc;
    }

    /** @param salt of older versions; null for none @param proofs of those in files, the one that is used now first */
    private record Kept(byte[] salt, List<byte[]> proofs) {}

    /** Moves the salt out of the database, and tells the log when the file is not the one that belongs to it. */
    @EventListener(ApplicationReadyEvent.class)
    synchronized void moveOutOfTheDatabase() {
        try {
            boolean needed = known().size() < Math.max(1, kept().proofs().size())
                    && jdbc.sql("select exists (select from destroyed_number)")
                            .query(Boolean.class)
                            .single();
            if (needed) {
                LOG.error(
                        "The salt of destroyed numbers is missing: {} or one beside it is not there, or is another one. Put it back from the"
                                + " back-up: until then an old file can bring people back whose data were destroyed",
                        file.toAbsolutePath());
            }
        } catch (UncheckedIOException unwritable) {
            LOG.error("{} {}", unwritable.getMessage(), unwritable.getCause().toString());
        }
    }

    @Override
    public synchronized List<byte[]> known() {
        Kept kept = kept();
        if (kept.salt != null) {
            write(file, kept.salt);
            prove(kept.salt);
            kept = new Kept(null, List.of(proof(kept.salt)));
        }
        if (salts.isEmpty() || salts.size() != kept.proofs.size()) {
            List<byte[]> there = inFiles();
            salts = kept.proofs.stream()
                    .flatMap(proof -> there.stream()
                            .filter(one -> MessageDigest.isEqual(proof(one), proof))
                            .limit(1))
                    .toList();
        }
        return salts;
    }

    @Override
    public synchronized byte[] knownOrNew() {
        List<byte[]> known = known();
        if (!known.isEmpty()) {
            return known.get(0);
        }
        int before = kept().proofs().size();
        Path free = before == 0 ? file : file.resolveSibling(BEGINNING + "-" + (before + 1) + ENDING);
        if (before > 0) {
            LOG.error(
                    "The salt of destroyed numbers in {} is missing: another one begins in {}. Keep both: put the first back from the"
                            + " back-up beside it",
                    file.toAbsolutePath(),
                    free.getFileName());
        }
        var fresh = new byte[BYTES];
        new SecureRandom().nextBytes(fresh);
        write(free, fresh);
        prove(fresh);
        // The transaction of whoever calls may come to nothing: it is asked again.
        return fresh;
    }

    private Kept kept() {
        return jdbc.sql("select salt, proof, earlier from destroyed_number_salt")
                .query((row, number) -> new Kept(
                        row.getBytes("salt"),
                        Stream.concat(Stream.ofNullable(row.getBytes("proof")), Arrays.stream((byte[][])
                                        row.getArray("earlier").getArray()))
                                .toList()))
                .optional()
                .orElse(new Kept(null, List.of()));
    }

    private void prove(byte[] written) {
        jdbc.sql(
                        "insert into destroyed_number_salt as s (salt, proof) values (null, ?) on conflict (one) do update set salt = null,"
                                + " earlier = array_remove(array_prepend(s.proof, s.earlier), null), proof = excluded.proof")
                .param(proof(written))
                .update();
    }

    private List<byte[]> inFiles() {
        var found = new ArrayList<byte[]>();
        if (!Files.isDirectory(file.toAbsolutePath().getParent())) {
            return found;
        }
        try (DirectoryStream<Path> some =
                Files.newDirectoryStream(file.toAbsolutePath().getParent(), BEGINNING + "*" + ENDING + "*")) {
            for (Path one : some) {
                if (Files.size(one) == BYTES) {
                    found.add(Files.readAllBytes(one));
                }
            }
            return found;
        } catch (IOException | DirectoryIteratorException unreadable) {
            throw new UncheckedIOException(
                    "The salt in " + file + " cannot be read.",
                    unreadable instanceof IOException io ? io : new IOException(unreadable));
        }
    }

    private static Optional<byte[]> read(Path file) {
        try {
            return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The salt in " + file + " cannot be read.", unreadable);
        }
    }

    /** On the disk before the database forgets it; another one that lies there, of another database, stays beside it. */
    private static void write(Path file, byte[] bytes) {
        try {
            Optional<byte[]> there = read(file);
            if (there.isPresent() && MessageDigest.isEqual(there.get(), bytes)) {
                return;
            }
            Path folder = file.toAbsolutePath().getParent();
            PrivateFolder.make(folder);
            if (there.isPresent()) {
                Files.move(
                        file, file.resolveSibling(file.getFileName() + ".before"), StandardCopyOption.REPLACE_EXISTING);
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
