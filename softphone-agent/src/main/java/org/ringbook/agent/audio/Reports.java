package org.ringbook.agent.audio;

import java.util.function.LongSupplier;

/** What both sides report to each other. Any thread. */
final class Reports {

    private final LongSupplier millis;
    private long lastReport;
    private long lastReportAt;
    private volatile double roundTripMillis = -1;
    private volatile double lostThere = -1;

    /** @param millis since 1970 */
    Reports(LongSupplier millis) {
        this.millis = millis;
    }

    synchronized void received(byte[] datagram, long ours) {
        for (Rtcp.Report report : Rtcp.read(datagram)) {
            long now = Rtcp.middle(Rtcp.ntp(millis.getAsLong()));
            if (report.clock() != 0) {
                lastReport = Rtcp.middle(report.clock());
                lastReportAt = now;
            }
            report.blocks().stream().filter(block -> block.ssrc() == ours).forEach(block -> about(block, now));
        }
    }

    private void about(Rtcp.Block block, long now) {
        lostThere = block.share() / 256.0;
        if (block.lastReport() != 0) {
            long trip = now - block.lastReport() - block.since() & 0xFFFF_FFFFL;
            // More than a minute is a broken clock of theirs.
            if (trip < 60 * 65_536) {
                roundTripMillis = trip * 1000 / 65_536.0;
            }
        }
    }

    synchronized byte[] next(Outgoing out, Incoming in, boolean last) {
        long ntp = Rtcp.ntp(millis.getAsLong());
        long since = lastReport == 0 ? 0 : Rtcp.middle(ntp) - lastReportAt & 0xFFFF_FFFFL;
        return Rtcp.report(
                out.ssrc(), ntp, out.timestamp(), out.packets(), out.octets(), in.report(lastReport, since), last);
    }

    double roundTripMillis() {
        return roundTripMillis;
    }

    double lostThere() {
        return lostThere;
    }
}
