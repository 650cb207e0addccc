package org.ringbook.telephony.mango;

import java.util.UUID;

/** The ids of our commands: what they are for can be read from them, and they stand in the events that come of them. */
final class Commands {

    private static final String CALLBACK = "ringbook-cb-";

    private Commands() {}

    static String callback(UUID request) {
        return CALLBACK + request;
    }

    /** @param kind short word for what it does: "hu", "tr", "rt" */
    static String other(String kind) {
        return "ringbook-" + kind + "-" + UUID.randomUUID();
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
