package org.ringbook.recordings.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.ringbook.recordings.RecordingsSettings;
import org.ringbook.recordings.StoredSound;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** The folder of sound files. Each is named by the digest of what is in it: the same sound is kept once. Any thread. */
@Component
public class SoundStore {

    private final Path folder;

    @Autowired
    public SoundStore(RecordingsSettings settings) {
        this(settings.folder().resolve("sound"));
    }

    public SoundStore(Path folder) {
        this.folder = folder;
    }

    /**
     * Takes a complete file over; it lies on the disk for good when this returns.
     *
     * @return SHA-256 of its bytes, 64 small hexadecimal digits
     */
    public String keep(Path file) throws IOException {
        String digest = digest(file);
        Path place = place(digest);
        Files.createDirectories(place.getParent());
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(file, place, StandardCopyOption.ATOMIC_MOVE);
        return digest;
    }

    /** Empty when nothing of that digest is kept. */
    public Optional<StoredSound> open(String digest) {
        Path place = place(digest);
        if (!Files.isRegularFile(place)) {
            return Optional.empty();
        }
        return Optional.of(new StoredSound() {
            @Override
            public long length() {
                return place.toFile().length();
            }

            @Override
            public InputStream read(long from, long count) throws IOException {
                return Channels.newInputStream(
                        FileChannel.open(place, StandardOpenOption.READ).position(from));
            }
        });
    }

    private Path place(String digest) {
        if (!digest.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("not a digest");
        }
        return folder.resolve(digest.substring(0, 2)).resolve(digest);
    }

    private static String digest(Path file) throws IOException {
        try (var in = new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
