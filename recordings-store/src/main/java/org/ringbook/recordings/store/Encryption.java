package org.ringbook.recordings.store;

import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encryption at rest, in the published format of Tink's streaming AEAD (AES256-GCM-HKDF, segments of 64 KiB), so that one can begin to
 * listen anywhere and whoever has the key can decrypt a file without Ringbook: docs/recordings.md says how. Bound to a file is its
 * name; none can be changed, exchanged, cut off or added to. Files of the earlier format {@code RBS1} are told by their head and can be read on. Any
 * thread.
 */
final class Encryption {

    /** Of the name of an encrypted file. */
    static final String ENDING = ".sealed";

    private static final int KEY_BYTES = 32;
    private static final int SEGMENT_BYTES = 64 * 1024;

    private final byte[] key;
    private final AesGcmHkdfStreaming streaming;
    private final Rbs1Format rbs1;

    private Encryption(byte[] key) {
        this.key = key;
        this.rbs1 = new Rbs1Format(key);
        try {
            this.streaming = new AesGcmHkdfStreaming(key, "HmacSha256", KEY_BYTES, SEGMENT_BYTES, 0);
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /**
     * @param base64 32 bytes
     * @throws IllegalArgumentException in words, and without the key
     */
    static Encryption with(String base64) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException unreadable) {
            key = new byte[0];
        }
        if (key.length != KEY_BYTES) {
            throw new StoreMisconfigured("The setting recordings.key must be 32 bytes in Base64:"
                    + " \"openssl rand -base64 32\" makes one. Without it nothing that was kept with it can be heard.");
        }
        return new Encryption(key);
    }

    /** How a file is named whose audio nobody is to know from its name. */
    String name(String sha256) {
        return HexFormat.of().formatHex(mac(key, "name", sha256.getBytes(StandardCharsets.US_ASCII))) + ENDING;
    }

    /** @param name that the file is going to have; it cannot be read under another one */
    void encrypt(InputStream plain, Path into, String name) throws IOException {
        try (OutputStream out = streaming.newEncryptingStream(Files.newOutputStream(into), bound(name))) {
            plain.transferTo(out);
        } catch (GeneralSecurityException broken) {
            throw new IOException("The audio could not be encrypted.", broken);
        }
    }

    /** What {@link #encrypt} wrote, all of it. */
    InputStream decrypt(Path file, String name) throws IOException {
        InputStream in = Files.newInputStream(file);
        try {
            return streaming.newDecryptingStream(in, bound(name));
        } catch (GeneralSecurityException broken) {
            in.close();
            throw changed(broken);
        }
    }

    /**
     * Empty when there is no file of that name.
     *
     * @throws IOException when it was changed, was cut off, or is encrypted with another key, as far as its two ends show; the middle
     *     is proved as it is read
     */
    Optional<StoredAudio> open(StorageBackend backend, String name) throws IOException {
        Optional<Long> size = backend.size(name);
        if (size.isEmpty()) {
            return Optional.empty();
        }
        byte[] head = head(backend, name, size.get());
        var file = new EncryptedFile(backend, name, head, size.get());
        return Optional.of(
                Rbs1Format.begins(head) ? rbs1.open(file) : StreamedAudio.open(streaming, bound(name), file));
    }

    /** Whether the file is there and in the earlier format. */
    boolean isRbs1(StorageBackend backend, String name) throws IOException {
        Optional<Long> size = backend.size(name);
        return size.isPresent() && Rbs1Format.begins(head(backend, name, size.get()));
    }

    private byte[] head(StorageBackend backend, String name, long size) throws IOException {
        int wanted = (int) Math.min(size, Math.max(Rbs1Format.HEAD, streaming.getHeaderLength()));
        if (wanted == 0) {
            throw changed(null);
        }
        try (InputStream in = backend.read(name, 0, wanted)) {
            return in.readNBytes(wanted);
        }
    }

    private static byte[] bound(String name) {
        return name.getBytes(StandardCharsets.US_ASCII);
    }

    static IOException changed(Exception cause) {
        return new IOException("The file was changed, or encrypted with another key.", cause);
    }

    static byte[] mac(byte[] key, String purpose, byte[] text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(purpose.getBytes(StandardCharsets.US_ASCII));
            return mac.doFinal(text);
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** Never the key. */
    @Override
    public String toString() {
        return "Encryption[]";
    }
}
