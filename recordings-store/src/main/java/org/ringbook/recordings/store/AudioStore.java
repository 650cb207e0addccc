package org.ringbook.recordings.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Sound that is kept: each file named by the digest of what is in it, the same sound once, encrypted where the settings have a key,
 * and written into a ledger. Waits for disk and database; any thread.
 */
@Component
public class AudioStore {

    private static final Logger LOG = LoggerFactory.getLogger(AudioStore.class);

    final StorageBackend backend;
    final Ledger ledger;
    private final Encryption encryption;
    private final long leastFree;
    private final DiskSpace diskSpace;
    /** Of one sound by one at a time; by the first letters of its digest. */
    private final Object[] turns = Stream.generate(Object::new).limit(64).toArray();

    public AudioStore(RecordingsSettings settings, JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.backend = settings.s3().isSet()
                ? AudioBucket.of(settings.s3(), settings.folder())
                : new AudioFolder(settings.folder().resolve("sound"));
        this.ledger = new Ledger(jdbc, transactions);
        this.encryption = settings.key().isBlank() ? null : Encryption.with(settings.key());
        this.leastFree = settings.space().stopBelow().toBytes();
        this.diskSpace = DiskSpace.of(settings.folder(), settings.space().stopBelow());
    }

    /**
     * Takes a complete file over; it lies there for good, and stands in the ledger, when this returns.
     *
     * @param noted gets the digest, to note whose audio it is: nobody frees it before that is done. Not told when the file is not kept
     * @return SHA-256 of its bytes, 64 small hexadecimal digits
     * @throws StoreFull when the disk would be fuller than the settings allow; the file is gone then, too, for what waits must not
     *     fill the disk
     */
    public String keep(Path file, Consumer<String> noted) throws IOException {
        long bytes = Files.size(file);
        if (usable() - bytes < leastFree) {
            Files.delete(file);
            throw diskSpace.refused();
        }
        String digest = digest(Files.newInputStream(file));
        synchronized (turn(digest)) {
            keep(file, bytes, digest);
            noted.accept(digest);
        }
        return digest;
    }

    /** The same for audio that belongs to no recording alone. */
    public String keep(Path file) throws IOException {
        return keep(file, digest -> {});
    }

    private Object turn(String digest) {
        return turns[Integer.parseInt(digest.substring(0, 2), 16) % turns.length];
    }

    private void keep(Path file, long bytes, String digest) throws IOException {
        Optional<Ledger.Entry> known = ledger.kept(digest);
        if (known.isPresent() && backend.size(known.get().name()).isPresent()) {
            Files.delete(file);
            return;
        }
        // Killed between the two, the file is there without an entry: whoever brings it again writes the entry.
        String name = encryption == null ? digest : encryption.name(digest);
        boolean again = known.filter(entry -> entry.name().equals(name)).isPresent();
        Instant now = again ? known.get().at() : Instant.now().truncatedTo(ChronoUnit.MICROS);
        take(file, name, now);
        if (!again) {
            ledger.add("kept", digest, bytes, name, now, time -> backend.date(name, time));
        }
    }

    private void take(Path file, String name, Instant now) throws IOException {
        if (!name.endsWith(Encryption.ENDING)) {
            backend.take(file, name, now);
            return;
        }
        requireSpaceToEncrypt(file);
        Path encrypted = backend.newFile();
        try {
            try (InputStream plain = Files.newInputStream(file)) {
                encryption.encrypt(plain, encrypted, name);
            }
            backend.take(encrypted, name, now);
        } finally {
            Files.deleteIfExists(encrypted);
        }
        Files.delete(file);
    }

    private void requireSpaceToEncrypt(Path file) throws IOException {
        try {
            diskSpace.require(Files.size(file));
        } catch (StoreFull full) {
            Files.delete(file);
            throw full;
        }
    }

    /** Empty when nothing of that digest is kept. */
    public Optional<StoredAudio> open(String digest) {
        try {
            Optional<StoredAudio> plain = PlainAudio.open(backend, digest);
            return plain.isPresent() || encryption == null ? plain : encryption.open(backend, encryption.name(digest));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** What is done while nobody else keeps or frees a sound. */
    interface Work {
        void run() throws IOException;
    }

    /** Does something while nobody else of this program keeps or frees that sound: whether it is used stays as it is asked. */
    void exclusively(String digest, Work work) throws IOException {
        synchronized (turn(digest)) {
            work.run();
        }
    }

    /** Writes down that it is removed, and removes it; also what was written down and could not be removed then. */
    void free(String digest, Instant now) throws IOException {
        synchronized (turn(digest)) {
            Optional<Ledger.Entry> known = ledger.last(digest);
            if (known.isEmpty()) {
                return;
            }
            if (known.get().keeps()) {
                ledger.add("freed", digest, known.get().bytes(), known.get().name(), now, time -> {});
            }
            backend.remove(known.get().name());
        }
    }

    /** Whether it lies there in the format that is read and not written any more. */
    boolean isInEarlierFormat(Ledger.Entry entry) throws IOException {
        if (!entry.name().endsWith(Encryption.ENDING)) {
            return false;
        }
        if (encryption == null) {
            throw new IOException("some are encrypted, and the setting ringbook.recordings.key is empty.");
        }
        return encryption.isRbs1(backend, entry.name());
    }

    /**
     * Encrypts it anew, in the format of today. What was written is read again and held against the digest before it takes the place of
     * the old file, all at once and under the same name and date: who is killed meanwhile leaves one or the other.
     */
    void reencrypt(Ledger.Entry entry) throws IOException {
        synchronized (turn(entry.sha256())) {
            StoredAudio old = encryption.open(backend, entry.name()).orElseThrow(() -> Encryption.changed(null));
            diskSpace.require(old.length());
            Path encrypted = backend.newFile();
            try (InputStream plain = old.read(0, old.length())) {
                encryption.encrypt(plain, encrypted, entry.name());
                if (!digest(encryption.decrypt(encrypted, entry.name())).equals(entry.sha256())) {
                    throw Encryption.changed(null);
                }
                backend.take(encrypted, entry.name(), entry.at());
            } finally {
                Files.deleteIfExists(encrypted);
            }
            // A server beside this program may have freed it meanwhile.
            if (ledger.kept(entry.sha256()).isEmpty()) {
                backend.remove(entry.name());
            }
        }
    }

    /** Room on this machine's disk, for what is on its way. */
    public DiskSpace diskSpace() {
        return diskSpace;
    }

    /** Removes what was half written when the server was killed; before anything is kept. */
    public void clearLeftovers() {
        try {
            backend.clearLeftovers();
        } catch (IOException stays) {
            LOG.debug("What was half written stays", stays);
        }
    }

    /** Bytes that are left where it lies; {@code Long.MAX_VALUE} where no end is known. */
    public long usable() throws IOException {
        return backend.usable().orElse(Long.MAX_VALUE);
    }

    static String digest(InputStream content) throws IOException {
        try (content) {
            return DigestUtils.sha256Hex(content);
        }
    }
}
