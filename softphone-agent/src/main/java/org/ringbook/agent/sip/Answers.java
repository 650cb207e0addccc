package org.ringbook.agent.sip;

import org.ringbook.agent.phone.Ending;

/** What the numbers of SIP mean for a person. */
final class Answers {

    private Answers() {}

    static Ending of(int code) {
        return switch (code) {
            case 486, 600 -> Ending.BUSY;
            case 603, 607 -> Ending.DECLINED;
            case 408 -> Ending.NO_ANSWER;
            case 404, 410, 484, 604 -> Ending.NOT_FOUND;
            case 480, 500, 502, 503, 504 -> Ending.UNAVAILABLE;
            case 406, 415, 488, 606 -> Ending.NOT_ACCEPTABLE;
            case 487 -> Ending.CANCELLED;
            default -> Ending.FAILED;
        };
    }

    /** Why registering failed, in the words of {@code RegistrationState}. */
    static String registering(int code) {
        return switch (code) {
            case 401, 407 -> "password";
            case 403 -> "forbidden";
            case 404 -> "unknown_user";
            case 408 -> "timeout";
            case 500, 502, 503, 504 -> "unavailable";
            default -> "refused";
        };
    }
}
