package org.ringbook.telephony.mango;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Key and signature of both directions: the digest of key, text and salt, one behind the other. */
final class Signature {

    private final String key;
    private final String salt;

    Signature(String key, String salt) {
        this.key = key;
        this.salt = salt;
    }

    String key() {
        return key;
    }

    /** @param json exactly as it is sent */
    String of(String json) {
        return HexFormat.of().formatHex(sha256(key + json + salt));
    }

    boolean isKey(String reported) {
        return same(key, reported);
    }

    /** @param json exactly as it came */
    boolean fits(String json, String reported) {
        return same(of(json), reported);
    }

    private static boolean same(String ours, String reported) {
        return MessageDigest.isEqual(ours.getBytes(StandardCharsets.UTF_8), reported.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** Without the salt. */
    @Override
    public String toString() {
        return "Signature";
    }
}
