package org.ringbook.housekeeping;

import java.io.IOException;
import java.io.PrintStream;
import org.ringbook.commands.ServerParts;
import org.ringbook.recordings.store.Reencryption;

/** {@code reencrypt-recordings}: which encrypted recordings are in the earlier format; with {@code --write} they get the published one. */
public final class ReencryptRecordingsCommand extends StoreCommand {

    private static final int TELL_EVERY = 100;

    @Override
    public String name() {
        return "reencrypt-recordings";
    }

    @Override
    String usage() {
        return """
                Usage: java -jar cti-server.jar reencrypt-recordings [--write] [--key=value …]

                Counts the encrypted recordings that are in the earlier format RBS1; they can be listened to as before. With --write
                each is encrypted anew in the published format, read again, compared with the ledger, and only then put in
                the place of the old file. It may be stopped at any moment and run again.

                  --key=value          a setting of the server, such as --ringbook.home=/var/lib/ringbook
                """;
    }

    @Override
    int work(ServerParts parts, boolean write, PrintStream out, PrintStream err) throws IOException {
        Reencryption reencryption = parts.part(Reencryption.class, Reencryption::kept);
        Reencryption.Result result = reencryption.run(
                write,
                name -> out.println("changed, or encrypted with another key; it stays as it is: " + name),
                (done, all) -> {
                    if (done % TELL_EVERY == 0) {
                        err.println(done + " of " + all + " recordings looked at");
                    }
                });
        out.printf(
                "%d recordings are kept; %d of them, %d MB, %s%n",
                result.kept(),
                result.earlier() - result.failed(),
                result.bytes() / 1_000_000,
                write
                        ? "were brought from the format RBS1 into the published one."
                        : "are in the earlier format RBS1.");
        if (!write && result.earlier() > 0) {
            out.println("Nothing was changed. To bring them into the published format, add --write.");
        }
        return result.failed() == 0 ? 0 : 1;
    }
}
