package org.ringbook.recordings.store;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Writes the earlier format of encrypted files, as servers did before the published one. */
final class Rbs1File {

    private static final int PIECE = 64 * 1024;

    private Rbs1File() {}

    static byte[] of(byte[] audio, byte[] key) throws Exception {
        byte[] salt = new byte[32];
        new SecureRandom().nextBytes(salt);
        byte[] head = ByteBuffer.allocate(44)
                .put("RBS1".getBytes(StandardCharsets.US_ASCII))
                .put(salt)
                .putLong(audio.length)
                .array();
        var ofFile = new SecretKeySpec(ofFile(key, salt), "AES");
        var file = new ByteArrayOutputStream();
        file.write(head);
        for (int number = 0; number * PIECE < Math.max(1, audio.length); number++) {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            byte[] nonce = ByteBuffer.allocate(12).putInt(0).putLong(number).array();
            cipher.init(Cipher.ENCRYPT_MODE, ofFile, new GCMParameterSpec(128, nonce));
            cipher.updateAAD(head);
            file.write(cipher.doFinal(
                    Arrays.copyOfRange(audio, number * PIECE, Math.min(audio.length, (number + 1) * PIECE))));
        }
        return file.toByteArray();
    }

    private static byte[] ofFile(byte[] key, byte[] salt) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        mac.update("file".getBytes(StandardCharsets.US_ASCII));
        return mac.doFinal(salt);
    }
}
