package org.ringbook.agent.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PacketsTest {

    @Test
    void aPacketIsReadAsItWasWritten() {
        var packet = new RtpPacket(8, true, 65_535, 0xFFFF_FF60L, 0xCAFE_BABEL, new byte[] {1, 2, 3});
        RtpPacket read = RtpPacket.read(packet.bytes()).orElseThrow();
        assertThat(read).usingRecursiveComparison().isEqualTo(packet);
    }

    @Test
    void paddingAndExtensionsAreNoSound() {
        byte[] bytes = {
            (byte) 0xB1,
            8,
            0,
            1,
            0,
            0,
            0,
            2,
            0,
            0,
            0,
            3, /* csrc */
            9,
            9,
            9,
            9, /* extension */
            1,
            2,
            0,
            1,
            7,
            7,
            7,
            7,
            /* sound */ 5,
            6, /* padding */
            0,
            2
        };
        assertThat(RtpPacket.read(bytes).orElseThrow().payload()).containsExactly(5, 6);
    }

    @Test
    void whatIsNoPacketIsNone() {
        var random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(60)];
            random.nextBytes(bytes);
            RtpPacket.read(bytes)
                    .ifPresent(packet -> assertThat(packet.payload().length).isLessThan(60));
            Rtcp.read(bytes);
        }
        assertThat(RtpPacket.read(new byte[11])).isEmpty();
        assertThat(RtpPacket.read(new byte[2001])).isEmpty();
    }

    @Test
    void numbersThatWrapRoundAndStreamsThatBeginAnewAreCounted() {
        var reception = new Reception(8000);
        List<String> restarts = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            if (i % 10 != 5) {
                reception.count(packet(65_500 + i & 0xFFFF, i, 1), i * 20_000_000L, () -> restarts.add("first"));
            }
        }
        assertThat(reception.received()).isEqualTo(90);
        assertThat(reception.lost()).isEqualTo(10);
        assertThat(reception.jitterMillis()).isLessThan(0.2);
        assertThat(restarts).containsExactly("first");
        reception.count(packet(7, 0, 2), 0, () -> restarts.add("second"));
        assertThat(restarts).containsExactly("first", "second");
        assertThat(reception.lost()).isEqualTo(10);
        Rtcp.Block block = reception.report(0, 0);
        assertThat(block.ssrc()).isEqualTo(2);
        assertThat(block.share()).isZero();
    }

    private static RtpPacket packet(int sequence, int i, int ssrc) {
        return new RtpPacket(8, false, sequence, 160L * i, ssrc, new byte[160]);
    }

    @Test
    void aReportSaysWhatIsLostAndHowLongTheWayIs() {
        long[] clock = {1_700_000_000_000L};
        var here = new Reports(() -> clock[0]);
        var there = new Reports(() -> clock[0]);
        var ours = new Outgoing();
        var theirs = new Outgoing();
        byte[] report = here.next(ours, new Incoming(), false);
        clock[0] += 30;
        there.received(report, theirs.ssrc());
        clock[0] += 1000;
        // They have lost a quarter of what we sent.
        long asked = Rtcp.middle(Rtcp.ntp(1_700_000_000_000L));
        byte[] answer = Rtcp.report(
                theirs.ssrc(),
                Rtcp.ntp(clock[0]),
                0,
                1,
                160,
                new Rtcp.Block(ours.ssrc(), 64, 5, 20, 8, asked, 65_536),
                true);
        clock[0] += 40;
        here.received(answer, ours.ssrc());
        assertThat(here.roundTripMillis()).isBetween(69.0, 71.0);
        assertThat(here.lostThere()).isEqualTo(0.25);
    }

    /** RFC 4733: one time for the whole key, growing length, the end three times. */
    @Test
    void aKeyIsSentAsTheStandardSays() {
        var keys = new Keys();
        var out = new Outgoing();
        keys.press("5#");
        List<RtpPacket> sent = new ArrayList<>();
        List<Boolean> voice = new ArrayList<>();
        for (int tick = 0; tick < 30; tick++) {
            out.passes(160);
            Keys.Event event = keys.next(8000);
            voice.add(event == null);
            if (event != null) {
                sent.add(out.key(101, event));
            }
        }
        assertThat(sent).hasSize(16);
        assertThat(sent.subList(0, 8)).allMatch(packet -> packet.payload()[0] == 5);
        assertThat(sent.subList(8, 16)).allMatch(packet -> packet.payload()[0] == 11);
        assertThat(sent.subList(0, 8).stream().map(RtpPacket::timestamp).distinct())
                .hasSize(1);
        assertThat(sent.get(8).timestamp() - sent.get(0).timestamp()).isEqualTo(12 * 160);
        assertThat(sent.stream().filter(RtpPacket::marker)).hasSize(2);
        assertThat(sent.subList(0, 8).stream().map(packet -> packet.payload()[1] & 0x80))
                .containsExactly(0, 0, 0, 0, 0, 128, 128, 128);
        assertThat(sent.get(7).payload()[2] << 8 | sent.get(7).payload()[3] & 0xFF)
                .isEqualTo(960);
        assertThat(voice.subList(8, 12)).containsOnly(true);
        assertThat(voice.subList(24, 30)).containsOnly(true);
    }
}
