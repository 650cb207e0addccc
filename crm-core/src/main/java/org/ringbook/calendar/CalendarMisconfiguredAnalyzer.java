package org.ringbook.calendar;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** A start that fails for the calendar says what to do, and shows no stack trace. */
class CalendarMisconfiguredAnalyzer extends AbstractFailureAnalyzer<CalendarMisconfigured> {

    @Override
    protected FailureAnalysis analyze(Throwable root, CalendarMisconfigured cause) {
        return new FailureAnalysis(
                cause.getMessage(), "Put the settings under ringbook.calendar right, and start again.", cause);
    }
}
