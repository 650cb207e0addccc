package org.ringbook.commands;

import java.io.PrintStream;
import java.util.List;

/**
 * A command of the program that runs in place of the server. Whoever has one names
 * it in {@code META-INF/services/org.ringbook.commands.Command}.
 */
public interface Command {

    /** The first word of the command line. */
    String name();

    /** Whether these arguments are for this command, where two of them have the same name: a file that it can read. */
    default boolean takes(List<String> args) {
        return true;
    }

    /** @return exit code: 0 done, 1 it could not be done, 2 the command was not understood */
    int run(List<String> args, PrintStream out, PrintStream err);
}
