package org.ringbook.telephony.mango;

import org.ringbook.calls.CallFact.Outcome;

/** What Mango's codes of an end say of an attempt that nobody answered. A code that is not known is read as its class. */
final class Reasons {

    static final int HANDED_ON = 1000;
    static final int CALLER_HUNG_UP = 1110;
    static final int CALLEE_HUNG_UP = 1120;

    private Reasons() {}

    /** Whether it says how a group, and no telephone, did not answer. */
    static boolean isOfGroup(int code) {
        return code / 10 == 116;
    }

    static Outcome unanswered(int code) {
        return switch (code) {
            case CALLER_HUNG_UP, 1180, 1181 -> Outcome.CANCELLED;
            case 1111 -> Outcome.NO_ANSWER;
            case 1121, 1123, 1124, 1193 -> Outcome.BUSY;
            case CALLEE_HUNG_UP, 1122 -> Outcome.REJECTED;
            case 1133 -> Outcome.INVALID_NUMBER;
            case 1182, 1183 -> Outcome.ELSEWHERE;
            default -> ofClass(code);
        };
    }

    private static Outcome ofClass(int code) {
        return switch (code / 100) {
            case 11 ->
                switch (code / 10 % 10) {
                    case 1 -> Outcome.NO_ANSWER;
                    case 2 -> Outcome.BUSY;
                    case 3, 4, 5, 9 -> Outcome.UNREACHABLE;
                    case 6 -> Outcome.NO_ANSWER;
                    default -> Outcome.CANCELLED;
                };
            case 32 -> Outcome.INVALID_NUMBER;
            case 42, 45 -> Outcome.UNREACHABLE;
            default -> code >= 2000 && code < 7000 ? Outcome.CONGESTION : Outcome.OTHER;
        };
    }
}
