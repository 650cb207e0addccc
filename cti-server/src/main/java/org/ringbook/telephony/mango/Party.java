package org.ringbook.telephony.mango;

import org.ringbook.telephony.operators.PbxNumber;
import tools.jackson.databind.JsonNode;

/**
 * One side of a leg, as an event has it.
 *
 * @param extension of an employee; null when it is none, or is not known
 * @param number digits without a plus, or the address of a device; null when unknown
 * @param line the line in use; may be an address
 * @param takenFrom the leg in which the calling party was before
 */
record Party(
        String extension,
        String number,
        String line,
        String takenFrom,
        String group,
        boolean holds,
        boolean transferred) {

    static final Party NOBODY = new Party(null, null, null, null, null, false, false);

    static Party of(JsonNode node) {
        return new Party(
                Fields.text(node, "extension"),
                Fields.text(node, "number"),
                Fields.text(node, "line_number"),
                Fields.text(node, "taken_from_call_id"),
                Fields.text(node, "acd_group"),
                Fields.is(node, "hold_initiator"),
                Fields.is(node, "was_transferred"));
    }

    static Party ofNumber(String extension, String number) {
        return new Party(extension, number, null, null, null, false, false);
    }

    /** Whether nothing is said of who it is. */
    boolean isNobody() {
        return extension == null && number == null;
    }

    /** Whether the number is that of somebody in the public network. */
    boolean hasPhone() {
        return isPhone(number);
    }

    /** An address of a device is never a client's phone. */
    static boolean isPhone(String number) {
        return number != null && number.indexOf('@') < 0 && PbxNumber.digits(number) != null;
    }

    /** In the form in which it is read everywhere: a whole number has its plus. */
    static String international(String number) {
        return isPhone(number) ? PbxNumber.international(number) : null;
    }

    /** How somebody without an extension is named: the user part of the device's address. */
    String device() {
        if (number == null) {
            return null;
        }
        String user = number.substring(number.indexOf(':') + 1);
        int at = user.indexOf('@');
        return at > 0 ? user.substring(0, at) : user;
    }
}
