package org.ringbook.contacts;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Numbers and whom they mean, as they stood in the database at one moment; some bytes a number in memory, the rest where it was
 * written. A look-up finds the block in few steps of memory, reads it, which is three numbers or so, and checks it. Never changes; any
 * thread. {@link CallerFileWriter} writes it:
 *
 * <pre>
 * blocks, each with its check | of each block: first number, place | stamp, how many numbers and blocks | length and check of that | format
 * </pre>
 */
final class CallerFile implements AutoCloseable {

    /** With another number an older or newer program makes the file anew. */
    static final long FORMAT = 0x52_42_43_41_4C_4C_00_02L;

    /** What every file ends with: length and check of the words about it, format. */
    static final int END = 16;

    /** Its check, before what is in a block. */
    static final int CHECK = 4;

    private static final int LONGEST_WORDS = 1 << 20;

    private final CallerBytes bytes;
    private final CallerStamp stamp;
    private final long numbers;
    private final CallerPlaces places;

    /** It is not what was written, or cannot be read. */
    static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Broken(String why, Throwable cause) {
            super(why, cause);
        }
    }

    private CallerFile(CallerBytes bytes, CallerPlaces places, long numbers, CallerStamp stamp) {
        this.bytes = bytes;
        this.places = places;
        this.numbers = numbers;
        this.stamp = stamp;
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
        CallerStamp stamp = in.readBoolean() ? new CallerStamp(in.readUTF(), in.readUTF(), in.readUTF()) : null;
        long numbers = in.readLong();
        int blocks = in.readInt();
        if (blocks < 0 || indexAt != in.readLong() || indexAt + 16L * blocks != bytes.length() - END - length) {
            throw new IOException("not whole");
        }
        return new CallerFile(bytes, CallerPlaces.read(bytes, indexAt, blocks, indexAt, indexCheck), numbers, stamp);
    }

    /**
     * Whose the number is.
     *
     * @throws Broken when it cannot be told
     */
    List<NumberOwner> owners(long number) {
        int block = places.blockOf(number);
        if (block < 0) {
            return List.of();
        }
        try {
            byte[] read = read(bytes, places.from(block), (int) (places.from(block + 1) - places.from(block)));
            if (check(read, CHECK) != ByteBuffer.wrap(read).getInt()) {
                throw new IOException("block " + block + " is not what was written");
            }
            return CallerBlock.find(read, places.first(block), number);
        } catch (IOException | RuntimeException unreadable) {
            throw new Broken(unreadable.getMessage(), unreadable);
        }
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
        return places.memory() + bytes.memory();
    }

    static int check(byte[] bytes) {
        return check(bytes, 0);
    }

    private static int check(byte[] bytes, int from) {
        CRC32C check = new CRC32C();
        check.update(bytes, from, bytes.length - from);
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
