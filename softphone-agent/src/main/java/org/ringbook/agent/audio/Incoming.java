package org.ringbook.agent.audio;

import java.net.InetSocketAddress;
import org.ringbook.agent.phone.MediaPlan;

/**
 * What comes in: from one address only, the one that was named, or until that sends the first that sends what was agreed on (the
 * named one may be behind a router); evened by the buffer. Any thread.
 */
final class Incoming {

    private static final int COMFORT_NOISE = 13;
    private static final int LOWEST = 127;
    private static final long LATCH_NANOS = 5_000_000_000L;
    /** So long what they sent from before goes on arriving after they have named another address. */
    private static final long FORMER_NANOS = 1_000_000_000L;

    private static final short[] NOTHING = {};

    private MediaPlan plan;
    private Reception reception;
    private JitterBuffer buffer;
    private InetSocketAddress named;
    private InetSocketAddress latched;
    private InetSocketAddress former;
    private long appliedAt;
    private volatile long lastAt;
    private long lateBefore;
    private long concealedBefore;

    synchronized void apply(MediaPlan now, InetSocketAddress address, long nanos) {
        if (plan == null || plan.codec() != now.codec()) {
            if (buffer != null) {
                lateBefore += buffer.late();
                concealedBefore += buffer.concealedMillis();
            }
            buffer = new JitterBuffer(
                    VoiceCodec.of(now.codec()),
                    now.codec().clockRate(),
                    now.codec().sampleRate());
            reception = reception == null ? new Reception(now.codec().clockRate()) : reception;
            reception.clockIs(now.codec().clockRate());
        }
        if (!address.equals(named)) {
            former = latched == null ? named : latched;
            latched = null;
        }
        named = address;
        plan = now;
        appliedAt = nanos;
        lastAt = nanos;
    }

    synchronized void packet(InetSocketAddress from, RtpPacket packet, long nanos) {
        if (plan == null || !expected(packet.payloadType()) || !believed(from, nanos)) {
            return;
        }
        lastAt = nanos;
        long number = reception.count(packet, nanos, buffer::restart);
        if (!plan.flow().receives()) {
            return;
        }
        if (packet.payloadType() == COMFORT_NOISE) {
            int level = packet.payload().length == 0 ? LOWEST : packet.payload()[0] & 0x7F;
            buffer.putPause(number, packet.timestamp(), level, nanos);
        } else {
            boolean sound = packet.payloadType() == plan.payloadType();
            buffer.put(number, packet.timestamp(), sound ? packet.payload() : new byte[0], nanos);
        }
    }

    private boolean expected(int payloadType) {
        return payloadType == plan.payloadType()
                || payloadType == COMFORT_NOISE
                || plan.digits() != null && payloadType == plan.digits();
    }

    private boolean believed(InetSocketAddress from, long nanos) {
        long since = nanos - appliedAt;
        boolean another = latched == null && since < LATCH_NANOS && !(since < FORMER_NANOS && from.equals(former));
        if (another || from.equals(named)) {
            latched = from;
        }
        return from.equals(latched);
    }

    /** Where our packets go: to where theirs come from. */
    synchronized InetSocketAddress answerTo() {
        return latched == null ? named : latched;
    }

    /** The next 10 ms; nothing before anything was agreed. */
    synchronized short[] next() {
        return buffer == null ? NOTHING : buffer.next();
    }

    long lastAt() {
        return lastAt;
    }

    synchronized Rtcp.Block report(long lastSenderReport, long since) {
        return reception == null || !reception.began() ? null : reception.report(lastSenderReport, since);
    }

    synchronized long received() {
        return reception == null ? 0 : reception.received();
    }

    synchronized long lost() {
        return reception == null ? 0 : reception.lost();
    }

    synchronized double jitterMillis() {
        return reception == null ? 0 : reception.jitterMillis();
    }

    synchronized long late() {
        return buffer == null ? 0 : lateBefore + buffer.late();
    }

    synchronized long concealedMillis() {
        return buffer == null ? 0 : concealedBefore + buffer.concealedMillis();
    }

    synchronized int bufferMillis() {
        return buffer == null ? 0 : buffer.targetMillis();
    }
}
