package org.ringbook.recordings.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.ringbook.recordings.StoredSound;

/** Sound files in a folder, parted by the first two letters of their names. Links are never followed. Any thread. */
final class SoundFolder {

    private static final String NAME = "[0-9a-f]{64}(\\.sealed)?";

    private final Path folder;

    SoundFolder(Path folder) {
        this.folder = folder;
    }

    private Path place(String name) {
        if (!name.matches(NAME)) {
            throw new IllegalArgumentException("not a name of a sound");
        }
        return folder.resolve(name.substring(0, 2)).resolve(name);
    }

    boolean has(String name) {
        return Files.isRegularFile(place(name), LinkOption.NOFOLLOW_LINKS);
    }

    /** A file of the same disk, to be taken over by {@link #take}. */
    Path newFile() throws IOException {
        Files.createDirectories(folder);
        return Files.createTempFile(folder, "new-", ".part");
    }

    /** The file lies there for good when this returns, dated so. */
    void take(Path file, String name, Instant at) throws IOException {
        Path place = place(name);
        Files.createDirectories(place.getParent());
        Files.setLastModifiedTime(file, FileTime.from(at));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(file, place, StandardCopyOption.ATOMIC_MOVE);
        sync(place.getParent());
    }

    /** The name in its folder, too, outlives a power cut; where the system cannot say so, it is left to it. */
    private static void sync(Path directory) {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException notOnThisSystem) {
            // Windows opens no folder.
        }
    }

    void remove(String name) throws IOException {
        Files.deleteIfExists(place(name));
    }

    Optional<Instant> dated(String name) throws IOException {
        return has(name)
                ? Optional.of(Files.getLastModifiedTime(place(name), LinkOption.NOFOLLOW_LINKS)
                        .toInstant())
                : Optional.empty();
    }

    Optional<Long> size(String name) throws IOException {
        return has(name) ? Optional.of(Files.size(place(name))) : Optional.empty();
    }

    /** @param sealing of a sealed one; null for a plain one */
    Optional<StoredSound> open(String name, Sealing sealing) throws IOException {
        if (!has(name)) {
            return Optional.empty();
        }
        Path place = place(name);
        if (sealing == null) {
            return Optional.of(new Plain(place, Files.size(place)));
        }
        try (var file = new RandomAccessFile(place.toFile(), "r")) {
            return Optional.of(new Sealed(place, sealing, sealing.length(file)));
        }
    }

    private record Plain(Path place, long length) implements StoredSound {

        @Override
        public InputStream read(long from, long count) throws IOException {
            return new Limited(FileChannel.open(place, StandardOpenOption.READ).position(from), count);
        }
    }

    private record Sealed(Path place, Sealing sealing, long length) implements StoredSound {

        @Override
        public InputStream read(long from, long count) throws IOException {
            var file = new RandomAccessFile(place.toFile(), "r");
            try {
                return sealing.open(file, from, count);
            } catch (IOException changed) {
                file.close();
                throw changed;
            }
        }
    }

    /** So many bytes of a channel. */
    private static final class Limited extends InputStream {

        private final FileChannel channel;
        private long left;

        Limited(FileChannel channel, long count) {
            this.channel = channel;
            this.left = count;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int wanted) throws IOException {
            if (left <= 0) {
                return -1;
            }
            int read = channel.read(java.nio.ByteBuffer.wrap(into, offset, (int) Math.min(wanted, left)));
            left -= Math.max(0, read);
            return read;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    /** Everything that lies in the folder and is none of our own files under way; as paths below it. */
    void all(Consumer<Path> found) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> inside = Files.walk(folder, 8, new FileVisitOption[0])) {
            inside.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .map(folder::relativize)
                    .filter(path ->
                            !(path.getNameCount() == 1 && path.toString().endsWith(".part")))
                    .forEach(found);
        }
    }

    /** How a sound of that name stands below the folder. */
    static Path below(String name) {
        return Path.of(name.substring(0, 2), name);
    }

    /** Bytes that are left on its disk. */
    long usable() throws IOException {
        Path there = folder.toAbsolutePath();
        while (!Files.exists(there)) {
            there = there.getParent();
        }
        return Files.getFileStore(there).getUsableSpace();
    }
}
