package org.ringbook.demo.sip;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.sip.header.AuthorizationHeader;

/** Whether a telephone knows its password (RFC 2617, MD5 with qop: what every telephone can). Pure, but for the nonce. */
final class SipPassword {

    static final String REALM = "ringbook-demo";

    private final String nonce = nonce();

    private static String nonce() {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Goes into {@code WWW-Authenticate}. */
    String challenge() {
        return "Digest realm=\"" + REALM + "\",nonce=\"" + nonce + "\",algorithm=MD5,qop=\"auth\"";
    }

    /** @param shown null when nothing was shown */
    boolean isShown(AuthorizationHeader shown, String method, String user, String secret) {
        if (shown == null || !nonce.equals(shown.getNonce()) || !user.equals(shown.getUsername())) {
            return false;
        }
        String first = hash(user + ":" + REALM + ":" + secret);
        String second = hash(method + ":" + shown.getURI());
        String count = "%08x".formatted(shown.getNonceCount());
        String expected =
                hash(String.join(":", first, nonce, count, shown.getCNonce(), String.valueOf(shown.getQop()), second));
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.US_ASCII),
                String.valueOf(shown.getResponse()).getBytes(StandardCharsets.US_ASCII));
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
