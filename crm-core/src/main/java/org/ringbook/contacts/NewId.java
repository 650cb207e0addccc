package org.ringbook.contacts;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Ids in order of time (UUIDv7): rows made together lie together, in tables and in indexes. */
public final class NewId {

    private NewId() {}

    public static UUID next() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long time = System.currentTimeMillis() << 16;
        return new UUID(time | 0x7000 | random.nextInt(0x1000), random.nextLong() >>> 2 | 0x8000000000000000L);
    }
}
