package org.ringbook.telephony.mango;

import java.util.UUID;

/** The ids of our commands: what they are for can be read from them, and they stand in the events that come of them. */
final class Commands {

    private static final String OURS = "ringbook-";
    private static final String CALLBACK = OURS + "cb-";

    private Commands() {}

    static String callback(UUID request) {
        return CALLBACK + request;
    }

    /** @param kind two letters for what it does: "hu", "tr", "rt" */
    static String other(String kind) {
        return other(kind, UUID.randomUUID());
    }

    static String other(String kind, UUID request) {
        return OURS + kind + "-" + request;
    }

    /** @return null when it is none of ours */
    static UUID anyRequest(String command) {
        int start = OURS.length() + 3;
        try {
            return command != null && command.startsWith(OURS) && command.length() > start
                    ? UUID.fromString(command.substring(start))
                    : null;
        } catch (IllegalArgumentException another) {
            return null;
        }
    }

    static boolean isCallback(String command) {
        return command != null && command.startsWith(CALLBACK);
    }

    /** @return null when it is none of our click-to-calls */
    static UUID request(String command) {
        try {
            return isCallback(command) ? UUID.fromString(command.substring(CALLBACK.length())) : null;
        } catch (IllegalArgumentException another) {
            return null;
        }
    }
}
