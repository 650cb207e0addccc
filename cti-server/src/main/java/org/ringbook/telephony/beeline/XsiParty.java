package org.ringbook.telephony.beeline;

import java.util.Locale;
import java.util.Set;

/**
 * Somebody of a call, as an event names them; each part may be null.
 *
 * @param user the PBX's name of an employee, without what stands behind the at sign
 * @param number extension or number
 * @param extension where it is told beside a number
 * @param inside whether it is somebody of the company; null when it is not told
 */
record XsiParty(String name, String user, String number, String extension, Boolean inside) {

    static final XsiParty NOBODY = new XsiParty(null, null, null, null, null);

    private static final Set<String> INSIDE = Set.of("Group", "Enterprise");
    private static final Set<String> OUTSIDE = Set.of("Network", "Emergency", "Repair");

    static XsiParty of(Xml party) {
        String address = party.text("address");
        String whole = party.text("userDN");
        String number = Phone.digits(whole) != null ? whole : address;
        String extension = Phone.extension(whole) != null
                ? Phone.extension(whole)
                : Phone.isShort(address) ? Phone.digits(address) : null;
        String type = party.text("callType");
        Boolean inside = type == null || !INSIDE.contains(type) && !OUTSIDE.contains(type)
                ? null
                : Boolean.valueOf(INSIDE.contains(type));
        return new XsiParty(
                once(party.text("name")), user(party.text("userId")), Phone.international(number), extension, inside);
    }

    /** A line's name tends to be written twice. */
    private static String once(String name) {
        if (name == null) {
            return null;
        }
        int half = name.length() / 2;
        boolean twice = name.length() % 2 == 1
                && name.charAt(half) == ' '
                && name.substring(0, half).equals(name.substring(half + 1));
        return twice ? name.substring(0, half) : name;
    }

    /** The same for each way to write a user of the PBX; null for none. */
    static String user(String userId) {
        String bare =
                userId == null ? "" : userId.strip().replaceFirst("@.*$", "").toLowerCase(Locale.ROOT);
        return bare.isEmpty() ? null : bare.substring(0, Math.min(bare.length(), 100));
    }

    /** A queue or a menu, and nobody who could speak. */
    static boolean isMachine(String user) {
        return user != null && (user.startsWith("mpbx_") || user.contains("_hg_") || user.contains("_vxml"));
    }

    boolean isGroup() {
        return user != null && user.contains("_hg_");
    }

    boolean known() {
        return number != null || user != null;
    }

    boolean outside() {
        return inside != null ? !inside : number == null || !Phone.isShort(number);
    }
}
