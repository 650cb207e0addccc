package org.ringbook.telephony.asterisk;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallFact;
import org.ringbook.calls.fold.Calls;
import org.ringbook.commands.Command;
import org.ringbook.numbers.NumberPlan;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code replay FILE}: reads a captured AMI stream and prints the calls that come of it, one JSON object a line, in the
 * order in which they began. No database, no network: support's first tool.
 */
public final class Replay implements Command {

    private static final String USAGE = """
            Usage: java -jar cti-server.jar replay FILE [options]

            Reads a captured AMI stream ("-" for standard input) and prints the calls that come of it,
            one JSON object a line, times in UTC.

              --trunk PJSIP/carrier        endpoint that leads out of the company; repeat for each.
                                           With none, an endpoint named like an extension is a telephone
                                           and every other one leads out.
              --extension PJSIP/anna=101   extension of a telephone whose endpoint has another name; repeat.
              --region RU                  country of numbers written without a country code.
              --why                        add the rules that fired.
            """;

    /** What one command line asks for. */
    private static final class Wanted {
        final List<String> trunks = new ArrayList<>();
        final Map<String, String> extensions = new HashMap<>();
        String region = "RU";
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
            print(wanted, out, err);
            return 0;
        } catch (IOException unreadable) {
            err.println("Cannot read " + wanted.file + ": " + unreadable);
            return 1;
        }
    }

    private static Wanted parse(List<String> args) {
        var wanted = new Wanted();
        for (int i = 0; i < args.size(); i++) {
            String arg = args.get(i);
            switch (arg) {
                case "--trunk" -> wanted.trunks.add(value(args, ++i, arg));
                case "--region" -> wanted.region = value(args, ++i, arg);
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

    private static void print(Wanted wanted, PrintStream out, PrintStream err) throws IOException {
        var json = JsonMapper.builder().build();
        var facts = facts(wanted, err);
        for (Call call : Calls.derive("replay", new NumberPlan(wanted.region), facts)) {
            ObjectNode line = json.valueToTree(call);
            if (!wanted.why) {
                line.remove("rules");
            }
            out.println(json.writeValueAsString(line));
        }
    }

    private static List<CallFact> facts(Wanted wanted, PrintStream err) throws IOException {
        var translation = new AmiTranslation(new Endpoints(wanted.trunks, wanted.extensions));
        var facts = new ArrayList<CallFact>();
        var clock = new Object() {
            Instant now = Instant.EPOCH;
            boolean stamped = true;
            long refused;
        };
        read(wanted.file, bytes -> {
            var message = new AmiMessage(bytes);
            Instant at = AmiEvents.time(message, null);
            if (at == null) {
                clock.now = clock.now.plusMillis(1);
                clock.stamped &= message.event() == null || message.isEvent("FullyBooted");
            } else {
                clock.now = at;
            }
            facts.addAll(translation.translate(message, clock.now));
            if (AmiTranslation.concerns(message) && AmiTranslation.refuses(message) != null) {
                clock.refused++;
            }
        });
        if (!clock.stamped) {
            err.println(
                    "Some messages have no Timestamp (timestampevents = yes in manager.conf); times are estimates.");
        }
        if (clock.refused > 0) {
            err.println(clock.refused
                    + " messages were not believed: a header twice, or an id or channel name that is none.");
        }
        return facts;
    }

    private static void read(String file, java.util.function.Consumer<byte[]> message) throws IOException {
        var framing = new AmiFraming();
        byte[] chunk = new byte[64 * 1024];
        try (InputStream in = file.equals("-") ? System.in : Files.newInputStream(Path.of(file))) {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                framing.accept(chunk, 0, read, message);
            }
        }
        byte[] end = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        framing.accept(end, 0, end.length, message);
    }
}
