package org.ringbook.recordings.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.CRC32;

/**
 * Files that look as if they were still being written, and whether they are: what is the same again after a while, and its call
 * over, is written by nobody. In memory: after a restart it takes two more looks. Any thread.
 */
final class StandingStill {

    private static final int MOST = 10_000;
    private static final int BUFFER = 256 * 1024;

    private final Duration after;
    private final Map<UUID, Look> looks = new LinkedHashMap<>();

    private record Look(long sum, long bytes, Instant first) {}

    /** @param after how long a file must have been the same */
    StandingStill(Duration after) {
        this.after = after;
    }

    /**
     * Looks at the files once more.
     *
     * @param endedAt end of the call; null when it is not known
     * @return whether nothing has been written to them for a while
     */
    boolean are(UUID id, List<Path> files, Instant endedAt, Instant now) throws IOException {
        Look look = look(files, now);
        synchronized (looks) {
            Look before = looks.get(id);
            boolean same = before != null && before.sum == look.sum && before.bytes == look.bytes;
            if (!same) {
                looks.put(id, look);
                if (looks.size() > MOST) {
                    looks.remove(looks.keySet().iterator().next());
                }
            }
            boolean over = endedAt == null || !now.isBefore(endedAt.plus(after));
            return same && over && !now.isBefore(before.first.plus(after));
        }
    }

    void forget(UUID id) {
        synchronized (looks) {
            looks.remove(id);
        }
    }

    private static Look look(List<Path> files, Instant now) throws IOException {
        var sum = new CRC32();
        long bytes = 0;
        byte[] buffer = new byte[BUFFER];
        for (Path file : files) {
            try (InputStream in = Files.newInputStream(file)) {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    sum.update(buffer, 0, read);
                    bytes += read;
                }
            }
        }
        return new Look(sum.getValue(), bytes, now);
    }
}
