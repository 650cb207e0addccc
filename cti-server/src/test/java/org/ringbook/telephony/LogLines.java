package org.ringbook.telephony;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** All that is logged while it is open, by everybody, down to DEBUG for our own code. */
public final class LogLines implements AutoCloseable {

    private final List<ILoggingEvent> lines = new CopyOnWriteArrayList<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger ours = (Logger) LoggerFactory.getLogger("org.ringbook");
    private final Level before = ours.getLevel();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent line) {
            lines.add(line);
        }
    };

    public LogLines() {
        appender.setContext(root.getLoggerContext());
        appender.start();
        root.addAppender(appender);
        ours.setLevel(Level.DEBUG);
    }

    public String text() {
        var text = new StringBuilder();
        for (ILoggingEvent line : lines) {
            text.append(line.getLevel()).append(' ').append(line.getFormattedMessage());
            for (var cause = line.getThrowableProxy(); cause != null; cause = cause.getCause()) {
                text.append(' ').append(cause.getMessage());
            }
            text.append('\n');
        }
        return text.toString();
    }

    /** WARN and above, of the logger's name and those below. */
    public List<String> warnings(String logger) {
        return lines.stream()
                .filter(line -> line.getLevel().isGreaterOrEqual(Level.WARN))
                .filter(line -> line.getLoggerName().startsWith(logger))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    @Override
    public void close() {
        root.detachAppender(appender);
        ours.setLevel(before);
    }
}
