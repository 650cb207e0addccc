package org.ringbook.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** On this machine, or on a share that is mounted here. */
final class LocalFiles implements FileServer, FileServer.Session {

    @Override
    public Session open() {
        return this;
    }

    @Override
    public long size(String path) throws IOException {
        Path file = Path.of(path);
        return Files.isRegularFile(file) && Files.isReadable(file) ? Files.size(file) : -1;
    }

    @Override
    public byte[] read(String path, long offset, int length) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(Path.of(path))) {
            channel.position(offset);
            return Channels.newInputStream(channel).readNBytes(length);
        }
    }

    @Override
    public void copy(String path, long offset, OutputStream into) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(Path.of(path))) {
            channel.position(offset);
            Channels.newInputStream(channel).transferTo(into);
        }
    }

    @Override
    public boolean leadsOut(String path, String folder) throws IOException {
        Path file = Path.of(path);
        return Files.exists(file)
                && !file.toRealPath().startsWith(Path.of(folder).toRealPath());
    }

    @Override
    public void close() {
        // nothing is held
    }
}
