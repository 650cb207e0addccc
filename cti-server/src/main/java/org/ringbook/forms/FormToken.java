package org.ringbook.forms;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a page asks for when it is opened and sends along with its form: it proves that somebody had the form open for as long as people
 * need to fill it in. Signed by this server; for one form and one use. Pure but for the dice.
 */
final class FormToken {

    /** The field of the form. */
    static final String FIELD = "ringbook_token";

    static final int KEY_BYTES = 32;

    private static final Duration SOONEST = Duration.ofSeconds(3);
    private static final Duration LATEST = Duration.ofHours(24);
    private static final int SAID_BYTES = 24;
    private static final int SIGNATURE_BYTES = 32;
    private static final SecureRandom DICE = new SecureRandom();

    private FormToken() {}

    static String issue(byte[] key, String form, Instant now) {
        byte[] dice = new byte[SAID_BYTES - Long.BYTES];
        DICE.nextBytes(dice);
        byte[] said = ByteBuffer.allocate(SAID_BYTES)
                .putLong(now.toEpochMilli())
                .put(dice)
                .array();
        byte[] token = ByteBuffer.allocate(SAID_BYTES + SIGNATURE_BYTES)
                .put(said)
                .put(signature(key, form, said))
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** Whether it is ours, for this form, and was issued a human while before. @param at when the form came */
    static boolean isFit(byte[] key, String form, String token, Instant at) {
        byte[] read = read(token);
        if (read == null) {
            return false;
        }
        ByteBuffer parts = ByteBuffer.wrap(read);
        byte[] said = new byte[SAID_BYTES];
        byte[] signature = new byte[SIGNATURE_BYTES];
        parts.get(said).get(signature);
        if (!MessageDigest.isEqual(signature, signature(key, form, said))) {
            return false;
        }
        Duration age =
                Duration.between(Instant.ofEpochMilli(ByteBuffer.wrap(said).getLong()), at);
        return age.compareTo(SOONEST) >= 0 && age.compareTo(LATEST) <= 0;
    }

    /** One way to write it, however it came; what is no token of ours stays as it is. */
    static String plain(String token) {
        byte[] read = read(token);
        return read == null ? token : Base64.getUrlEncoder().withoutPadding().encodeToString(read);
    }

    private static byte[] read(String token) {
        try {
            byte[] read = token == null ? null : Base64.getUrlDecoder().decode(token);
            return read != null && read.length == SAID_BYTES + SIGNATURE_BYTES ? read : null;
        } catch (IllegalArgumentException notOurs) {
            return null;
        }
    }

    private static byte[] signature(byte[] key, String form, byte[] said) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(form.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return mac.doFinal(said);
        } catch (GeneralSecurityException never) {
            throw new IllegalStateException(never);
        }
    }
}
