package org.ringbook.demo;

import java.util.Map;

/** Why a leg ended. */
final class Causes {

    static final int NONE = 0;
    static final int UNALLOCATED = 1;
    static final int NORMAL = 16;
    static final int BUSY = 17;
    static final int NO_ANSWER = 19;
    static final int ELSEWHERE = 26;
    static final int OUT_OF_ORDER = 27;
    static final int CONGESTION = 34;
    static final int INTERWORKING = 127;

    private static final Map<Integer, String> WORDS = Map.of(
            NONE, "Unknown",
            UNALLOCATED, "Unallocated (unassigned) number",
            NORMAL, "Normal Clearing",
            BUSY, "User busy",
            NO_ANSWER, "User alerting, no answer",
            ELSEWHERE, "Answered elsewhere",
            OUT_OF_ORDER, "Destination out of order",
            CONGESTION, "Circuit/channel congestion",
            INTERWORKING, "Interworking, unspecified");

    static String words(int cause) {
        return WORDS.getOrDefault(cause, "Unknown");
    }

    private Causes() {}
}
