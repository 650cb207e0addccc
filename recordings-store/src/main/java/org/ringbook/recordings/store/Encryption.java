package org.ringbook.recordings.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
final class Encryption {

    private static final byte[] MAGIC = "RBS1".getBytes(StandardCharsets.US_ASCII);
    private static final int SALT = 32;
    /** Magic, salt, length of the sound. */
    static final int HEAD = 4 + SALT + 8;

    static final int PIECE = 64 * 1024;
    private static final int TAG = 16;
    private static final int KEY_BYTES = 32;

    /** Of the name of an encrypted file. */
    static final String ENDING = ".sealed";

    private final byte[] key;
    private final SecureRandom chance = new SecureRandom();

    private Encryption(byte[] key) {
        this.key = key;
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

    /** How a file is named whose sound nobody is to know from its name. */
    String name(String sha256) {
        return HexFormat.of().formatHex(mac(sha256.getBytes(StandardCharsets.US_ASCII), "name")) + ENDING;
    }

    void encrypt(Path plain, Path into) throws IOException {
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

    /**
     * The beginning of a sealed file, with which the rest is opened.
     *
     * @param bytes the first {@link #HEAD} of it, or all when it has fewer
     * @param size of the file
     */
    Head head(byte[] bytes, long size) throws IOException {
        long length = bytes.length < HEAD ? -1 : ByteBuffer.wrap(bytes).getLong(4 + SALT);
        boolean fits =
                length >= 0 && Arrays.equals(bytes, 0, 4, MAGIC, 0, 4) && size - HEAD - pieces(length) * TAG == length;
        if (!fits) {
            throw new IOException("The file was changed: it is not as it was encrypted.");
        }
        return new Head(bytes, keyOf(Arrays.copyOfRange(bytes, 4, 4 + SALT)), length);
    }

    /** Of one sealed file. Any thread. */
    static final class Head {

        private final byte[] bytes;
        private final SecretKeySpec key;
        private final long length;

        private Head(byte[] bytes, SecretKeySpec key, long length) {
            this.bytes = bytes;
            this.key = key;
            this.length = length;
        }

        /** Of the sound. */
        long length() {
            return length;
        }

        /** Where in the file the piece begins that has this byte of the sound. */
        long pieceWith(long at) {
            return HEAD + at / PIECE * (PIECE + TAG);
        }

        long endOfPieceWith(long at) {
            return pieceWith(at) + TAG + Math.min(PIECE, length - at / PIECE * PIECE);
        }

        /**
         * The sound from there on.
         *
         * @param pieces the file from {@link #pieceWith} on; closed with what is returned
         */
        InputStream open(InputStream pieces, long from, long count) {
            return new Opened(this, pieces, from, Math.min(length, from + count));
        }

        private byte[] piece(long number, InputStream pieces) throws IOException {
            int plain = (int) Math.min(PIECE, length - number * PIECE);
            byte[] sealed = pieces.readNBytes(plain + TAG);
            try {
                return cipher(Cipher.DECRYPT_MODE, key, number, bytes).doFinal(sealed);
            } catch (GeneralSecurityException changed) {
                throw new IOException("The file was changed, or encrypted with another key.", changed);
            }
        }
    }

    /** Piece by piece; nothing of a piece is given before all of it is proved. */
    private static final class Opened extends InputStream {

        private final Head head;
        private final InputStream pieces;
        private final long end;
        private long at;
        private byte[] piece;
        private long number = -1;

        Opened(Head head, InputStream pieces, long from, long end) {
            this.head = head;
            this.pieces = pieces;
            this.at = from;
            this.end = end;
        }

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
                piece = head.piece(number, pieces);
            }
            int inPiece = (int) (at % PIECE);
            int some = (int) Math.min(Math.min(wanted, piece.length - inPiece), end - at);
            System.arraycopy(piece, inPiece, into, offset, some);
            at += some;
            return some;
        }

        @Override
        public void close() throws IOException {
            pieces.close();
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
        return "Encryption[]";
    }
}
