package org.ringbook.telephony.asterisk;

import java.util.regex.Pattern;

/**
 * What the name of a channel says: {@code PJSIP/101-0000002a} is a leg of endpoint {@code PJSIP/101};
 * {@code Local/102@internal-0000000f;1} is one end of a wire inside Asterisk.
 */
record Channel(String technology, String endpoint) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]{2,20}/[^\\s]{1,160}");

    /** @return null when the text is no name of a channel */
    static Channel of(String name) {
        if (name == null || !NAME.matcher(name).matches()) {
            return null;
        }
        int slash = name.indexOf('/');
        int dash = name.lastIndexOf('-');
        String endpoint = dash > slash ? name.substring(slash + 1, dash) : name.substring(slash + 1);
        return endpoint.isEmpty() ? null : new Channel(name.substring(0, slash), endpoint);
    }

    boolean relay() {
        return technology.equals("Local");
    }

    /** Recorders, announcers and the like: inner works that nobody hears. */
    boolean inner() {
        return switch (technology) {
            case "Recorder",
                    "Announcer",
                    "CBAnn",
                    "CBRec",
                    "Bridge",
                    "MulticastRTP",
                    "UnicastRTP",
                    "Message",
                    "Surrogate" -> true;
            default -> false;
        };
    }

    @Override
    public String toString() {
        return technology + "/" + endpoint;
    }
}
