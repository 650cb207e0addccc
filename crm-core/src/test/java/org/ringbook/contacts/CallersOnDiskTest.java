package org.ringbook.contacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many threads ask who is calling, and some of them are told to stop meanwhile. */
class CallersOnDiskTest {

    @TempDir
    private Path folder;

    private byte[] read(CallersOnDisk file, long at) throws IOException {
        byte[] into = new byte[3];
        file.read(at, into);
        return into;
    }

    @Test
    void whoIsInterruptedReadsWhatTheyAskedForAndSoDoTheOthers() throws IOException {
        Path path = Files.writeString(folder.resolve("callers"), "Маша и медведь, 1234567");
        try (var file = new CallersOnDisk(path)) {
            Thread.currentThread().interrupt();
            assertThat(read(file, file.length() - 3)).isEqualTo("567".getBytes());
            assertThat(Thread.interrupted()).isTrue();
            assertThat(read(file, file.length() - 4)).isEqualTo("456".getBytes());
        }
    }

    @Test
    void whatIsNotThereIsNotRead() throws IOException {
        Path path = Files.writeString(folder.resolve("callers"), "1234567");
        try (var file = new CallersOnDisk(path)) {
            assertThatThrownBy(() -> read(file, 5)).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void whatWasClosedStaysClosed() throws IOException {
        Path path = Files.writeString(folder.resolve("callers"), "1234567");
        var file = new CallersOnDisk(path);
        file.close();
        assertThatThrownBy(() -> read(file, 0)).isInstanceOf(ClosedChannelException.class);
    }
}
