package org.ringbook.housekeeping;

import java.io.PrintStream;
import java.util.List;
import java.util.function.Consumer;
import org.ringbook.calls.log.CallLog;
import org.ringbook.calls.log.CallNumbersAgain;
import org.ringbook.calls.log.CallRewrites;
import org.ringbook.commands.Command;
import org.ringbook.commands.ServerParts;
import org.ringbook.contacts.ContactNumbersAgain;
import org.ringbook.feed.ChangeTable;
import org.ringbook.numbers.NumberChange;
import org.ringbook.staff.MobilesAgain;
import org.ringbook.staff.Staff;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;

/** {@code reread-numbers}: stored numbers that today's rules read otherwise; with {@code --write} they are put right. */
public final class RereadNumbersCommand implements Command {

    private static final String USAGE = """
            Usage: java -jar cti-server.jar reread-numbers [--write] [--key=value …]

            Reads the numbers of contacts, companies, staff and calls again with the rules of this version, and prints which would be
            another one: an earlier version may have put the home country before a number of another country. Numbers that somebody may
            have stay. It may be ended at any moment and run again.

              --write              write it; calls can be brought back afterwards, with derive --undo
              --key=value          a setting of the server, such as --ringbook.home=/var/lib/ringbook
            """;

    /** No stereotype: the server itself must not find it. */
    @ComponentScan(basePackageClasses = Staff.class)
    @Import({
        CallLog.class,
        CallRewrites.class,
        ChangeTable.class,
        ContactNumbersAgain.class,
        MobilesAgain.class,
        CallNumbersAgain.class
    })
    static class Parts {}

    /** Counts and prints what is found. */
    private static final class Findings implements Consumer<NumberChange> {
        private final PrintStream out;
        private String what;
        private long changed;
        private long stayed;

        Findings(PrintStream out) {
            this.out = out;
        }

        Findings of(String kind) {
            what = kind;
            return this;
        }

        @Override
        public void accept(NumberChange found) {
            String whose = found.of().isEmpty() ? what : what + "  " + found.of();
            out.println(whose + ": " + found.before()
                    + (found.stays()
                            ? " stays: nobody can have it, and it has no other reading"
                            : " -> " + found.after()));
            changed += found.stays() ? 0 : 1;
            stayed += found.stays() ? 1 : 0;
        }
    }

    @Override
    public String name() {
        return "reread-numbers";
    }

    @Override
    public int run(List<String> args, PrintStream out, PrintStream err) {
        boolean write = args.contains("--write");
        List<String> settings =
                args.stream().filter(arg -> !arg.equals("--write")).toList();
        if (settings.stream().anyMatch(arg -> !arg.startsWith("--") || arg.indexOf('=') < 0)) {
            err.print(USAGE);
            return 2;
        }
        try (ServerParts parts = ServerParts.with(settings, Parts.class)) {
            read(parts, write, out);
            return 0;
        } catch (ServerParts.Unavailable inWords) {
            err.println(inWords.getMessage());
            return 1;
        }
    }

    private static void read(ServerParts parts, boolean write, PrintStream out) {
        var findings = new Findings(out);
        parts.part(ContactNumbersAgain.class, part -> part.read(write, findings.of("contact")));
        parts.part(MobilesAgain.class, part -> part.read(write, findings.of("staff")));
        var calls = new CallNumbersAgain.Result[1];
        parts.part(CallNumbersAgain.class, part -> {
            calls[0] = part.read(write ? "reread-numbers" : null, findings.of("calls"));
        });
        out.printf(
                "%d numbers are read otherwise, %d stay that nobody can have; %d calls change.%n",
                findings.changed, findings.stayed, calls[0].calls());
        if (calls[0].derivation() != null) {
            out.println("Written. To bring the calls back: derive --undo " + calls[0].derivation());
        } else if (write) {
            out.println("Written.");
        } else if (findings.changed + calls[0].calls() > 0) {
            out.println("Nothing was written. To write it, add --write.");
        }
    }
}
