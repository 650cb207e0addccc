package org.ringbook.housekeeping;

import java.io.IOException;
import java.io.PrintStream;
import org.ringbook.commands.ServerParts;
import org.ringbook.recordings.store.Verification;

/** {@code verify-recordings}: is every recording there, and is it what was kept? */
public final class VerifyRecordingsCommand extends StoreCommand {

    private static final int TELL_EVERY = 1000;

    @Override
    public String name() {
        return "verify-recordings";
    }

    @Override
    String usage() {
        return """
                Usage: java -jar cti-server.jar verify-recordings [--key=value …]

                Reads every recording that is kept and holds it against the ledger, and the ledger against itself. Prints what is
                missing, changed, surplus or dated otherwise, and where the chain is broken. Ends with 0 when all is well.

                  --key=value          a setting of the server, such as --ringbook.home=/var/lib/ringbook
                """;
    }

    @Override
    int work(ServerParts parts, boolean write, PrintStream out, PrintStream err) throws IOException {
        Verification verification = parts.part(Verification.class, Verification::entries);
        Verification.Result result =
                verification.run(finding -> out.println(words(finding.trouble()) + ": " + finding.what()), done -> {
                    if (done % TELL_EVERY == 0) {
                        err.println(done + " recordings read");
                    }
                });
        out.printf(
                "%d recordings, %d MB, %d entries in the ledger; %s%n",
                result.files(),
                result.bytes() / 1_000_000,
                result.entries(),
                result.findings() == 0 ? "all is as it was kept." : result.findings() + " findings.");
        out.println("Seal of the last entry: " + result.seal());
        out.println("Write it down elsewhere: it proves later that nothing was taken from the end.");
        return result.findings() == 0 ? 0 : 1;
    }

    private static String words(Verification.Trouble trouble) {
        return switch (trouble) {
            case MISSING -> "missing";
            case CHANGED -> "changed";
            case SURPLUS -> "surplus";
            case OTHER_DATE -> "dated otherwise";
            case CHAIN_BROKEN -> "chain broken at entry";
            case BACK_DATED -> "back-dated entry";
        };
    }
}
