package org.ringbook.agent.audio;

/** What is counted of the packets that come (RFC 3550, appendix A). Not for several threads. */
final class Reception {

    private static final int LARGEST_JUMP = 3000;

    private int clockRate;
    private long ssrc = -1;
    private long base;
    private long highest;
    private long received;
    private long missedBefore;
    private long receivedBefore;
    private long lastTransit;
    private boolean transitKnown;
    private double jitter;
    private long expectedAtReport;
    private long receivedAtReport;

    Reception(int clockRate) {
        this.clockRate = clockRate;
    }

    /** Another codec may count time otherwise. */
    void clockIs(int rate) {
        if (rate != clockRate) {
            jitter = jitter * rate / clockRate;
            clockRate = rate;
            lastTransit = 0;
            transitKnown = false;
        }
    }

    /**
     * @return the number of the packet without wrapping round
     * @param restarted run when the stream is another one than before
     */
    long count(RtpPacket packet, long nanos, Runnable restarted) {
        long extended = extended(packet.sequence());
        if (packet.ssrc() != ssrc || Math.abs(extended - highest) > LARGEST_JUMP) {
            begin(packet);
            extended = highest;
            restarted.run();
        }
        highest = Math.max(highest, extended);
        received++;
        long transit = nanos / 1000 * clockRate / 1_000_000 - packet.timestamp();
        if (transitKnown && received > 1) {
            int difference = (int) (transit - lastTransit);
            jitter += (Math.abs((double) difference) - jitter) / 16;
        }
        lastTransit = transit;
        transitKnown = true;
        return extended;
    }

    private void begin(RtpPacket packet) {
        missedBefore += lostNow();
        receivedBefore += received;
        ssrc = packet.ssrc();
        base = packet.sequence() + 65_536L;
        highest = base;
        received = 0;
        jitter = 0;
        expectedAtReport = 0;
        receivedAtReport = 0;
    }

    private long extended(int sequence) {
        long candidate = (highest & ~0xFFFFL) | sequence;
        if (candidate - highest > 32_768) {
            return candidate - 65_536;
        }
        return highest - candidate > 32_768 ? candidate + 65_536 : candidate;
    }

    private long expected() {
        return ssrc < 0 ? 0 : highest - base + 1;
    }

    private long lostNow() {
        return Math.max(0, expected() - received);
    }

    long received() {
        return receivedBefore + received;
    }

    long lost() {
        return missedBefore + lostNow();
    }

    double jitterMillis() {
        return jitter * 1000 / clockRate;
    }

    /** What a report says; the share that was lost is since the last one. */
    Rtcp.Block report(long lastSenderReport, long sinceIt) {
        long expected = expected() - expectedAtReport;
        long came = received - receivedAtReport;
        expectedAtReport = expected();
        receivedAtReport = received;
        int share = expected <= 0 || came >= expected ? 0 : (int) Math.min(255, (expected - came) * 256 / expected);
        return new Rtcp.Block(
                Math.max(0, ssrc),
                share,
                (int) Math.min(0x7F_FFFF, lostNow()),
                highest & 0xFFFF_FFFFL,
                (long) jitter,
                lastSenderReport,
                sinceIt);
    }

    boolean began() {
        return ssrc >= 0;
    }
}
