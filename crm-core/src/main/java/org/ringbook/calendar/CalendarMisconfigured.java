package org.ringbook.calendar;

/** The settings of the working calendar cannot be used; the message says what to do. */
final class CalendarMisconfigured extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    CalendarMisconfigured(String words) {
        super(words);
    }
}
