package org.ringbook.telephony;

import java.io.PrintStream;
import java.util.List;

/**
 * A command of the program that runs in place of the server, with no database and no network. A source that has one
 * names it in {@code META-INF/services/org.ringbook.telephony.Command}.
 */
public interface Command {

    /** The first word of the command line. */
    String name();

    /** @return exit code: 0 done, 1 it could not be done, 2 the command was not understood */
    int run(List<String> args, PrintStream out, PrintStream err);
}
