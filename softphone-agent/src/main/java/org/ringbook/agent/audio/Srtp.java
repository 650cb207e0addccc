package org.ringbook.agent.audio;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.ringbook.agent.phone.MediaKey;

/**
 * Packets of one direction, encrypted and signed (RFC 3711: AES in counter mode, HMAC-SHA1; no key is ever derived anew). Whoever has
 * no key can neither hear nor say anything, nor repeat what was said. Any thread.
 */
final class Srtp {

    private static final int RTP_HEADER = 12;
    private static final int RTCP_HEADER = 8;
    private static final int KEY = 16;
    private static final int SALT = 14;
    private static final int INDEX = 4;
    private static final int RTCP_PROOF = 10;
    private static final int ENCRYPTED = 0x8000_0000;
    private static final int WINDOW = 64;
    private static final int MOST_STREAMS = 8;

    private final int proof;
    private final Keys rtp;
    private final Keys rtcp;
    private int sentReports;
    /** Of what we send there is one; others may begin anew with another number. */
    private final Map<Integer, Stream> streams = new LinkedHashMap<>();

    private final Map<Integer, Replays> reports = new LinkedHashMap<>();

    Srtp(MediaKey key) {
        this(Base64.getDecoder().decode(key.key()), key.suite().proof());
    }

    private Srtp(byte[] master, int proof) {
        this.proof = proof;
        this.rtp = Keys.derived(master, 0);
        this.rtcp = Keys.derived(master, 3);
    }

    /** The key, the salt and the signature of one kind of packets. */
    record Keys(SecretKeySpec key, byte[] salt, SecretKeySpec signature) {

        /** @param label of the first of the three, RFC 3711, 4.3.2 */
        static Keys derived(byte[] master, int label) {
            return new Keys(
                    new SecretKeySpec(derived(master, label, KEY), "AES"),
                    derived(master, label + 2, SALT),
                    new SecretKeySpec(derived(master, label + 1, 20), "HmacSHA1"));
        }

        private static byte[] derived(byte[] master, int label, int length) {
            byte[] start = Arrays.copyOf(Arrays.copyOfRange(master, KEY, KEY + SALT), KEY);
            start[7] ^= (byte) label;
            return counted(new SecretKeySpec(master, 0, KEY, "AES"), start, new byte[length]);
        }

        /** @param index 48 bits */
        void crypt(byte[] packet, int from, int to, int ssrc, long index) {
            ByteBuffer start = ByteBuffer.allocate(KEY).putInt(4, ssrc).putShort(8, (short) (index >> 32));
            start.putInt(10, (int) index);
            for (int i = 0; i < SALT; i++) {
                start.array()[i] ^= salt[i];
            }
            byte[] part = counted(key, start.array(), Arrays.copyOfRange(packet, from, to));
            System.arraycopy(part, 0, packet, from, part.length);
        }

        private static byte[] counted(SecretKeySpec key, byte[] start, byte[] bytes) {
            try {
                Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
                cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(start));
                return cipher.doFinal(bytes);
            } catch (GeneralSecurityException everyJavaHasIt) {
                throw new IllegalStateException(everyJavaHasIt);
            }
        }

        /** @param more what is signed and does not travel, or travels in another place */
        byte[] signed(byte[] packet, int length, int more, int size) {
            try {
                Mac mac = Mac.getInstance("HmacSHA1");
                mac.init(signature);
                mac.update(packet, 0, length);
                mac.update(ByteBuffer.allocate(INDEX).putInt(more).array());
                return Arrays.copyOf(mac.doFinal(), size);
            } catch (GeneralSecurityException everyJavaHasIt) {
                throw new IllegalStateException(everyJavaHasIt);
            }
        }

