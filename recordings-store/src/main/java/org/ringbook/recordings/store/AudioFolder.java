package org.ringbook.recordings.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
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
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ringbook.files.PrivateFolder;

/** A folder, parted by the first two letters of the names. Links are never followed. */
final class AudioFolder implements StorageBackend {

    private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}(\\.sealed)?");

    private final Path folder;

    AudioFolder(Path folder) {
        this.folder = folder;
    }

    private Path place(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a name of a sound");
        }
        return folder.resolve(below(name));
    }

    /** How a sound of that name stands below the folder. */
    static Path below(String name) {
        return Path.of(name.substring(0, 2), name);
    }

    @Override
    public String where(String name) {
        return below(name).toString();
    }

    private boolean has(String name) {
        return Files.isRegularFile(place(name), LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public Path newFile() throws IOException {
        PrivateFolder.make(folder);
        return Files.createTempFile(folder, "new-", ".part");
    }

    @Override
    public void clearLeftovers() throws IOException {
        StorageBackend.clearLeftovers(folder);
    }

    @Override
    public void take(Path file, String name, Instant at) throws IOException {
        Path place = place(name);
        PrivateFolder.make(place.getParent());
        Files.setLastModifiedTime(file, FileTime.from(at));
        sync(file);
        try {
            Files.move(file, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException otherDisk) {
            bring(file, place);
        }
        syncFolder(place.getParent());
    }

    private void bring(Path file, Path place) throws IOException {
        Path here = newFile();
        try {
            Files.copy(file, here, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            sync(here);
            Files.move(here, place, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(here);
        }
        Files.delete(file);
    }

    private static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** The name in its folder, too, outlives a power cut; where the system cannot say so, it is left to it. */
    private static void syncFolder(Path directory) {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException notOnThisSystem) {
            // Windows opens no folder.
        }
    }

    @Override
    public void date(String name, Instant at) throws IOException {
        Files.setLastModifiedTime(place(name), FileTime.from(at));
    }

    @Override
    public void remove(String name) throws IOException {
        Files.deleteIfExists(place(name));
    }

    @Override
    public Optional<Instant> dated(String name) throws IOException {
        return has(name)
                ? Optional.of(Files.getLastModifiedTime(place(name), LinkOption.NOFOLLOW_LINKS)
                        .toInstant())
                : Optional.empty();
    }

    @Override
    public Optional<Long> size(String name) throws IOException {
        return has(name) ? Optional.of(Files.size(place(name))) : Optional.empty();
    }

    @Override
    public InputStream read(String name, long from, long count) throws IOException {
        FileChannel channel = FileChannel.open(place(name), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        return new Limited(channel.position(from), count);
    }

    @Override
    public Optional<Path> file(String name) {
        return has(name) ? Optional.of(place(name)) : Optional.empty();
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
            int read = channel.read(ByteBuffer.wrap(into, offset, (int) Math.min(wanted, left)));
            left -= Math.max(0, read);
            return read;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    @Override
    public void all(Consumer<String> found) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> inside = Files.walk(folder, 8, new FileVisitOption[0])) {
            inside.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .map(folder::relativize)
                    .filter(path ->
                            !(path.getNameCount() == 1 && path.toString().endsWith(".part")))
                    .map(Path::toString)
                    .forEach(found);
        }
    }

    @Override
    public Optional<Long> usable() throws IOException {
        PrivateFolder.make(folder);
        return Optional.of(Files.getFileStore(folder).getUsableSpace());
    }
}
