package org.ringbook.demo;

import java.time.Duration;

/**
 * How numbers of {@code +7 999 …} come out, by their last digit, so that every end of a call can be seen at will: 0 rings 5 s, answers and
 * talks 20 s; 1 answers at once and hangs up after 4 s; 2 answers like a machine; 3 is no number; 4 is out of order; 5 and 6 ring for ever;
 * 7 is announced to be none; 8 is busy; 9 meets a full line.
 */
final class DemoCarrier {

    private static final String BEGINS = "999";
    private static final int NATIONAL_DIGITS = 10;
    private static final Duration RINGS = Duration.ofSeconds(5);
    private static final Duration DIAL_TIMEOUT = Duration.ofSeconds(30);

    private DemoCarrier() {}

    /** @param dialled as telephones dial: 8, +7 or 7 before the ten digits */
    static boolean knows(String dialled) {
        String digits = dialled.replaceAll("\\D", "");
        return digits.length() > NATIONAL_DIGITS
                && digits.substring(digits.length() - NATIONAL_DIGITS).startsWith(BEGINS);
    }

    /** What becomes of a call to such a number, from when it is dialled. */
    static CallScript course(String dialled) {
        CallScript begun = CallScript.goesOn();
        return switch (dialled.charAt(dialled.length() - 1)) {
            case '1' ->
                begun.after(Duration.ofSeconds(1))
                        .answers()
                        .after(Duration.ofSeconds(4))
                        .calledHangsUp();
            case '2' ->
                begun.after(Duration.ofSeconds(2))
                        .answers()
                        .after(Duration.ofSeconds(12))
                        .calledHangsUp();
            case '3' -> begun.after(Duration.ofMillis(300)).fails("NOANSWER", Causes.UNALLOCATED, 404);
            case '4' -> begun.after(Duration.ofMillis(300)).fails("NOANSWER", Causes.OUT_OF_ORDER, 502);
            case '5', '6' -> begun.after(DIAL_TIMEOUT).ringsOut().endsUnanswered();
            case '7' -> begun.after(Duration.ofSeconds(8)).fails("NOANSWER", Causes.UNALLOCATED, 404);
            case '8' -> begun.after(Duration.ofSeconds(1)).isBusy();
            case '9' -> begun.after(Duration.ofMillis(300)).fails("CONGESTION", Causes.CONGESTION, 503);
            default ->
                begun.after(RINGS).answers().after(Duration.ofSeconds(20)).calledHangsUp();
        };
    }
}
