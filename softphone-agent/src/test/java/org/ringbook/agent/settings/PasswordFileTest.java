package org.ringbook.agent.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of the telephone's password, for whom, and that nobody else reads it. */
class PasswordFileTest {

    @TempDir
    Path folder;

    @Test
    void itIsKeptForItsAccountAloneAndForgotten() throws Exception {
        var file = new PasswordFile(folder);
        assertThat(file.read("101@pbx")).isEmpty();
        file.keep("101@pbx", "s3cret");
        assertThat(file.read("101@pbx")).contains("s3cret");
        assertThat(file.read("102@pbx")).isEmpty();
        file.forget();
        assertThat(file.read("101@pbx")).isEmpty();
    }

    @Test
    void onlyItsOwnerMayReadIt() throws Exception {
        assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
        new PasswordFile(folder).keep("101@pbx", "s3cret");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("telephone-password"))))
                .isEqualTo("rw-------");
    }
}
