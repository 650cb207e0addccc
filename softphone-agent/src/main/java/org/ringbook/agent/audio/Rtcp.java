package org.ringbook.agent.audio;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reports that both sides send about the sound (RFC 3550, section 6). */
final class Rtcp {

    private static final int SENDER_REPORT = 200;
    private static final int RECEIVER_REPORT = 201;
    private static final int DESCRIPTION = 202;
    private static final int GOODBYE = 203;
    private static final long SECONDS_1900_TO_1970 = 2_208_988_800L;

    private Rtcp() {}

    /**
     * @param share of packets lost, of 256
     * @param jitter in ticks of the RTP clock
     * @param lastReport middle 32 bits of the clock in the last sender report; 0 when there was none
     * @param since that report came, in 1/65536 s
     */
    record Block(long ssrc, int share, int lost, long highest, long jitter, long lastReport, long since) {}

    /** @param clock of the sender, 64 bits NTP; 0 in a report of one who sends nothing */
    record Report(long ssrc, long clock, List<Block> blocks) {}

    /** Milliseconds since 1970 as NTP has it: seconds since 1900 and their fraction, 32 bits each. */
    static long ntp(long millis) {
        long seconds = millis / 1000 + SECONDS_1900_TO_1970;
        long fraction = (millis % 1000 << 32) / 1000;
        return seconds << 32 | fraction;
    }

    static long middle(long ntp) {
        return ntp >>> 16 & 0xFFFF_FFFFL;
    }

    /** A sender's report with a name, as the standard wants them together; with a goodbye if it is the last one. */
    static byte[] report(long ssrc, long ntp, long timestamp, long packets, long octets, Block block, boolean last) {
        byte[] name = ("rb" + Long.toHexString(ssrc)).getBytes(StandardCharsets.US_ASCII);
        int description = (4 + 4 + 2 + name.length + 1 + 3) / 4 * 4;
        int blocks = block == null ? 0 : 1;
        ByteBuffer to = ByteBuffer.allocate(28 + 24 * blocks + description + (last ? 8 : 0));
        header(to, blocks, SENDER_REPORT, 28 + 24 * blocks);
        to.putInt((int) ssrc)
                .putLong(ntp)
                .putInt((int) timestamp)
                .putInt((int) packets)
                .putInt((int) octets);
        if (block != null) {
            put(to, block);
        }
        int begin = to.position();
        header(to, 1, DESCRIPTION, description);
        to.putInt((int) ssrc).put((byte) 1).put((byte) name.length).put(name);
        to.position(begin + description);
        if (last) {
            header(to, 1, GOODBYE, 8);
            to.putInt((int) ssrc);
        }
        return to.array();
    }

    private static void header(ByteBuffer to, int count, int type, int length) {
        to.put((byte) (0x80 | count)).put((byte) type).putShort((short) (length / 4 - 1));
    }

    private static void put(ByteBuffer to, Block block) {
        to.putInt((int) block.ssrc()).putInt(block.share() << 24 | block.lost() & 0xFF_FFFF);
        to.putInt((int) block.highest()).putInt((int) block.jitter());
        to.putInt((int) block.lastReport()).putInt((int) block.since());
    }

    /** All sender's and receiver's reports of a datagram; what is broken ends it. */
    static List<Report> read(byte[] bytes) {
        List<Report> reports = new ArrayList<>();
        ByteBuffer from = ByteBuffer.wrap(bytes);
        while (from.remaining() >= 8 && (from.get(from.position()) & 0xC0) == 0x80) {
            int begin = from.position();
            int count = from.get() & 0x1F;
            int type = from.get() & 0xFF;
            int end = begin + 4 * ((from.getShort() & 0xFFFF) + 1);
            int fixed = type == SENDER_REPORT ? 28 : 8;
            if (end > bytes.length) {
                return reports;
            }
            if ((type == SENDER_REPORT || type == RECEIVER_REPORT) && begin + fixed + 24 * count <= end) {
                reports.add(report(from, type, count, begin + fixed));
            }
            from.position(end);
        }
        return reports;
    }

    private static Report report(ByteBuffer from, int type, int count, int blocksAt) {
        long ssrc = from.getInt() & 0xFFFF_FFFFL;
        long clock = type == SENDER_REPORT ? from.getLong() : 0;
        from.position(blocksAt);
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long about = from.getInt() & 0xFFFF_FFFFL;
            int lost = from.getInt();
            blocks.add(new Block(
                    about,
                    lost >>> 24,
                    lost << 8 >> 8,
                    from.getInt() & 0xFFFF_FFFFL,
                    from.getInt() & 0xFFFF_FFFFL,
                    from.getInt() & 0xFFFF_FFFFL,
                    from.getInt() & 0xFFFF_FFFFL));
        }
        return new Report(ssrc, clock, blocks);
    }
}
