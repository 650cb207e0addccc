package org.ringbook.contacts;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Numbers and whom they mean, as they stood in the database at one moment; one byte a number in memory, the rest where it was
 * written. A look-up reads one block and checks it. Never changes; any thread. {@link CallerFileWriter} writes it:
 *
 * <pre>
 * blocks | of each block: first number, place, check | stamp, how many numbers and blocks | length and check of that | format
 * </pre>
 */
final class CallerFile implements AutoCloseable {

    /** With another number an older or newer program makes the file anew. */
    static final long FORMAT = 0x52_42_43_41_4C_4C_00_01L;

    /** What every file ends with: length and check of the words about it, format. */
    static final int END = 16;

    private static final int STEP = 64;
    private static final int LONGEST_WORDS = 1 << 20;

    private final CallerBytes bytes;
    private final CallerStamp stamp;
    private final long numbers;
    private final long[] firsts;
    /** One of {@link #STEP} of them. */
    private final long[] every;

    /** Where each block begins; one more, where the last ends. */
    private final long[] places;

    private final int[] checks;

    /** It is not what was written, or cannot be read. */
    static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Broken(String why, Throwable cause) {
            super(why, cause);
        }
    }

    private CallerFile(CallerBytes bytes, ByteBuffer index, DataInputStream words) throws IOException {
        this.bytes = bytes;
        this.stamp = words.readBoolean() ? new CallerStamp(words.readUTF(), words.readUTF(), words.readUTF()) : null;
        this.numbers = words.readLong();
        int blocks = words.readInt();
        firsts = new long[blocks];
        places = new long[blocks + 1];
        checks = new int[blocks];
        for (int i = 0; i < blocks; i++) {
            firsts[i] = index.getLong();
            places[i] = index.getLong();
            checks[i] = index.getInt();
        }
        places[blocks] = words.readLong();
        every = new long[(blocks + STEP - 1) / STEP];
        for (int i = 0; i < every.length; i++) {
            every[i] = firsts[i * STEP];
        }
    }

    /** @throws IOException when there is none, or none that is whole and of this format */
    static CallerFile open(Path file) throws IOException {
        CallerBytes bytes = CallerBytes.inFile(file);
        try {
            return open(bytes);
        } catch (IOException | RuntimeException unfit) {
            bytes.close();
            throw unfit instanceof IOException ? (IOException) unfit : new IOException(unfit);
        }
    }

    static CallerFile open(CallerBytes bytes) throws IOException {
        ByteBuffer end = ByteBuffer.wrap(read(bytes, bytes.length() - END, END));
        int length = end.getInt();
        int check = end.getInt();
        if (end.getLong() != FORMAT || length <= 0 || length > LONGEST_WORDS) {
            throw new IOException("of another format");
        }
        byte[] words = read(bytes, bytes.length() - END - length, length);
        if (check(words) != check) {
            throw new IOException("not whole");
        }
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(words));
        long indexAt = in.readLong();
        int indexCheck = in.readInt();
        long indexLength = bytes.length() - END - length - indexAt;
        if (indexLength < 0 || indexLength > Integer.MAX_VALUE - 8) {
            throw new IOException("not whole");
        }
        byte[] index = read(bytes, indexAt, (int) indexLength);
        if (check(index) != indexCheck) {
            throw new IOException("not whole");
        }
        return new CallerFile(bytes, ByteBuffer.wrap(index), in);
    }

    /**
     * Whose the number is.
     *
     * @throws Broken when it cannot be told
     */
    List<NumberOwner> owners(long number) {
        int block = blockOf(number);
        if (block < 0) {
            return List.of();
        }
        try {
            byte[] read = read(bytes, places[block], (int) (places[block + 1] - places[block]));
            if (check(read) != checks[block]) {
                throw new IOException("block " + block + " is not what was written");
            }
            return CallerBlock.find(read, firsts[block], number);
        } catch (IOException | RuntimeException unreadable) {
            throw new Broken(unreadable.getMessage(), unreadable);
        }
    }

    /** First among few that stay in the processor's cache, then among their neighbours. */
    private int blockOf(long number) {
        int coarse = Arrays.binarySearch(every, number);
        int from = (coarse >= 0 ? coarse : -coarse - 2) * STEP;
        if (from < 0) {
            return -1;
        }
        int at = Arrays.binarySearch(firsts, from, Math.min(firsts.length, from + STEP), number);
        return at >= 0 ? at : -at - 2;
    }

    /** How many there are. */
    long numbers() {
        return numbers;
    }

    /** What it was made from; null when that is not known. */
    CallerStamp stamp() {
        return stamp;
    }

    /** Memory taken, in bytes; what stands in a file takes none. */
    long memory() {
        return 20L * firsts.length + bytes.memory();
    }

    static int check(byte[] bytes) {
        CRC32C check = new CRC32C();
        check.update(bytes, 0, bytes.length);
        return (int) check.getValue();
    }

    private static byte[] read(CallerBytes bytes, long at, int length) throws IOException {
        if (at < 0 || length < 0 || at + length > bytes.length()) {
            throw new IOException("not whole");
        }
        byte[] read = new byte[length];
        bytes.read(at, read);
        return read;
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
