package org.ringbook.derivation;

import java.io.PrintStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ringbook.calls.CallDifference;
import org.ringbook.calls.log.CallLog;
import org.ringbook.calls.log.CallRewrites;
import org.ringbook.commands.Command;
import org.ringbook.commands.ServerParts;
import org.ringbook.derivation.DerivationRun.Change;
import org.ringbook.derivation.DerivationRun.Outcome;
import org.ringbook.derivation.DerivationRun.Status;
import org.ringbook.derivation.DerivationRun.Wanted;
import org.ringbook.feed.ChangeTable;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;

/** {@code derive}: the calls of a period once more, from the command line; a dry run unless told to write. */
public final class DeriveCommand implements Command {

    private static final String USAGE = """
            Usage: java -jar cti-server.jar derive --from DAY --to DAY [options]

            Derives the calls of a period again from what is kept of the sources, with the rules of this version
            and today's settings, and prints what would change.

              --from 2026-11-01    first day, or a time such as 2026-11-01T09:00:00+03:00
              --to 2026-11-30      last day, inclusive; or a time, exclusive
              --source office      one source; all without it
              --write              write it; what was there before is kept and can be brought back with --undo
              --undo ID            bring back what was before; the id is printed when something is written
              --key=value          a setting of the server, such as --ringbook.home=/var/lib/ringbook
            """;

    /** No stereotype: the server itself must not find it. */
    @ComponentScan(basePackages = {"org.ringbook.telephony", "org.ringbook.derivation", "org.ringbook.staff"})
    @Import({CallLog.class, CallRewrites.class, ChangeTable.class})
    static class Parts {}

    /** What one command line asks for. */
    private static final class Asked {
        Instant from;
        Instant to;
        String source;
        boolean write;
        String undo;
        final List<String> settings = new ArrayList<>();
    }

    @Override
    public String name() {
        return "derive";
    }

    @Override
    public int run(List<String> args, PrintStream out, PrintStream err) {
        Asked asked;
        try {
            asked = parse(args);
        } catch (IllegalArgumentException notUnderstood) {
            err.println(notUnderstood.getMessage());
            err.println();
            err.print(USAGE);
            return 2;
        }
        try (ServerParts parts = ServerParts.with(asked.settings, Parts.class)) {
            return asked.undo == null ? derive(parts, asked, out, err) : undo(parts, asked, out, err);
        } catch (ServerParts.Unavailable inWords) {
            err.println(inWords.getMessage());
            err.println("While the server runs on this database, use its page: Telephony, \"Derive again\".");
            return 1;
        }
    }

    private static Asked parse(List<String> args) {
        var asked = new Asked();
        for (int i = 0; i < args.size(); i++) {
            String arg = args.get(i);
            switch (arg) {
                case "--from" -> asked.from = time(value(args, ++i, arg), 0);
                case "--to" -> asked.to = time(value(args, ++i, arg), 1);
                case "--source" -> asked.source = value(args, ++i, arg);
                case "--undo" -> asked.undo = value(args, ++i, arg);
                case "--write" -> asked.write = true;
                default -> {
                    if (!arg.startsWith("--") || arg.indexOf('=') < 0) {
                        throw new IllegalArgumentException("Not understood: " + arg);
                    }
                    asked.settings.add(arg);
                }
            }
        }
        if (asked.undo == null && (asked.from == null || asked.to == null)) {
            throw new IllegalArgumentException("Which period? Give --from and --to.");
        }
        if (asked.undo == null && !asked.from.isBefore(asked.to)) {
            throw new IllegalArgumentException("--from must be before --to.");
        }
        return asked;
    }

    private static String value(List<String> args, int at, String option) {
        if (at >= args.size()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return args.get(at);
    }

    /** @param days to add to a day without a time */
    private static Instant time(String text, int days) {
        try {
            return text.length() == 10
                    ? LocalDate.parse(text)
                            .plusDays(days)
                            .atStartOfDay(ZoneId.systemDefault())
                            .toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException unreadable) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no day and no time. Write 2026-11-01, or 2026-11-01T09:00:00+03:00.");
        }
    }

    private static int derive(ServerParts parts, Asked asked, PrintStream out, PrintStream err) {
        DeriveAgain again = parts.part(DeriveAgain.class, all -> all.written(1));
        boolean nothing = again.kept().stream()
                .noneMatch(kept -> asked.source == null || kept.source().equals(asked.source));
        if (nothing) {
            err.println(
                    asked.source == null
                            ? "Nothing of any source is kept."
                            : "Nothing of a source \"" + asked.source + "\" is kept.");
            return 1;
        }
        var run = new DerivationRun(new Wanted(asked.from, asked.to, asked.source, asked.write, "derive"));
        again.work(run);
        Status status = run.status();
        status.changes().forEach(change -> print(change, out));
        if (status.differing() > status.changes().size()) {
            out.println("… and " + (status.differing() - status.changes().size()) + " more");
        }
        for (Outcome outcome : Outcome.values()) {
            if (status.count(outcome) > 0) {
                out.println(words(outcome) + ": " + status.count(outcome));
            }
        }
        status.unreadable()
                .forEach(source -> err.println("The settings do not name the source \"" + source
                        + "\", of which messages are kept: they were not read."));
        return end(asked, status, out, err);
    }

    private static int end(Asked asked, Status status, PrintStream out, PrintStream err) {
        if (status.state() == DerivationRun.State.FAILED) {
            err.println("It was broken off: " + status.failure());
            return 1;
        }
        if (status.written() != null) {
            out.println("Written. To bring back what was before: derive --undo " + status.written());
        } else if (!asked.write && status.differing() > 0) {
            out.println("Nothing was written. To write it, add --write.");
        }
        return 0;
    }

    private static void print(Change change, PrintStream out) {
        out.println(words(change.outcome()) + "  " + change.call().startedAt() + "  "
                + (change.call().external() == null ? "-" : change.call().external()) + "  "
                + change.call().id());
        for (CallDifference.Field field : change.fields()) {
            out.println("    " + field.field() + ": " + or(field.before()) + " -> " + or(field.after()));
        }
    }

    private static String or(String value) {
        return value.isEmpty() ? "(none)" : value;
    }

    private static String words(Outcome outcome) {
        return switch (outcome) {
            case GOES_ON -> "left alone, goes on";
            case CUT -> "left alone, not kept whole";
            case LOST -> "left alone, messages were lost";
            case HEALED -> "left alone, healed otherwise";
            case NOTHING_KEPT -> "left alone, nothing kept";
            default -> outcome.name().toLowerCase(Locale.ROOT);
        };
    }

    private static int undo(ServerParts parts, Asked asked, PrintStream out, PrintStream err) {
        DeriveAgain again = parts.part(DeriveAgain.class, all -> all.written(1));
        var written = again.written(Integer.MAX_VALUE).stream()
                .filter(one -> one.id().toString().equals(asked.undo))
                .findFirst();
        if (written.isEmpty() || written.get().undoneAt() != null) {
            err.println(written.isEmpty() ? "There is no such id: " + asked.undo : "It was undone already.");
            return 1;
        }
        var undone = again.undo(written.get().id());
        out.println("Brought back: " + undone.calls() + ". Changed since, and left alone: " + undone.leftAlone() + ".");
        return 0;
    }
}
