package org.ringbook.agent.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import java.util.regex.Pattern;

/**
 * A line of the log, with the trace of a fault. Whatever a library puts into its words, no secret and no number of a customer stands in
 * it: extensions, of up to five digits, do.
 */
final class MaskedLines extends Formatter {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ISO_OFFSET_DATE_TIME;
    private static final Pattern NUMBER = Pattern.compile("\\+?\\d(?:[ ()-]{0,2}\\d){5,}");
    private static final Pattern SECRET = Pattern.compile(
            "(?i)\\b((?:proxy-)?authorization|password|secret|token|nonce|response|cookie)(\\s*[:=]\\s*)\\S[^\\r\\n]*");
    private static final Pattern USER_OF_ADDRESS = Pattern.compile("(?<=://)[^/\\s@]*@");

    @Override
    public String format(LogRecord line) {
        String when =
                TIME.format(line.getInstant().truncatedTo(ChronoUnit.MILLIS).atZone(ZoneId.systemDefault()));
        String who = line.getLoggerName() == null ? "" : line.getLoggerName().replaceFirst("^org[.]ringbook[.]", "");
        return when + " " + line.getLevel().getName() + " " + who + ": " + masked(formatMessage(line))
                + System.lineSeparator() + (line.getThrown() == null ? "" : masked(trace(line.getThrown())));
    }

    static String masked(String text) {
        String withoutSecrets = SECRET.matcher(text).replaceAll("$1$2…");
        String withoutUsers = USER_OF_ADDRESS.matcher(withoutSecrets).replaceAll("…@");
        return NUMBER.matcher(withoutUsers).replaceAll("…");
    }

    private static String trace(Throwable thrown) {
        var text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }
}
