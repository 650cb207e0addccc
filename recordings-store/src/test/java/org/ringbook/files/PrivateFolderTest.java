package org.ringbook.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class PrivateFolderTest {

    @TempDir
    Path disk;

    @Test
    void whatIsMadeIsForItsOwnerAlone() throws Exception {
        Path recordings = disk.resolve("ringbook-data/recordings");
        PrivateFolder.make(recordings);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(recordings)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(recordings.getParent())))
                .isEqualTo("rwx------");
        assertThat(PrivateFolder.isOpenToOthers(recordings)).isFalse();
    }

    @Test
    void whatSomebodyMadeForOthersStaysAndIsKnown() throws Exception {
        Path shared = Files.createDirectory(disk.resolve("shared"));
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxr-x---"));
        PrivateFolder.make(shared);

        assertThat(PrivateFolder.isOpenToOthers(shared)).isTrue();
        assertThat(PrivateFolder.isOpenToOthers(disk.resolve("nowhere"))).isFalse();
    }
}
