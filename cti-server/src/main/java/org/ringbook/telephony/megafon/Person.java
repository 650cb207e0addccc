package org.ringbook.telephony.megafon;

import java.util.Locale;

/**
 * An employee, as a message names them.
 *
 * @param login without the tenant; null when the message names a group or the PBX itself
 * @param ext extension of the PBX; may be null
 * @param telnum direct number, of a SIM its own; may be null
 */
record Person(String login, String ext, String telnum) {

    static final Person NOBODY = new Person(null, null, null);

    static Person of(Fields fields) {
        return new Person(login(fields.first("user", "account")), fields.text("ext"), fields.text("telnum"));
    }

    private static String login(String user) {
        String bare = user == null ? "" : user.replaceFirst("@.*$", "").toLowerCase(Locale.ROOT);
        boolean nobody = bare.isEmpty() || bare.equals("pbx") || bare.startsWith("g_") || bare.length() > 100;
        return nobody ? null : bare;
    }

    boolean known() {
        return login != null || ext != null;
    }

    /** Of two messages on the same call, this is the same person's part. */
    String id() {
        return login != null ? login : ext != null ? ext : "somebody";
    }

    /** This one, with what only the other one says of the same person. */
    Person or(Person other) {
        if (login != null && other.login != null && !login.equals(other.login)) {
            return this;
        }
        return new Person(
                login == null ? other.login : login,
                ext == null ? other.ext : ext,
                telnum == null ? other.telnum : telnum);
    }
}
