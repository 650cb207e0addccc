package org.ringbook.telephony.asterisk;

/**
 * What the name of a channel says: {@code PJSIP/101-0000002a} is a leg of endpoint {@code PJSIP/101};
 * {@code DAHDI/i1/89161112233-586} one of span {@code DAHDI/i1}, which writes the number of the other side into the name;
 * {@code Local/102@internal-0000000f;1} is one end of a wire inside Asterisk.
 *
 * @param device both as Asterisk writes them, {@code PJSIP/101}
 */
record Channel(String technology, String endpoint, String device) {

    private static final int LONGEST_TECHNOLOGY = 20;
    private static final int LONGEST_NAME = 160;

    Channel(String technology, String endpoint) {
        this(technology, endpoint, technology + "/" + endpoint);
    }

    /** @return null when the text is no name of a channel */
    static Channel of(String name) {
        int slash = name == null ? -1 : name.indexOf('/');
        if (slash < 2 || slash > LONGEST_TECHNOLOGY || !isName(name, slash)) {
            return null;
        }
        String technology = name.substring(0, slash);
        int dash = name.lastIndexOf('-');
        int end = dash > slash ? dash : name.length();
        int number = technology.equals("Local") ? -1 : name.indexOf('/', slash + 1);
        end = number > slash + 1 && number < end ? number : end;
        return end == slash + 1
                ? null
                : new Channel(technology, name.substring(slash + 1, end), name.substring(0, end));
    }

    /** Letters and digits, a slash, and then anything without white space. */
    private static boolean isName(String name, int slash) {
        for (int i = 0; i < slash; i++) {
            char c = name.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9')) {
                return false;
            }
        }
        for (int i = slash + 1; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == ' ' || c >= '\t' && c <= '\r') {
                return false;
            }
        }
        int length = name.length() - slash - 1;
        return length >= 1 && length <= LONGEST_NAME;
    }

    boolean local() {
        return technology.equals("Local");
    }

    /** Recorders, announcers and the like: inner works that nobody hears. */
    boolean inner() {
        return endpoint.equals("pseudo")
                || switch (technology) {
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
        return device;
    }
}
