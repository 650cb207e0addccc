package org.ringbook.recordings.audio;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import org.ringbook.recordings.audio.AudioFile.NotAudio;

/** Opus or Vorbis in Ogg (RFC 7845, RFC 3533): what its first page tells, and the position of its last one. */
record OggFile(int channels, int rate, long samples, boolean cut) {

    private record End(long position, boolean last) {}

    private static final int PAGE_HEAD = 27;
    private static final int OPUS_RATE = 48_000;
    private static final int LONGEST_PAGE = 65_307;
    private static final int LAST_PAGE = 4;

    /** @param standing whether nobody writes it any more: then it ends where it ends */
    static OggFile read(RandomAccessFile in, boolean standing) throws IOException, NotAudio {
        byte[] first = new byte[(int) Math.min(128, in.length())];
        in.readFully(first);
        if (first.length < PAGE_HEAD + 1 + 16) {
            throw new NotAudio("cut_off");
        }
        int body = PAGE_HEAD + (first[26] & 0xff);
        if (body >= first.length) {
            throw new NotAudio("unknown_coding");
        }
        String head = new String(first, body, Math.min(8, first.length - body), StandardCharsets.ISO_8859_1);
        if (head.equals("OpusHead") && first.length > body + 11) {
            int skipped = (first[body + 10] & 0xff) | (first[body + 11] & 0xff) << 8;
            End end = end(in, standing);
            return new OggFile(first[body + 9] & 0xff, OPUS_RATE, end.position - skipped, !end.last).checked();
        }
        if (head.startsWith("\u0001vorbis") && first.length > body + 15) {
            int rate = 0;
            for (int i = 3; i >= 0; i--) {
                rate = rate << 8 | first[body + 12 + i] & 0xff;
            }
            End end = end(in, standing);
            return new OggFile(first[body + 11] & 0xff, rate, end.position, !end.last).checked();
        }
        throw new NotAudio("unknown_coding");
    }

    private OggFile checked() throws NotAudio {
        if (channels < 1 || channels > 2 || rate < 4_000 || rate > 192_000) {
            throw new NotAudio("unknown_coding");
        }
        return this;
    }

    /** The last page says that it is the last, and how many samples there were. */
    private static End end(RandomAccessFile in, boolean standing) throws IOException, NotAudio {
        int length = (int) Math.min(in.length(), LONGEST_PAGE + PAGE_HEAD);
        byte[] tail = new byte[length];
        in.seek(in.length() - length);
        in.readFully(tail);
        for (int at = length - PAGE_HEAD; at >= 0; at--) {
            boolean page = tail[at] == 'O' && tail[at + 1] == 'g' && tail[at + 2] == 'g' && tail[at + 3] == 'S';
            boolean last = page && (tail[at + 5] & LAST_PAGE) != 0;
            if (last || page && standing) {
                long position = 0;
                for (int i = 7; i >= 0; i--) {
                    position = position << 8 | tail[at + 6 + i] & 0xff;
                }
                if (position >= 0) {
                    return new End(position, last);
                }
            }
        }
        throw new NotAudio("cut_off");
    }
}
