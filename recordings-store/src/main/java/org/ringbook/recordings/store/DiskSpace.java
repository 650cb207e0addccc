package org.ringbook.recordings.store;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.ringbook.files.PrivateFolder;
import org.springframework.util.unit.DataSize;

/**
 * Room on this machine's disk for what is being fetched, wherever it is kept afterwards: whoever writes there asks before and
 * meanwhile, so that several at once do not fill it either. Any thread.
 */
public final class DiskSpace {

    /** For tests of what does not ask: no end. */
    public static final DiskSpace UNLIMITED = new DiskSpace(() -> Long.MAX_VALUE, DataSize.ofBytes(0));

    /** How much is written between two looks at the disk. */
    private static final int LOOK_EVERY = 1024 * 1024;

    private final LongSupplier disk;
    private final long least;
    private volatile Instant refusedAt = Instant.MIN;

    /** @param least bytes that stay free, for the calls */
    public DiskSpace(LongSupplier disk, DataSize least) {
        this.disk = disk;
        this.least = least.toBytes();
    }

    /** @param folder made when it is not there */
    public static DiskSpace of(Path folder, DataSize least) {
        return new DiskSpace(() -> usable(folder), least);
    }

    /** A disk that cannot be asked is found out by who writes to it. */
    private static long usable(Path folder) {
        try {
            PrivateFolder.make(folder);
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException unreadable) {
            return Long.MAX_VALUE;
        }
    }

    /** Bytes that are left. */
    public long usable() {
        return disk.getAsLong();
    }

    /**
     * @param bytes that are about to be written; 0 when it is not known how many
     * @throws StoreFull when they would not leave what must stay free
     */
    public void require(long bytes) throws StoreFull {
        if (usable() - bytes < least) {
            throw refused();
        }
    }

    /** To be thrown, and noted. */
    public StoreFull refused() {
        refusedAt = Instant.now();
        return new StoreFull("There is too little room for more sound.");
    }

    /** Whether something was refused since then. */
    public boolean hasRefusedSince(Instant then) {
        return refusedAt.isAfter(then);
    }

    /** What is written there ends with {@link StoreFull} when the room does. */
    public OutputStream guard(OutputStream out) {
        return new Guarded(out);
    }

    private final class Guarded extends FilterOutputStream {

        private long untilLook = LOOK_EVERY;

        Guarded(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int count) throws IOException {
            untilLook -= count;
            if (untilLook < 0) {
                require(count);
                untilLook = LOOK_EVERY;
            }
            out.write(bytes, offset, count);
        }
    }
}
