package org.ringbook.agent.sip;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How a password is proven without being sent (RFC 7616, 8760). The stack's own way knows MD5 alone and answers every challenge that a
 * PBX offers; here the first one that is understood is answered.
 */
final class Digest {

    private static final Map<String, String> ALGORITHMS =
            Map.of("MD5", "MD5", "SHA-256", "SHA-256", "SHA-512-256", "SHA-512/256");
    private static final SecureRandom RANDOM = new SecureRandom();

    private Digest() {}

    /**
     * What the PBX wants to be proven.
     *
     * @param algorithm null when it named none, which means MD5
     * @param opaque null when it gave none
     * @param auth whether it takes {@code qop=auth}
     * @param stale the password was right, only the nonce too old
     */
    record Challenge(String realm, String nonce, String algorithm, String opaque, boolean auth, boolean stale) {

        boolean understood() {
            return ALGORITHMS.containsKey(named()) && realm != null && nonce != null;
        }

        private String named() {
            return algorithm == null ? "MD5" : algorithm.toUpperCase(Locale.ROOT);
        }
    }

    /** A PBX puts the one that it likes best first. */
    static Optional<Challenge> choose(List<Challenge> offered) {
        return offered.stream().filter(Challenge::understood).findFirst();
    }

    static String newNonce() {
        byte[] random = new byte[12];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /**
     * The value of the header Authorization or Proxy-Authorization.
     *
     * @param uri as it stands in the request's first line
     * @param count how often this nonce was answered, this time included
     * @param cnonce ours, random
     */
    static String answer(
            Challenge challenge, String login, String password, String method, String uri, int count, String cnonce) {
        String a1 = hash(challenge, login + ":" + challenge.realm() + ":" + password);
        String a2 = hash(challenge, method + ":" + uri);
        String times = String.format(Locale.ROOT, "%08x", count);
        String response = challenge.auth()
                ? hash(challenge, String.join(":", a1, challenge.nonce(), times, cnonce, "auth", a2))
                : hash(challenge, String.join(":", a1, challenge.nonce(), a2));
        StringBuilder text = new StringBuilder("Digest username=")
                .append(quoted(login))
                .append(",realm=")
                .append(quoted(challenge.realm()))
                .append(",nonce=")
                .append(quoted(challenge.nonce()))
                .append(",uri=")
                .append(quoted(uri))
                .append(",response=")
                .append(quoted(response));
        if (challenge.algorithm() != null) {
            text.append(",algorithm=").append(challenge.algorithm());
        }
        if (challenge.auth()) {
            text.append(",qop=auth,nc=").append(times).append(",cnonce=").append(quoted(cnonce));
        }
        if (challenge.opaque() != null) {
            text.append(",opaque=").append(quoted(challenge.opaque()));
        }
        return text.toString();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String hash(Challenge challenge, String text) {
        try {
            byte[] digest = MessageDigest.getInstance(ALGORITHMS.get(challenge.named()))
                    .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException everyJavaHasThem) {
            throw new IllegalStateException(everyJavaHasThem);
        }
    }
}
