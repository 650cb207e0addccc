package org.ringbook.recordings.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.ringbook.recordings.RecordingsSettings;
import org.ringbook.recordings.StoredSound;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Sound that is kept: each file named by the digest of what is in it, the same sound once, encrypted where the settings have a key,
 * and written into a ledger. Waits for disk and database; any thread.
 */
@Component
public class SoundStore {

    final SoundFolder folder;
    final Ledger ledger;
    private final Sealing sealing;
    private final long leastFree;

    public SoundStore(RecordingsSettings settings, JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.folder = new SoundFolder(settings.folder().resolve("sound"));
        this.ledger = new Ledger(jdbc, transactions);
        this.sealing = settings.key().isBlank() ? null : Sealing.with(settings.key());
        this.leastFree = settings.space().stopBelow().toBytes();
    }

    /**
     * Takes a complete file over; it lies on the disk for good, and stands in the ledger, when this returns.
     *
     * @return SHA-256 of its bytes, 64 small hexadecimal digits
     * @throws StoreFull when the disk would be fuller than the settings allow
     */
    public String keep(Path file) throws IOException {
        long bytes = Files.size(file);
        if (folder.usable() - bytes < leastFree) {
            throw new StoreFull("There is too little room for more sound.");
        }
        String digest = digest(Files.newInputStream(file));
        String name = sealing == null ? digest : sealing.name(digest);
        Optional<Ledger.Entry> known =
                ledger.last(digest).filter(entry -> entry.deed().equals("kept"));
        if (known.isPresent() && folder.has(known.get().name())) {
            Files.delete(file);
            return digest;
        }
        Path whole = folder.newFile();
        if (sealing == null) {
            Files.move(file, whole, StandardCopyOption.REPLACE_EXISTING);
        } else {
            sealing.seal(file, whole);
            Files.delete(file);
        }
        // Killed between the two, the file is there without an entry: whoever brings it again writes the entry.
        Ledger.Entry entry = known.isPresent() ? known.get() : null;
        Instant now = entry == null ? Instant.now() : entry.at();
        folder.take(whole, entry == null ? name : entry.name(), now);
        if (entry == null) {
            ledger.add("kept", digest, bytes, name, now);
        }
        return digest;
    }

    /** Empty when nothing of that digest is kept. */
    public Optional<StoredSound> open(String digest) {
        try {
            Optional<StoredSound> plain = folder.open(digest, null);
            return plain.isPresent() || sealing == null ? plain : folder.open(sealing.name(digest), sealing);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Removes it, and writes down that it was removed. */
    void free(String digest, Instant now) throws IOException {
        Optional<Ledger.Entry> known =
                ledger.last(digest).filter(entry -> entry.deed().equals("kept"));
        if (known.isPresent()) {
            ledger.add("freed", digest, known.get().bytes(), known.get().name(), now);
            folder.remove(known.get().name());
        }
    }

    /** Bytes that are left on its disk. */
    public long usable() throws IOException {
        return folder.usable();
    }

    static String digest(InputStream content) throws IOException {
        try (var in = new DigestInputStream(content, MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
