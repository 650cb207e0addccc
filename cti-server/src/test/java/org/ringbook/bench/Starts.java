package org.ringbook.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.springframework.util.FileSystemUtils;

/** How long the demo takes to be ready: the first start, which makes the database, and those after it. */
final class Starts {

    private Starts() {}

    static void run(int times) throws Exception {
        Path home = Files.createTempDirectory("ringbook-bench");
        System.out.println();
        try {
            for (int i = 0; i <= times; i++) {
                try (var server = new ServerProcess(home, List.of())) {
                    System.out.printf(
                            Locale.ROOT,
                            "demo, start %d: ready after %.1f s, %,d MB resident%n",
                            i + 1,
                            server.untilReady.toMillis() / 1e3,
                            server.resident() >> 20);
                }
            }
        } finally {
            FileSystemUtils.deleteRecursively(home);
        }
    }
}
