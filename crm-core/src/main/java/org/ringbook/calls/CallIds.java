package org.ringbook.calls;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;

/** Ids in the form of UUIDv7 whose random part is a digest: the same call derived again has the same id. */
public final class CallIds {

    private CallIds() {}

    /** @param at gives the id its place in time, to the millisecond */
    public static UUID of(String source, String sourceId, Instant at) {
        ByteBuffer digest = ByteBuffer.wrap(sha256(source + "\0" + sourceId));
        long version = 0x7000L | digest.getShort() & 0x0FFFL;
        long variant = 0x8000_0000_0000_0000L | digest.getLong() & 0x3FFF_FFFF_FFFF_FFFFL;
        return new UUID(at.toEpochMilli() << 16 | version, variant);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
