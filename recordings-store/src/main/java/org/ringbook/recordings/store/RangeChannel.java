package org.ringbook.recordings.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/**
 * The beginning of an encrypted file as a channel, for one thread. The storage is asked once for what is read without a jump, and never
 * for the head, which is known.
 */
final class RangeChannel implements SeekableByteChannel {

    private final EncryptedFile file;
    private final long end;
    private long position;
    private InputStream in;
    private boolean open = true;

    RangeChannel(EncryptedFile file, long end) {
        this.file = file;
        this.end = end;
    }

    /** Fills it: Tink takes less for a channel that has no more now, and gives nothing then. */
    @Override
    public int read(ByteBuffer into) throws IOException {
        if (position >= end) {
            return into.hasRemaining() ? -1 : 0;
        }
        int wanted = (int) Math.min(into.remaining(), end - position);
        int ofHead = (int) Math.max(0, Math.min(wanted, file.head().length - position));
        if (ofHead > 0) {
            into.put(file.head(), (int) position, ofHead);
            position += ofHead;
        }
        if (wanted > ofHead) {
            readOn(into, wanted - ofHead);
        }
        return wanted;
    }

    private void readOn(ByteBuffer into, int wanted) throws IOException {
        if (in == null) {
            in = file.read(position, end);
        }
        byte[] some = in.readNBytes(wanted);
        if (some.length < wanted) {
            throw new IOException("The file of the recording ended early.");
        }
        into.put(some);
        position += wanted;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public RangeChannel position(long next) throws IOException {
        if (next != position) {
            leave();
            position = next;
        }
        return this;
    }

    private void leave() throws IOException {
        if (in != null) {
            in.close();
            in = null;
        }
    }

    @Override
    public long size() {
        return file.size();
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() throws IOException {
        open = false;
        leave();
    }

    @Override
    public int write(ByteBuffer from) {
        throw new NonWritableChannelException();
    }

    @Override
    public RangeChannel truncate(long size) {
        throw new NonWritableChannelException();
    }
}
