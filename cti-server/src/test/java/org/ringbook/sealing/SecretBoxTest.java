package org.ringbook.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretBoxTest {

    @TempDir
    Path home;

    @Test
    void whatWasSealedIsOpenedWithTheSameKey() {
        byte[] sealed = new SecretBox(home.resolve("one.key")).seal("парабола");
        assertThat(new SecretBox(home.resolve("one.key")).open(sealed)).contains("парабола");
        assertThat(new SecretBox(home.resolve("none.key")).open(sealed)).isEmpty();
    }

    @Test
    void aKeyThatCannotBeReadOpensNothingAndSealsNothing() throws IOException {
        byte[] sealed = new SecretBox(home.resolve("one.key")).seal("парабола");
        var unreadable = new SecretBox(Files.createDirectory(home.resolve("folder.key")));
        assertThat(unreadable.open(sealed)).isEmpty();
        assertThatThrownBy(() -> unreadable.seal("парабола")).isInstanceOf(UncheckedIOException.class);
    }
}