        /** Not told in logs. */
        @Override
        public String toString() {
            return "keys";
        }
    }

    /** What has come already: a number is taken once, and not at all when it is long gone. */
    private static final class Replays {
        private long highest = -1;
        private long seen;

        boolean fresh(long number) {
            long behind = highest - number;
            return behind < 0 || behind < WINDOW && (seen >> behind & 1) == 0;
        }

        void take(long number) {
            long ahead = number - highest;
            if (ahead > 0) {
                seen = ahead >= WINDOW ? 1 : seen << ahead | 1;
                highest = number;
            } else {
                seen |= 1L << -ahead;
            }
        }
    }

    private static final class Stream {
        private final Replays replays = new Replays();

        /** Which number of 48 bits is meant by 16: the one that is nearest to the last. */
        long number(int sequence) {
            if (replays.highest < 0) {
                return sequence;
            }
            long candidate = replays.highest & ~0xFFFFL | sequence;
            if (candidate - replays.highest > 32_768 && candidate >= 65_536) {
                return candidate - 65_536;
            }
            return replays.highest - candidate > 32_768 ? candidate + 65_536 : candidate;
        }
    }

    /** @param packet of sound, whole and well-formed */
    synchronized byte[] encrypted(byte[] packet) {
        ByteBuffer from = ByteBuffer.wrap(packet);
        int ssrc = from.getInt(8);
        Stream stream = streams.computeIfAbsent(ssrc, fresh -> new Stream());
        long number = stream.number(from.getShort(2) & 0xFFFF);
        stream.replays.take(number);
        byte[] out = Arrays.copyOf(packet, packet.length + proof);
        rtp.crypt(out, header(packet, packet.length), packet.length, ssrc, number);
        byte[] signature = rtp.signed(out, packet.length, (int) (number >> 16), proof);
        System.arraycopy(signature, 0, out, packet.length, proof);
        return out;
    }

    /** Empty for what is not of the other side, or was there already. */
    synchronized Optional<byte[]> decrypted(byte[] packet) {
        int length = packet.length - proof;
        int header = length < RTP_HEADER ? -1 : header(packet, length);
        if (header < 0) {
            return Optional.empty();
        }
        ByteBuffer from = ByteBuffer.wrap(packet);
        int ssrc = from.getInt(8);
        Stream known = streams.get(ssrc);
        Stream stream = known == null ? new Stream() : known;
        long number = stream.number(from.getShort(2) & 0xFFFF);
        byte[] signature = rtp.signed(packet, length, (int) (number >> 16), proof);
        if (!stream.replays.fresh(number) || !same(signature, packet, length)) {
            return Optional.empty();
        }
        stream.replays.take(number);
        if (known == null) {
            bounded(streams).put(ssrc, stream);
        }
        byte[] plain = Arrays.copyOf(packet, length);
        rtp.crypt(plain, header, length, ssrc, number);
        return Optional.of(plain);
    }

    synchronized byte[] encryptedReport(byte[] packet) {
        int number = sentReports++ & 0x7FFF_FFFF;
        ByteBuffer out = ByteBuffer.allocate(packet.length + INDEX + RTCP_PROOF).put(packet);
        rtcp.crypt(out.array(), RTCP_HEADER, packet.length, out.getInt(4), number);
        out.putInt(ENCRYPTED | number);
        return out.put(rtcp.signed(out.array(), packet.length, ENCRYPTED | number, RTCP_PROOF))
                .array();
    }

    synchronized Optional<byte[]> decryptedReport(byte[] packet) {
        int length = packet.length - INDEX - RTCP_PROOF;
        if (length < RTCP_HEADER) {
            return Optional.empty();
        }
        ByteBuffer from = ByteBuffer.wrap(packet);
        int word = from.getInt(length);
        int number = word & ~ENCRYPTED;
        int ssrc = from.getInt(4);
        Replays known = reports.get(ssrc);
        Replays replays = known == null ? new Replays() : known;
        byte[] signature = rtcp.signed(packet, length, word, RTCP_PROOF);
        if (!replays.fresh(number) || !same(signature, packet, length + INDEX)) {
            return Optional.empty();
        }
        replays.take(number);
        if (known == null) {
            bounded(reports).put(ssrc, replays);
        }
        byte[] plain = Arrays.copyOf(packet, length);
        if ((word & ENCRYPTED) != 0) {
            rtcp.crypt(plain, RTCP_HEADER, length, ssrc, number);
        }
        return Optional.of(plain);
    }

    private static <T> Map<Integer, T> bounded(Map<Integer, T> streams) {
        if (streams.size() >= MOST_STREAMS) {
            streams.remove(streams.keySet().iterator().next());
        }
        return streams;
    }

    /** All is compared, whether the beginning fits or not: the time must tell nothing. */
    private static boolean same(byte[] signature, byte[] packet, int at) {
        return java.security.MessageDigest.isEqual(signature, Arrays.copyOfRange(packet, at, at + signature.length));
    }

    /** Where the sound begins; -1 when the packet ends before. */
    private static int header(byte[] packet, int length) {
        int begin = RTP_HEADER + 4 * (packet[0] & 0x0F);
        if ((packet[0] & 0x10) != 0) {
            if (length < begin + 4) {
                return -1;
            }
            begin += 4 + 4 * (ByteBuffer.wrap(packet).getShort(begin + 2) & 0xFFFF);
        }
        return begin <= length ? begin : -1;
    }
}
