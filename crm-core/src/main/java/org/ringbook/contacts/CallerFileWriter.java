package org.ringbook.contacts;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a {@link CallerFile}: in memory as long as it is small, else in a file, which has its name when it is whole and on the
 * disk. One thread.
 */
final class CallerFileWriter implements AutoCloseable {

    /** Some 20,000 numbers: read from the database as fast as from a file. */
    private static final int SMALL = 2 << 20;

    private final Path file;
    private final Path unfinished;
    private CallerPlaces.Writing index = new CallerPlaces.Writing();
    private final CallerBlock block = new CallerBlock();
    private final List<NumberOwner> owners = new ArrayList<>();
    private ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private FileOutputStream onDisk;
    private OutputStream out = memory;
    private long number;
    private long numbers;
    private long place;

    /** @param file to be written when there are many numbers; what stands there is replaced when the new one is whole */
    CallerFileWriter(Path file) {
        this.file = file;
        this.unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
    }

    /** @param next not less than the number before; of more than a hundred owners the first count */
    void add(long next, NumberOwner owner) {
        try {
            if (next != number) {
                endNumber();
                number = next;
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        if (owners.size() < CallerDirectory.CANDIDATES) {
            owners.add(owner);
        }
    }

    /** @param stamp what it was read from; null when that is not known, and then no later start uses the file */
    CallerFile finish(CallerStamp stamp) throws IOException {
        endNumber();
        endBlock();
        byte[] words = words(stamp, index.write(out));
        // Whoever reads the file makes another one of it: there must be room.
        index = null;
        DataOutputStream end = new DataOutputStream(out);
        end.write(words);
        end.writeInt(words.length);
        end.writeInt(CallerFile.check(words));
        end.writeLong(CallerFile.FORMAT);
        end.flush();
        if (onDisk == null) {
            return CallerFile.open(CallerBytes.inMemory(memory.toByteArray()));
        }
        onDisk.getFD().sync();
        out.close();
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        return CallerFile.open(file);
    }

    private byte[] words(CallerStamp stamp, int indexCheck) throws IOException {
        ByteArrayOutputStream words = new ByteArrayOutputStream();
        DataOutputStream to = new DataOutputStream(words);
        to.writeLong(place);
        to.writeInt(indexCheck);
        to.writeBoolean(stamp != null);
        if (stamp != null) {
            to.writeUTF(stamp.database());
            to.writeUTF(stamp.token());
            to.writeUTF(stamp.snapshot());
        }
        to.writeLong(numbers);
        to.writeInt(index.count());
        to.writeLong(place);
        return words.toByteArray();
    }

    private void endNumber() throws IOException {
        if (!owners.isEmpty()) {
            block.add(number, owners);
            owners.clear();
            numbers++;
            if (block.isFull()) {
                endBlock();
            }
        }
    }

    private void endBlock() throws IOException {
        if (block.isEmpty()) {
            return;
        }
        index.add(block.first(), place);
        byte[] bytes = block.take();
        out.write(bytes);
        place += bytes.length;
        if (onDisk == null && place > SMALL) {
            goToDisk();
        }
    }

    private void goToDisk() throws IOException {
        Path folder = unfinished.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Files.deleteIfExists(unfinished);
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(
                    unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        onDisk = new FileOutputStream(unfinished.toFile());
        out = new BufferedOutputStream(onDisk, 1 << 16);
        memory.writeTo(out);
        memory = null;
    }

    /** What is not finished is taken away. */
    @Override
    public void close() throws IOException {
        if (onDisk != null) {
            onDisk.close();
            Files.deleteIfExists(unfinished);
        }
    }
}
