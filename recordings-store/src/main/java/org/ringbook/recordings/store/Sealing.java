package org.ringbook.recordings.store;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encryption at rest: AES-256-GCM in pieces of 64 KiB, so that one can begin to listen anywhere. Each file has a key of its own,
 * made of the key in the settings and of chance; each piece is bound to its place and to the length of the whole, so that none
 * can be changed, moved, cut off or added. Any thread.
 */
final class Sealing {

    private static final byte[] MAGIC = "RBS1".getBytes(StandardCharsets.US_ASCII);
    private static final int SALT = 32;
    /** Magic, salt, length of the sound. */
    static final int HEAD = 4 + SALT + 8;

    static final int PIECE = 64 * 1024;
    private static final int TAG = 16;
    private static final int KEY_BYTES = 32;

    private final byte[] key;
    private final SecureRandom chance = new SecureRandom();

    private Sealing(byte[] key) {
        this.key = key;
    }

    /**
     * @param base64 32 bytes
     * @throws IllegalArgumentException in words, and without the key
     */
    static Sealing with(String base64) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException unreadable) {
            key = new byte[0];
        }
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("The setting recordings.key must be 32 bytes in Base64:"
                    + " \"openssl rand -base64 32\" makes one. Without it nothing that was kept with it can be heard.");
        }
        return new Sealing(key);
    }

    /** How a file is named whose sound nobody is to know from its name. */
    String name(String sha256) {
        return HexFormat.of().formatHex(mac(sha256.getBytes(StandardCharsets.US_ASCII), "name")) + ".sealed";
    }

    void seal(Path plain, Path into) throws IOException {
        byte[] salt = new byte[SALT];
        chance.nextBytes(salt);
        long length = Files.size(plain);
        byte[] head =
                ByteBuffer.allocate(HEAD).put(MAGIC).put(salt).putLong(length).array();
        SecretKeySpec ofFile = keyOf(salt);
        try (InputStream in = Files.newInputStream(plain);
                OutputStream out = Files.newOutputStream(into)) {
            out.write(head);
            long pieces = pieces(length);
            for (long number = 0; number < pieces; number++) {
                byte[] piece = in.readNBytes(PIECE);
                out.write(cipher(Cipher.ENCRYPT_MODE, ofFile, number, head).doFinal(piece));
            }
        } catch (GeneralSecurityException broken) {
            throw new IOException("The sound could not be encrypted.", broken);
        }
    }

    private static long pieces(long length) {
        return Math.max(1, (length + PIECE - 1) / PIECE);
    }

    /** Length of the sound in a sealed file. */
    long length(RandomAccessFile file) throws IOException {
        return ByteBuffer.wrap(head(file)).getLong(4 + SALT);
    }

    private static byte[] head(RandomAccessFile file) throws IOException {
        byte[] head = new byte[HEAD];
        file.seek(0);
        file.readFully(head);
        long length = ByteBuffer.wrap(head).getLong(4 + SALT);
        boolean fits = Arrays.equals(head, 0, 4, MAGIC, 0, 4)
                && length >= 0
                && file.length() == HEAD + length + pieces(length) * TAG;
        if (!fits) {
            throw new IOException("The file was changed: it is not as it was encrypted.");
        }
        return head;
    }

    /** The sound of a sealed file from there on. Closing it closes the file. */
    InputStream open(RandomAccessFile file, long from, long count) throws IOException {
        byte[] head = head(file);
        SecretKeySpec ofFile = keyOf(Arrays.copyOfRange(head, 4, 4 + SALT));
        long length = ByteBuffer.wrap(head).getLong(4 + SALT);
        return new InputStream() {
            private long at = from;
            private final long end = Math.min(length, from + count);
            private byte[] piece;
            private long number = -1;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] into, int offset, int wanted) throws IOException {
                if (at >= end) {
                    return -1;
                }
                if (at / PIECE != number) {
                    number = at / PIECE;
                    piece = piece(file, ofFile, number, head, length);
                }
                int inPiece = (int) (at % PIECE);
                int some = (int) Math.min(Math.min(wanted, piece.length - inPiece), end - at);
                System.arraycopy(piece, inPiece, into, offset, some);
                at += some;
                return some;
            }

            @Override
            public void close() throws IOException {
                file.close();
            }
        };
    }

    private static byte[] piece(RandomAccessFile file, SecretKeySpec key, long number, byte[] head, long length)
            throws IOException {
        int plain = (int) Math.min(PIECE, length - number * PIECE);
        byte[] sealed = new byte[plain + TAG];
        try {
            file.seek(HEAD + number * (PIECE + TAG));
            file.readFully(sealed);
            return cipher(Cipher.DECRYPT_MODE, key, number, head).doFinal(sealed);
        } catch (EOFException | GeneralSecurityException changed) {
            throw new IOException("The file was changed, or encrypted with another key.", changed);
        }
    }

    private static Cipher cipher(int mode, SecretKeySpec key, long number, byte[] head)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        byte[] nonce = ByteBuffer.allocate(12).putInt(0).putLong(number).array();
        cipher.init(mode, key, new GCMParameterSpec(TAG * 8, nonce));
        cipher.updateAAD(head);
        return cipher;
    }

    private SecretKeySpec keyOf(byte[] salt) {
        return new SecretKeySpec(mac(salt, "file"), "AES");
    }

    private byte[] mac(byte[] text, String purpose) {
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
        return "Sealing[]";
    }
}
