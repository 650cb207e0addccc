package org.ringbook.agent.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.ConsoleHandler;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * The log of the program, in the folder of its settings: {@code agent.0.log} is the newest, and three files of a megabyte are the most.
 * Of our own rooms it has what they do, of libraries what they warn of. Faults are said on the terminal as well. Any thread.
 */
public final class LogFile {

    static final String PATTERN = "agent.%g.log";

    private static final Logger ROOT = Logger.getLogger("");
    private static final String OURS = "org.ringbook.";
    private static final int BYTES = 1_000_000;
    private static final int FILES = 3;

    private LogFile() {}

    /**
     * From now on all goes into the file as well, faults of threads that nobody looks after too. For the start of the program, once.
     *
     * @param folder made when it is missing
     * @throws IOException when it cannot be written: the program goes on without
     */
    public static void open(Path folder) throws IOException {
        Files.createDirectories(folder);
        ROOT.addHandler(file(folder));
        Thread.setDefaultUncaughtExceptionHandler((thread, fault) ->
                Logger.getLogger(OURS + "agent").log(Level.SEVERE, "A fault in the thread " + thread.getName(), fault));
    }

    /** Without a file: the terminal is told of faults, and of nothing else. */
    public static void faultsOnly() {
        for (Handler known : ROOT.getHandlers()) {
            ROOT.removeHandler(known);
        }
        var terminal = new ConsoleHandler();
        terminal.setLevel(Level.SEVERE);
        terminal.setFormatter(new MaskedLines());
        ROOT.addHandler(terminal);
    }

    static Handler file(Path folder) throws IOException {
        String inPattern = folder.toAbsolutePath().toString().replace("%", "%%");
        var file = new FileHandler(inPattern + "/" + PATTERN, BYTES, FILES, true);
        file.setEncoding("UTF-8");
        file.setLevel(Level.INFO);
        file.setFilter(LogFile::isWanted);
        file.setFormatter(new MaskedLines());
        return file;
    }

    private static boolean isWanted(LogRecord line) {
        boolean ours = line.getLoggerName() != null && line.getLoggerName().startsWith(OURS);
        return ours || line.getLevel().intValue() >= Level.WARNING.intValue();
    }
}
