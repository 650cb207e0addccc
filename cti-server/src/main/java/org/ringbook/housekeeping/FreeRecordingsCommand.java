package org.ringbook.housekeeping;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import org.ringbook.commands.ServerParts;
import org.ringbook.recordings.store.Retention;

/** {@code free-recordings}: what would go by the rules of the settings; with {@code --write} it goes. */
public final class FreeRecordingsCommand extends StoreCommand {

    @Override
    public String name() {
        return "free-recordings";
    }

    @Override
    String usage() {
        return """
                Usage: java -jar cti-server.jar free-recordings [--write] [--key=value …]

                Prints what each rule of ringbook.recordings.keep lets go now. Nothing is removed without --write; the server does
                the same each night by itself.

                  --key=value          a setting of the server, such as --ringbook.home=/var/lib/ringbook
                """;
    }

    @Override
    int work(ServerParts parts, boolean write, PrintStream out, PrintStream err) throws IOException {
        Retention retention = parts.part(Retention.class, part -> {});
        Instant now = Instant.now();
        List<Retention.Going> all = write ? retention.free(now) : retention.dryRun(now);
        for (Retention.Going going : all) {
            out.printf(
                    "rule %d, %s: %d recordings, %d MB%s%n",
                    going.rule(),
                    going.words(),
                    going.recordings(),
                    going.bytes() / 1_000_000,
                    going.oldest() == null ? "" : ", the oldest of " + going.oldest());
        }
        if (all.isEmpty()) {
            out.println("There is no rule in ringbook.recordings.keep: everything stays.");
        } else if (!write) {
            out.println("Nothing was removed. To remove it now, add --write.");
        }
        return 0;
    }
}
