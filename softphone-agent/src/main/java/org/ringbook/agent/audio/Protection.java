package org.ringbook.agent.audio;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.ringbook.agent.phone.MediaKey;
import org.ringbook.agent.phone.MediaPlan;

/**
 * What is agreed on keys, as it changes. As long as the call goes on nothing is counted anew with a key that was used already, also
 * when sound was in the clear or went by another key meanwhile: a count that began again would give away what was said. Any thread.
 */
final class Protection {

    private static final int MOST_KEYS = 100;

    private final Map<Key, Srtp> ours = new LinkedHashMap<>();
    private final Map<Key, Srtp> theirs = new LinkedHashMap<>();
    private Srtp out;
    private Srtp in;

    /** A key, by whatever number it goes. */
    private record Key(MediaKey.Suite suite, String key) {

        static Key of(MediaKey key) {
            return new Key(key.suite(), key.key());
        }

        /** Without the key. */
        @Override
        public String toString() {
            return suite.toString();
        }
    }

    /** @param now null for sound in the clear */
    synchronized void apply(MediaPlan.Lock now) {
        out = now == null ? null : counted(ours, now.ours());
        in = now == null ? null : counted(theirs, now.theirs());
    }

    private static Srtp counted(Map<Key, Srtp> known, MediaKey key) {
        if (known.size() >= MOST_KEYS && !known.containsKey(Key.of(key))) {
            // Only they can have so many: ours are one for each suite.
            known.remove(known.keySet().iterator().next());
        }
        return known.computeIfAbsent(Key.of(key), fresh -> new Srtp(key));
    }

    byte[] sound(byte[] packet) {
        Srtp now = out();
        return now == null ? packet : now.encrypted(packet);
    }

    byte[] report(byte[] packet) {
        Srtp now = out();
        return now == null ? packet : now.encryptedReport(packet);
    }

    Optional<byte[]> soundCame(byte[] packet) {
        Srtp now = in();
        return now == null ? Optional.of(packet) : now.decrypted(packet);
    }

    Optional<byte[]> reportCame(byte[] packet) {
        Srtp now = in();
        return now == null ? Optional.of(packet) : now.decryptedReport(packet);
    }

    private synchronized Srtp out() {
        return out;
    }

    private synchronized Srtp in() {
        return in;
    }
}
