package org.ringbook.sealing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.ringbook.files.PrivateFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.crypto.encrypt.AesGcmBytesEncryptor;
import org.springframework.security.crypto.encrypt.BytesEncryptor;
import org.springframework.security.crypto.keygen.KeyGenerators;

/**
 * Keeps secrets so that who has the database, or a copy of it, does not have them: they are encrypted with a key in a file of the
 * server's own folder, which is made with the first secret. Any thread.
 */
public final class SecretBox {

    private static final Logger LOG = LoggerFactory.getLogger(SecretBox.class);

    private static final int KEY_BYTES = 32;

    private final Path file;
    private SecretKey key;

    /** @param file of the key, in the server's own folder */
    public SecretBox(Path file) {
        this.file = file;
    }

    /**
     * @throws UncheckedIOException when the key cannot be read, or not be written
     * @throws IllegalStateException when its file has something else in it
     */
    public byte[] seal(String secret) {
        return encryptor(keyOrNew()).encrypt(secret.getBytes(StandardCharsets.UTF_8));
    }

    /** @return empty when the key is missing, cannot be read, or is another one */
    public Optional<String> open(byte[] sealed) {
        try {
            return key().map(known -> new String(encryptor(known).decrypt(sealed), StandardCharsets.UTF_8));
        } catch (IllegalStateException | IllegalArgumentException anotherKey) {
            LOG.debug("A secret cannot be read with the key in {}", file);
            return Optional.empty();
        } catch (UncheckedIOException unreadable) {
            LOG.error("{} {}", unreadable.getMessage(), unreadable.getCause().toString());
            return Optional.empty();
        }
    }

    private static BytesEncryptor encryptor(SecretKey key) {
        return AesGcmBytesEncryptor.withSecretKey(key).build();
    }

    private synchronized Optional<SecretKey> key() {
        try {
            if (key == null && Files.exists(file)) {
                byte[] bytes = Files.readAllBytes(file);
                key = bytes.length == KEY_BYTES ? new SecretKeySpec(bytes, "AES") : null;
            }
            return Optional.ofNullable(key);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The key in " + file + " cannot be read.", unreadable);
        }
    }

    private synchronized SecretKey keyOrNew() {
        return key().orElseGet(() -> {
            try {
                make();
            } catch (FileAlreadyExistsException spoilt) {
                throw new IllegalStateException(
                        "The file " + file + " is no key of 32 bytes. Put the right one there.");
            } catch (IOException unwritable) {
                throw new UncheckedIOException("No key can be written to " + file, unwritable);
            }
            return key().orElseThrow();
        });
    }

    private void make() throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        PrivateFolder.make(folder);
        boolean posix = Files.getFileStore(folder).supportsFileAttributeView("posix");
        FileAttribute<?>[] mine = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        Set<StandardOpenOption> asNew = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var out = Files.newByteChannel(file, asNew, mine)) {
            out.write(java.nio.ByteBuffer.wrap(
                    KeyGenerators.secureRandom(KEY_BYTES).generateKey()));
        }
    }
}
