package org.ringbook.telephony.beeline;

import org.ringbook.calls.CallFact.Outcome;

/** Why somebody was not reached, in the words of the PBX. */
final class Outcomes {

    private Outcomes() {}

    /** @param cause null when it says none */
    static Outcome ofCalled(String cause) {
        return switch (cause == null ? "" : cause) {
            case "Busy" -> Outcome.BUSY;
            case "Forbidden" -> Outcome.REJECTED;
            case "Temporarily Unavailable", "User Not Found" -> Outcome.UNREACHABLE;
            default -> Outcome.NO_ANSWER;
        };
    }

    /** Of a click: the employee's own telephone. */
    static Outcome ofOwn(String cause) {
        return "Busy".equals(cause) ? Outcome.REJECTED : ofCalled(cause);
    }

    /** @param releasedBy null when it is not told */
    static Outcome ofCallee(String cause, String releasedBy) {
        return switch (cause == null ? "" : cause) {
            case "Busy" -> Outcome.BUSY;
            case "User Not Found", "Translation Failure" -> Outcome.INVALID_NUMBER;
            case "Temporarily Unavailable" -> Outcome.UNREACHABLE;
            case "Request Timeout" -> Outcome.NO_ANSWER;
            case "" -> "localRelease".equals(releasedBy) ? Outcome.CANCELLED : Outcome.NO_ANSWER;
            default -> Outcome.CONGESTION;
        };
    }

    /** Whether a telephone that came out so had rung. */
    static boolean rang(Outcome outcome) {
        return switch (outcome) {
            case BUSY, UNREACHABLE, INVALID_NUMBER, CONGESTION -> false;
            default -> true;
        };
    }
}
