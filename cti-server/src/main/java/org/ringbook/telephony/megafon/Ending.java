package org.ringbook.telephony.megafon;

import java.util.Locale;

/** How a call ended, in the words of the history; they are written in many ways. */
enum Ending {
    ANSWERED,
    NO_ANSWER,
    CANCELLED,
    BUSY,
    UNREACHABLE,
    FORBIDDEN,
    WRONG_NUMBER,
    UNKNOWN;

    /** @param status null of an old history, which has none */
    static Ending of(String status, String type, long talked) {
        if (status == null) {
            boolean missed = "missed".equalsIgnoreCase(type) || talked <= 0;
            return missed ? NO_ANSWER : ANSWERED;
        }
        return switch (status.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "")) {
            case "success", "answered" -> ANSWERED;
            case "missed", "noanswer" -> NO_ANSWER;
            case "cancel", "cancelled", "canceled" -> CANCELLED;
            case "busy" -> BUSY;
            case "notavailable" -> UNREACHABLE;
            case "notallowed" -> FORBIDDEN;
            case "notfound" -> WRONG_NUMBER;
            default -> UNKNOWN;
        };
    }
}
