package org.ringbook.contacts;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Where the numbers stand: few in memory, many in a file. A file is read and not mapped, because mapped pages count as memory of
 * the server. Any thread.
 */
interface CallerBytes extends AutoCloseable {

    long length();

    /** Bytes of it that are in memory. */
    long memory();

    void read(long at, byte[] into) throws IOException;

    @Override
    void close() throws IOException;

    static CallerBytes inMemory(byte[] all) {
        return new CallerBytes() {
            @Override
            public long length() {
                return all.length;
            }

            @Override
            public long memory() {
                return all.length;
            }

            @Override
            public void read(long at, byte[] into) throws IOException {
                if (at < 0 || at > all.length - into.length) {
                    throw new EOFException();
                }
                System.arraycopy(all, (int) at, into, 0, into.length);
            }

            @Override
            public void close() {}
        };
    }

    static CallerBytes inFile(Path file) throws IOException {
        return new CallersOnDisk(file);
    }
}
