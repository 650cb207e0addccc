package org.ringbook.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadedClassesTest {

    @TempDir
    private Path folder;

    @Test
    void whatJavaCannotTakeFromAnArchiveWhileItIsWatchedIsLeftOut() throws IOException {
        try (var jar = new JarOutputStream(Files.newOutputStream(folder.resolve("postgresql.jar")))) {
            jar.putNextEntry(new JarEntry("org/postgresql/util/Cleaner.class"));
            jar.putNextEntry(new JarEntry("META-INF/versions/11/org/postgresql/util/Cleaner.class"));
        }
        Path list = folder.resolve("classes.list");
        Files.writeString(list, """
                # Written by Java
                java/lang/Object id: 0
                org/ringbook/RingbookServer id: 1
                org/postgresql/util/Cleaner id: 2
                java/lang/invoke/BoundMethodHandle$Species_LL id: 3
                @lambda-proxy org/ringbook/RingbookServer run ()Ljava/lang/Runnable;
                @lambda-proxy org/postgresql/util/Cleaner run ()Ljava/lang/Runnable;
                @lambda-form-invoker [LF_RESOLVE] java.lang.invoke.DirectMethodHandle$Holder invokeStatic L
                org/ringbook/half wri""");

        assertThat(LoadedClasses.archivable(list, folder))
                .containsExactly(
                        "# Written by Java",
                        "java/lang/Object id: 0",
                        "org/ringbook/RingbookServer id: 1",
                        "@lambda-proxy org/ringbook/RingbookServer run ()Ljava/lang/Runnable;");
    }
}
