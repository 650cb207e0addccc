package org.ringbook.recordings.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The format {@code RBS1}, in which files were encrypted before it was Tink's; it is read and never written. AES-256-GCM in pieces of
 * 64 KiB; each file has a key of its own, made of the key in the settings and of chance, and each piece is bound to its place and to
 * the length of the whole. Any thread.
 */
final class Rbs1Format {

    private static final byte[] MAGIC = "RBS1".getBytes(StandardCharsets.US_ASCII);
    private static final int SALT = 32;
    /** Magic, salt, length of the audio. */
    static final int HEAD = 4 + SALT + 8;

    private static final int PIECE = 64 * 1024;
    private static final int TAG = 16;

    private final byte[] key;

    Rbs1Format(byte[] key) {
        this.key = key;
    }

    static boolean begins(byte[] head) {
        return head.length >= MAGIC.length && Arrays.equals(head, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    /** @param file its head at least {@link #HEAD} bytes, or all of it when it has fewer */
    StoredAudio open(EncryptedFile file) throws IOException {
        byte[] head = Arrays.copyOf(file.head(), HEAD);
        long length = ByteBuffer.wrap(head).getLong(4 + SALT);
        boolean fits = length >= 0 && file.size() - HEAD - pieces(length) * TAG == length;
        if (!fits) {
            throw Encryption.changed(null);
        }
        byte[] salt = Arrays.copyOfRange(head, 4, 4 + SALT);
        return new Audio(file, head, new SecretKeySpec(Encryption.mac(key, "file", salt), "AES"), length);
    }

    private static long pieces(long length) {
        return Math.max(1, (length + PIECE - 1) / PIECE);
    }

    private record Audio(EncryptedFile encrypted, byte[] head, SecretKeySpec key, long length) implements StoredAudio {

        @Override
        public InputStream read(long from, long count) throws IOException {
            if (count == 0) {
                return InputStream.nullInputStream();
            }
            long last = (from + count - 1) / PIECE;
            long end = HEAD + last * (PIECE + TAG) + TAG + Math.min(PIECE, length - last * PIECE);
            return new Pieces(this, encrypted.read(HEAD + from / PIECE * (PIECE + TAG), end), from, from + count);
        }

        private byte[] piece(long number, InputStream pieces) throws IOException {
            int plain = (int) Math.min(PIECE, length - number * PIECE);
            byte[] sealed = pieces.readNBytes(plain + TAG);
            try {
                Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
                byte[] nonce = ByteBuffer.allocate(12).putInt(0).putLong(number).array();
                cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG * 8, nonce));
                cipher.updateAAD(head);
                return cipher.doFinal(sealed);
            } catch (GeneralSecurityException changed) {
                throw Encryption.changed(changed);
            }
        }
    }

    /** Piece by piece; nothing of a piece is given before all of it is proved. */
    private static final class Pieces extends InputStream {

        private final Audio audio;
        private final InputStream pieces;
        private final long end;
        private long at;
        private byte[] piece;
        private long number = -1;

        Pieces(Audio audio, InputStream pieces, long from, long end) {
            this.audio = audio;
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
                piece = audio.piece(number, pieces);
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
}
