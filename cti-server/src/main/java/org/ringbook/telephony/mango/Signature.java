package org.ringbook.telephony.mango;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import org.apache.commons.codec.digest.DigestUtils;
import org.ringbook.telephony.operators.OperatorApi;

/** Key and signature of both directions: the digest of key, text and salt, one behind the other. */
final class Signature {

    private final String key;
    private final String salt;

    Signature(String key, String salt) {
        this.key = key;
        this.salt = salt;
    }

    /** @param json exactly as it is sent */
    String of(String json) {
        return DigestUtils.sha256Hex(key + json + salt);
    }

    /** A signed request, as a form. @param json exactly as it is sent */
    String form(String json) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("vpbx_api_key", key);
        fields.put("sign", of(json));
        fields.put("json", json);
        return OperatorApi.form(fields);
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

    /** Without the salt. */
    @Override
    public String toString() {
        return "Signature";
    }
}
