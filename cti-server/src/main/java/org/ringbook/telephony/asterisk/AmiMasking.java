package org.ringbook.telephony.asterisk;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.ringbook.telephony.inbox.Masks;

/**
 * Hides in one AMI message what others must not read. Ids, names of channels, stamps and the words of AMI stay, so that the
 * message still tells the same. Bytes that are no UTF-8 are shown as such.
 */
final class AmiMasking {

    /** Dialplan applications whose arguments, or what is typed in them, may be a secret. */
    private static final Set<String> SECRET_APPLICATIONS = Set.of(
            "Authenticate", "VMAuthenticate", "DISA", "Set", "MSet", "CURL", "System", "TrySystem", "AGI", "EAGI");

    /** Headers in which a channel's variables and whatever else stand: nothing of a call is read from them. */
    private static final Set<String> FREE_TEXT = Set.of("Value", "UserField", "Data", "Result", "ResultCode");

    private static final Set<String> OF_THE_CALL = Set.of(
            "Queue",
            "Interface",
            "Location",
            "StateInterface",
            "DialString",
            "Forward",
            "SystemName",
            "Conference",
            "ParkingSpace",
            "Parkinglot",
            "Agent",
            "Healed");

    private AmiMasking() {}

    static boolean isName(String header) {
        return header.endsWith("CallerIDName")
                || header.endsWith("LineName")
                || header.equals("MemberName")
                || header.equals("AgentName");
    }

    static byte[] masked(byte[] bytes, Masks masks) {
        String event = String.valueOf(new AmiMessage(bytes).event());
        String application = String.valueOf(new AmiMessage(bytes).get("Application"));
        var masked = new StringBuilder(bytes.length);
        String text = new String(bytes, StandardCharsets.UTF_8);
        int at = 0;
        while (at < text.length()) {
            int end = text.indexOf('\n', at);
            end = end < 0 ? text.length() : end + 1;
            line(text.substring(at, end), event, application, masks, masked);
            at = end;
        }
        return masked.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void line(String line, String event, String application, Masks masks, StringBuilder out) {
        int colon = line.indexOf(':');
        String body = line.stripTrailing();
        if (colon < 0 || colon >= body.length()) {
            out.append(masks.text(body)).append(line, body.length(), line.length());
            return;
        }
        String header = line.substring(0, colon);
        int from = colon + 1 < body.length() && body.charAt(colon + 1) == ' ' ? colon + 2 : colon + 1;
        String value = body.substring(Math.min(from, body.length()));
        out.append(line, 0, Math.min(from, body.length()));
        out.append(value.isEmpty() ? value : value(header, value, event, application, masks));
        out.append(line, body.length(), line.length());
    }

    private static String value(String header, String value, String event, String application, Masks masks) {
        if (stays(header)) {
            return value;
        }
        if (isSecret(header, event, application)) {
            return Masks.SECRET;
        }
        boolean known = !value.equals("<unknown>");
        if (isName(header) && known) {
            return masks.name(value);
        }
        return tellsOfTheCall(header) ? masks.text(value) : masks.prose(value);
    }

    /** A customer may be called like a queue or a trunk: where these stand, nobody's name does. */
    private static boolean tellsOfTheCall(String header) {
        return header.endsWith("Channel")
                || header.endsWith("Context")
                || header.endsWith("Exten")
                || header.endsWith("Extension")
                || header.endsWith("Application")
                || header.contains("Bridge")
                || OF_THE_CALL.contains(header);
    }

    private static boolean stays(String header) {
        return header.endsWith("Uniqueid")
                || header.endsWith("UniqueID")
                || header.endsWith("Linkedid")
                || header.endsWith("LinkedID")
                || header.equals("Event")
                || header.equals("Timestamp")
                || header.equals("Privilege");
    }

    private static boolean isSecret(String header, String event, String application) {
        String name = header.toLowerCase(Locale.ROOT);
        boolean called = name.contains("secret")
                || name.contains("password")
                || name.contains("token")
                || name.contains("md5")
                || name.equals("key")
                || name.contains("challenge");
        // What a caller types may be the number of a card or a code.
        boolean typed = event.startsWith("DTMF") && header.equals("Digit");
        boolean variable = header.contains("ChanVariable")
                || (event.equals("VarSet") || event.equals("UserEvent")) && FREE_TEXT.contains(header);
        boolean argument = header.equals("AppData") && SECRET_APPLICATIONS.contains(application);
        return called || typed || variable || argument;
    }
}
