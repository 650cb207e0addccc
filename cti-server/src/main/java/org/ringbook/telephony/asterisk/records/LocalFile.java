package org.ringbook.telephony.asterisk.records;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;

/** On this machine, or on a share that is mounted here. */
final class LocalFile implements RecordFile, RecordFile.Session {

    private final String path;

    LocalFile(String path) {
        this.path = path;
    }

    @Override
    public Session open() throws IOException {
        if (size("") < 0) {
            throw new IOException("There is no file " + path + ", or it may not be read.");
        }
        return this;
    }

    @Override
    public long size(String suffix) throws IOException {
        Path file = Path.of(path + suffix);
        return Files.isReadable(file) ? Files.size(file) : -1;
    }

    @Override
    public byte[] read(String suffix, long offset, int length) throws IOException {
        try (var channel = Files.newByteChannel(Path.of(path + suffix))) {
            channel.position(offset);
            InputStream in = Channels.newInputStream(channel);
            return in.readNBytes(length);
        }
    }

    @Override
    public void close() {
        // nothing is held
    }
}
