package org.ringbook.agent.phone;

import java.util.Arrays;
import java.util.Optional;

/**
 * With what one side encrypts its sound (RFC 4568).
 *
 * @param tag by which the other side names the one of several that it took, 1 to 999,999,999
 * @param key 30 bytes, the master key and its salt, in Base64 as they travel
 */
public record MediaKey(int tag, Suite suite, String key) {

    /** Letters of 30 bytes in Base64. */
    public static final int LENGTH = 40;

    /** How it is encrypted, the one that is liked best first; they differ in how much of the proof travels with each packet. */
    public enum Suite {
        AES_CM_128_HMAC_SHA1_80(10),
        AES_CM_128_HMAC_SHA1_32(4);

        private final int proof;

        Suite(int proof) {
            this.proof = proof;
        }

        /** Bytes behind each packet of sound that prove who sent it. */
        public int proof() {
            return proof;
        }

        public static Optional<Suite> of(String name) {
            return Arrays.stream(values())
                    .filter(one -> one.name().equals(name))
                    .findFirst();
        }
    }

    /** Whether it is the same key, by whatever number it goes. */
    public boolean same(MediaKey other) {
        return other.suite == suite && other.key.equals(key);
    }

    MediaKey tagged(int as) {
        return new MediaKey(as, suite, key);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return suite + ":" + tag;
    }
}
