package org.ringbook.telephony;

import org.ringbook.notices.Notice;
import java.util.Optional;
import org.ringbook.calls.log.CallLogWriter;
import org.ringbook.calls.log.CallLogWriter.Backlog;
import org.ringbook.calls.log.Unwritten;
import org.ringbook.database.DatabaseDisk;
import org.springframework.stereotype.Component;

/** Whether what the sources tell gets into the database, and if not, why and what to do about it. Any thread, no query. */
@Component
public class Keeping {

    private final CallLogWriter log;
    private final DatabaseDisk disk;

    Keeping(CallLogWriter log, DatabaseDisk disk) {
        this.log = log;
        this.disk = disk;
    }

    /** How far the call log is behind. */
    public Backlog backlog() {
        return log.backlog();
    }

    /** Why nothing is written at present, or soon will not be; empty when all is well. */
    public Optional<Notice> trouble() {
        Unwritten why = log.backlog().trouble();
        if (why == null) {
            return disk.isLow() ? Optional.of(onDisk(disk.isFull() ? "keep.full" : "keep.low")) : Optional.empty();
        }
        // A PostgreSQL whose disk is full ends, and then does not answer: the disk is what somebody can do something
        // about.
        if (disk.isFull()) {
            return Optional.of(onDisk("keep.full"));
        }
        String key = "keep." + why.kind().name().toLowerCase(java.util.Locale.ROOT);
        return Optional.of(disk.folder()
                .map(own -> Notice.of(key + ".own", why.said(), own))
                .orElseGet(() -> Notice.of(key, why.said())));
    }

    private Notice onDisk(String key) {
        return Notice.of(key, disk.folder().orElseThrow(), disk.freeMegabytes().orElse(0L));
    }
}
