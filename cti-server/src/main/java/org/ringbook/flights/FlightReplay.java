package org.ringbook.flights;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ringbook.calls.CallDifference;
import org.ringbook.commands.Command;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code replay FLIGHTFILE}: makes the call of a flight once more, with the settings in it and the rules of this Ringbook, and
 * says what is not as in the file. No database, no network.
 */
public final class FlightReplay implements Command {

    private static final String USAGE = """
            Usage: java -jar cti-server.jar replay FLIGHTFILE [--why]

            Makes the call of a downloaded flight once more, with the settings in the file and the rules of
            this version, and prints "same", or each field that is not: as in the file -> as it is now.

              --why   print the call with the rules that fired, too.
            """;

    @Override
    public String name() {
        return "replay";
    }

    @Override
    public boolean takes(List<String> args) {
        return file(args).filter(FlightReplay::isFlight).isPresent();
    }

    private static Optional<Path> file(List<String> args) {
        return args.stream()
                .filter(arg -> !arg.startsWith("-"))
                .map(Path::of)
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private static boolean isFlight(Path file) {
        if (file.getFileName().toString().endsWith(FlightFile.ENDING)) {
            return true;
        }
        try (var in = Files.newInputStream(file)) {
            return FlightFile.isFlight(new String(in.readNBytes(64), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            return false;
        }
    }

    @Override
    public int run(List<String> args, PrintStream out, PrintStream err) {
        boolean why = args.contains("--why");
        if (args.size() != (why ? 2 : 1)) {
            err.print(USAGE);
            return 2;
        }
        Path file = file(args).orElseThrow();
        try (BufferedReader in = Files.newBufferedReader(file)) {
            return print(FlightFile.read(in), why, out);
        } catch (MalformedInputException noText) {
            err.println("Cannot read " + file + ": it is no text in UTF-8.");
        } catch (IOException | UncheckedIOException unreadable) {
            err.println("Cannot read " + file + ": " + unreadable.getMessage());
        } catch (IllegalArgumentException inWords) {
            err.println("Cannot replay " + file + ": " + inWords.getMessage());
        }
        return 1;
    }

    private static int print(Flight flight, boolean why, PrintStream out) {
        Flight.Replayed again = flight.replay();
        if (why && again.call() != null) {
            out.println(JsonMapper.builder().build().writeValueAsString(again.call()));
        }
        if (again.same()) {
            out.println("same");
            return 0;
        }
        if (again.call() == null) {
            out.println("The messages make no such call.");
        }
        for (CallDifference.Field field : again.differences()) {
            out.println(field.field() + ": " + or(field.before()) + " -> " + or(field.after()));
        }
        return 1;
    }

    private static String or(String value) {
        return value.isEmpty() ? "(none)" : value;
    }
}
