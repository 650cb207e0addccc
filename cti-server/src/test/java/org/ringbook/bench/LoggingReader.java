package org.ringbook.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/** The whole server on a PostgreSQL of its own, until every call is committed. Raw messages are kept, too. */
final class LoggingReader implements Reader {

    private final Path home = Files.createTempDirectory("ringbook-bench");
    private final TapeServer pbx = new TapeServer();
    private final ServerProcess server = new ServerProcess(home, settings(pbx.port()));
    private final TapeServer.Listener listener = pbx.accept(true);
    private final JdbcClient database = server.database();
    private long messages;
    private long calls;

    LoggingReader() throws Exception {}

    static List<String> settings(int pbx) {
        String bench = "ringbook.asterisk.bench.";
        return List.of(
                bench + "host=127.0.0.1",
                bench + "port=" + pbx,
                bench + "secret=secret",
                bench + "ping=1m",
                bench + "trunks=PJSIP/carrier");
    }

    @Override
    public String name() {
        return "the whole server, calls durable";
    }

    @Override
    public long read(Tape tape, byte[] bytes) throws Exception {
        messages += tape.size();
        calls += tape.calls();
        long start = System.nanoTime();
        listener.send(bytes);
        Reader.await(
                Duration.ofMillis(25),
                () -> ended() == calls,
                () -> "%d calls of %d in the log".formatted(ended(), calls));
        long took = System.nanoTime() - start;
        // Beside the calls are FullyBooted, and answers to pings.
        Reader.await(
                Duration.ofMillis(25),
                () -> kept() > messages,
                () -> "%d messages of %d kept".formatted(kept(), messages + 1));
        return took;
    }

    @Override
    public Duration cpu() {
        return server.cpu();
    }

    private long ended() {
        return database.sql("select count(*) from call where state = 'ended'")
                .query(Long.class)
                .single();
    }

    private long kept() {
        return database.sql("select coalesce(sum(messages), 0) from raw_chunk")
                .query(Long.class)
                .single();
    }

    @Override
    public void close() throws Exception {
        server.close();
        listener.close();
        pbx.close();
        FileSystemUtils.deleteRecursively(home);
    }
}
