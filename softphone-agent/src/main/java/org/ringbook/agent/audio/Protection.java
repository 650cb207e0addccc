package org.ringbook.agent.audio;

import java.util.Optional;
import org.ringbook.agent.phone.MediaPlan;

/** What is agreed on keys, as it changes: a side that goes on with the key that it had goes on counting as it did. Any thread. */
final class Protection {

    private MediaPlan.Lock lock;
    private Srtp out;
    private Srtp in;

    /** @param now null for sound in the clear */
    synchronized void apply(MediaPlan.Lock now) {
        if (now == null) {
            out = null;
            in = null;
        } else {
            out = lock != null && lock.ours().same(now.ours()) && out != null ? out : new Srtp(now.ours());
            in = lock != null && lock.theirs().same(now.theirs()) && in != null ? in : new Srtp(now.theirs());
        }
        lock = now;
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
