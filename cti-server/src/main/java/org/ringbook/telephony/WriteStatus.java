package org.ringbook.telephony;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.ringbook.calls.log.CallLogWriter;
import org.ringbook.calls.log.CallLogWriter.Backlog;
import org.ringbook.calls.log.Unwritten;
import org.ringbook.database.DatabaseDisk;
import org.ringbook.notices.Notice;
import org.ringbook.telephony.inbox.WrittenBeside;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Whether what the sources tell gets into the database, and if not, why and what to do about it. Any thread, no query. */
@Component
public class WriteStatus {

    private final CallLogWriter log;
    private final DatabaseDisk disk;
    private final Supplier<Stream<WrittenBeside>> beside;

    /** @param beside asked for later: some of it depends on the sources, and they are told of here */
    @Autowired
    WriteStatus(CallLogWriter log, DatabaseDisk disk, ObjectProvider<WrittenBeside> beside) {
        this(log, disk, beside::stream);
    }

    WriteStatus(CallLogWriter log, DatabaseDisk disk, Supplier<Stream<WrittenBeside>> beside) {
        this.log = log;
        this.disk = disk;
        this.beside = beside;
    }

    /** How far the call log is behind. */
    public Backlog backlog() {
        return log.backlog();
    }

    /** Why nothing is written at present, or soon will not be; empty when all is well. */
    public Optional<Notice> trouble() {
        Unwritten why = why();
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

    /** First what keeps the calls from the log. */
    private Unwritten why() {
        Unwritten ofTheLog = log.backlog().trouble();
        return ofTheLog != null
                ? ofTheLog
                : beside.get()
                        .map(WrittenBeside::trouble)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
    }

    private Notice onDisk(String key) {
        return Notice.of(key, disk.folder().orElseThrow(), disk.freeMegabytes().orElse(0L));
    }
}
