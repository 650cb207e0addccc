package org.ringbook.contacts;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Read at any place by one call of the system. A thread that is interrupted while it reads closes the channel for all; it is opened
 * again then, and nobody is told anything but what they asked for. Any thread.
 */
final class CallersOnDisk implements CallerBytes {

    private final Path file;
    private final long length;
    private volatile FileChannel channel;
    private boolean closed;

    CallersOnDisk(Path file) throws IOException {
        this.file = file;
        this.channel = FileChannel.open(file, StandardOpenOption.READ);
        this.length = channel.size();
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public long memory() {
        return 0;
    }

    @Override
    public void read(long at, byte[] into) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                FileChannel now = channel;
                try {
                    read(now, at, ByteBuffer.wrap(into));
                    return;
                } catch (ClosedChannelException byAnInterrupt) {
                    interrupted |= Thread.interrupted();
                    openAgain(now);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void read(FileChannel from, long at, ByteBuffer into) throws IOException {
        while (into.hasRemaining()) {
            if (from.read(into, at + into.position()) < 0) {
                throw new EOFException();
            }
        }
    }

    private synchronized void openAgain(FileChannel broken) throws IOException {
        if (closed) {
            throw new ClosedChannelException();
        }
        if (channel == broken) {
            channel = FileChannel.open(file, StandardOpenOption.READ);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        channel.close();
    }
}
