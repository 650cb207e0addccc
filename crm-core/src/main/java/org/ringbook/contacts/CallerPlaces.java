package org.ringbook.contacts;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Which block of a {@link CallerFile} a number is in, and where that stands. Of millions of blocks hardly any is in the processor's
 * cache, and each look at another place of memory takes as long as hundreds of steps: so the search goes through two lists that mostly
 * are, and touches the long one at one place.
 */
final class CallerPlaces {

    private static final int STEP = 16;
    /** So much of it is read or written at once. */
    private static final int PIECE = 1 << 14;

    /** Of each block its first number and where it begins, beside each other; of what follows the last one, where it ends. */
    private final long[] blocks;

    /** The first numbers of each sixteenth block. */
    private final long[] every;

    /** Each sixteenth of those. */
    private final long[] few;

    private CallerPlaces(long[] blocks) {
        this.blocks = blocks;
        int count = blocks.length / 2 - 1;
        every = new long[(count + STEP - 1) / STEP];
        Arrays.setAll(every, i -> blocks[2 * STEP * i]);
        few = new long[(every.length + STEP - 1) / STEP];
        Arrays.setAll(few, i -> every[STEP * i]);
    }

    /**
     * In pieces: of ten million numbers it is fifty megabytes.
     *
     * @param at where it is in the file
     * @param end where the last block ends
     * @throws IOException when it is not what {@link Writing} wrote
     */
    static CallerPlaces read(CallerBytes file, long at, int count, long end, int check) throws IOException {
        long[] blocks = new long[2 * (count + 1)];
        CRC32C read = new CRC32C();
        for (int from = 0; from < 2 * count; from += PIECE) {
            byte[] piece = new byte[8 * Math.min(PIECE, 2 * count - from)];
            file.read(at + 8L * from, piece);
            read.update(piece, 0, piece.length);
            ByteBuffer.wrap(piece).asLongBuffer().get(blocks, from, piece.length / 8);
        }
        if ((int) read.getValue() != check) {
            throw new IOException("not whole");
        }
        blocks[2 * count] = Long.MAX_VALUE;
        blocks[2 * count + 1] = end;
        return new CallerPlaces(blocks);
    }

    /** What is to be written of the blocks, while they are. */
    static final class Writing {

        private long[] blocks = new long[PIECE];
        private int used;

        void add(long first, long place) {
            if (used == blocks.length) {
                blocks = Arrays.copyOf(blocks, used + used / 2);
            }
            blocks[used++] = first;
            blocks[used++] = place;
        }

        int count() {
            return used / 2;
        }

        /** @return its check */
        int write(OutputStream out) throws IOException {
            CRC32C check = new CRC32C();
            for (int from = 0; from < used; from += PIECE) {
                ByteBuffer piece = ByteBuffer.allocate(8 * Math.min(PIECE, used - from));
                piece.asLongBuffer().put(blocks, from, piece.capacity() / 8);
                check.update(piece.array(), 0, piece.capacity());
                out.write(piece.array());
            }
            return (int) check.getValue();
        }
    }

    /** The block that the number is in, if it is in any; -1 when it is before all of them. */
    int blockOf(long number) {
        int found = Arrays.binarySearch(few, number);
        int at = found >= 0 ? found : -found - 2;
        if (at < 0) {
            return -1;
        }
        at = last(every, 1, at * STEP, number);
        return last(blocks, 2, at * STEP, number);
    }

    /** The last of up to {@link #STEP} that is not greater: so few stand in two or three lines of the cache, and are passed one by one. */
    private static int last(long[] numbers, int apart, int from, long number) {
        int end = Math.min(from + STEP, numbers.length / apart);
        int at = from;
        while (at + 1 < end && numbers[(at + 1) * apart] <= number) {
            at++;
        }
        return at;
    }

    long first(int block) {
        return blocks[2 * block];
    }

    /** Where it begins; of the one after the last, where that ends. */
    long from(int block) {
        return blocks[2 * block + 1];
    }

    /** Bytes taken. */
    long memory() {
        return 8L * (blocks.length + every.length + few.length);
    }
}
