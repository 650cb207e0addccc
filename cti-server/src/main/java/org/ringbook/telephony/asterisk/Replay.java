package org.ringbook.telephony.asterisk;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ringbook.calls.Call;
import org.ringbook.calls.fold.Calls;
import org.ringbook.commands.Command;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.telephony.asterisk.records.RecordsText;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code replay FILE}: reads a captured AMI stream, or a CEL or CDR file, and prints the calls that come of it, one JSON object a
 * line, in the order in which they began. When none comes it says why. No database, no network: support's first tool.
 */
public final class Replay implements Command {

    private static final String USAGE = """
            Usage: java -jar cti-server.jar replay FILE [options]

            Reads a captured AMI stream, or a CEL or CDR file of Asterisk ("-" for standard input), and prints
            the calls that come of it, one JSON object a line, times in UTC. When none comes it says why
            and ends with 1.

              --trunk PJSIP/carrier        endpoint that leads out of the company; repeat for each.
                                           With none, an endpoint named like an extension is a telephone
                                           and every other one leads out.
              --extension PJSIP/anna=101   extension of a telephone whose endpoint has another name; repeat.
              --region RU                  country of numbers written without a country code.
              --time-zone Europe/Moscow    of the times in a CEL or CDR file that are written without one.
              --why                        add the rules that fired.
            """;

    /** What one command line asks for. */
    private static final class Wanted {
        final List<String> trunks = new ArrayList<>();
        final Map<String, String> extensions = new HashMap<>();
        String region = "RU";
        ZoneId zone = ZoneId.systemDefault();
        boolean why;
        String file;
    }

    @Override
    public String name() {
        return "replay";
    }

    @Override
    public int run(List<String> args, PrintStream out, PrintStream err) {
        Wanted wanted;
        try {
            wanted = parse(args);
        } catch (IllegalArgumentException notUnderstood) {
            err.println(notUnderstood.getMessage());
            err.println();
            err.print(USAGE);
            return 2;
        }
        try {
            return print(wanted, out, err) ? 0 : 1;
        } catch (NoSuchFileException missing) {
            err.println("Cannot read " + wanted.file + ": there is no such file.");
        } catch (IOException | InvalidPathException unreadable) {
            err.println("Cannot read " + wanted.file + ": " + unreadable.getMessage());
        } catch (IllegalArgumentException region) {
            err.println(region.getMessage());
        }
        return 1;
    }

    private static Wanted parse(List<String> args) {
        var wanted = new Wanted();
        for (int i = 0; i < args.size(); i++) {
            String arg = args.get(i);
            switch (arg) {
                case "--trunk" -> wanted.trunks.add(value(args, ++i, arg));
                case "--region" -> wanted.region = value(args, ++i, arg);
                case "--time-zone" -> wanted.zone = zone(value(args, ++i, arg));
                case "--why" -> wanted.why = true;
                case "--extension" -> {
                    String[] pair = value(args, ++i, arg).split("=", 2);
                    if (pair.length != 2) {
                        throw new IllegalArgumentException("--extension takes ENDPOINT=EXTENSION");
                    }
                    wanted.extensions.put(pair[0], pair[1]);
                }
                default -> file(wanted, arg);
            }
        }
        if (wanted.file == null) {
            throw new IllegalArgumentException("Which file?");
        }
        return wanted;
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException unknown) {
            throw new IllegalArgumentException(
                    "--time-zone takes a name such as Europe/Moscow, or an offset such as +03:00");
        }
    }

    private static void file(Wanted wanted, String arg) {
        if (arg.startsWith("--") || wanted.file != null) {
            throw new IllegalArgumentException("Not understood: " + arg);
        }
        wanted.file = arg;
    }

    private static String value(List<String> args, int at, String option) {
        if (at >= args.size()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return args.get(at);
    }

    /** @return whether any call came of it */
    private static boolean print(Wanted wanted, PrintStream out, PrintStream err) throws IOException {
        var json = JsonMapper.builder().build();
        var plan = new NumberPlan(wanted.region);
        String text = CapturedText.read(wanted.file);
        var reading = new ReplayedText(new AmiTranslation(new Endpoints(wanted.trunks, wanted.extensions)));
        if (RecordsText.is(text)) {
            reading.records(RecordsText.read(text, wanted.zone));
        } else {
            reading.stream(text);
        }
        List<Call> calls = Calls.derive("replay", plan, reading.facts());
        for (Call call : calls) {
            ObjectNode line = json.valueToTree(call);
            if (!wanted.why) {
                line.remove("rules");
            }
            out.println(json.writeValueAsString(line));
        }
        reading.remarks().forEach(err::println);
        if (calls.isEmpty()) {
            err.println("No call came of " + wanted.file + ": " + reading.whyNothing());
        }
        return !calls.isEmpty();
    }
}
