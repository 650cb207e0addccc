package org.ringbook.telephony.generic;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.ringbook.refusals.Refused;
import org.ringbook.telephony.inbox.Rejection;
import org.ringbook.telephony.webhooks.Delivery;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.json.JsonMapper;

/**
 * How a telephone system shows that a message is its own: {@code header NAME}, {@code query NAME}, {@code field NAME} (a JSON
 * pointer or the field of a form), {@code path}, {@code hmac-sha256 NAME} or {@code hmac-sha1 NAME}, a signature of the body in the
 * header of that name, in hex or Base64. Compared in constant time.
 */
final class Secret {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final byte[] secret;
    private final String kind;
    private final String name;

    /** @throws IllegalArgumentException in words that say what to set */
    Secret(String secret, String where) {
        String[] words = where.strip().split("\\s+");
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
        this.kind = words[0];
        this.name = words.length > 1 ? words[1] : "";
        boolean named = switch (kind) {
            case "header", "query", "field", "hmac-sha256", "hmac-sha1" -> words.length == 2;
            case "path" -> words.length == 1;
            default -> false;
        };
        if (!named) {
            throw Refused.because("secret-in", "telephony.setting.secret-in", where);
        }
    }

    /** Where it stands in the path of the address. */
    boolean inPath() {
        return kind.equals("path");
    }

    /** Name of the field that it stands in; null when it stands elsewhere. */
    String field() {
        return kind.equals("field") ? name : null;
    }

    /** Whether it shows that the body is theirs, and nothing else of a message. */
    boolean signsBody() {
        return kind.startsWith("hmac");
    }

    /** What can be told before the body is there. @return null when it is right, or is told by the body */
    Rejection refusesHead(Delivery head) {
        if (signsBody()) {
            return head.headers().apply(name) == null ? Rejection.SIGNATURE : null;
        }
        return kind.equals("field") ? null : refuses(head);
    }

    /** @return null when it is right */
    Rejection refuses(Delivery delivery) {
        if (signsBody()) {
            return signed(delivery.headers().apply(name), delivery.body()) ? null : Rejection.SIGNATURE;
        }
        String shown = shown(delivery);
        boolean right = shown != null && MessageDigest.isEqual(shown.getBytes(StandardCharsets.UTF_8), secret);
        return right ? null : Rejection.KEY;
    }

    private String shown(Delivery delivery) {
        return switch (kind) {
            case "header" -> bare(delivery.headers().apply(name));
            case "query" ->
                delivery.query() == null
                        ? null
                        : Delivery.form(delivery.query()).get(name);
            case "path" -> delivery.path().replaceFirst("/.*$", "");
            default -> inBody(delivery);
        };
    }

    private static String bare(String header) {
        return header == null ? null : header.replaceFirst("(?i)^bearer +", "");
    }

    private String inBody(Delivery delivery) {
        if (!name.startsWith("/")) {
            Map<String, String> form = delivery.form();
            return form.get(name);
        }
        try {
            return MAPPER.readTree(delivery.body())
                    .at(JsonPointer.compile(name))
                    .asString("");
        } catch (JacksonException unreadable) {
            return null;
        }
    }

    private boolean signed(String signature, byte[] body) {
        if (signature == null) {
            return false;
        }
        try {
            String algorithm = kind.equals("hmac-sha1") ? "HmacSHA1" : "HmacSHA256";
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret, algorithm));
            byte[] digest = mac.doFinal(body);
            String reported = signature.strip().replaceFirst("(?i)^sha(256|1)=", "");
            return same(
                            reported.toLowerCase(java.util.Locale.ROOT),
                            HexFormat.of().formatHex(digest))
                    || same(reported, Base64.getEncoder().encodeToString(digest));
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
