package org.ringbook.telephony.asterisk;

import java.util.regex.Pattern;
import org.ringbook.notices.Notice;
import org.ringbook.refusals.Refused;
import org.ringbook.telephony.PbxSource.CommandRefused;
import org.ringbook.telephony.PbxSource.DialRefused;

/**
 * The gate before an action. Refuses, and never strips: a line break in a value would be a header of its own, and
 * Asterisk would obey it. What passes is written as it is.
 */
final class ActionText {

    private static final Pattern EXTENSION = Pattern.compile("[0-9]{2,6}");
    private static final Pattern NUMBER = Pattern.compile("[+]?[0-9*#]{1,32}");
    private static final Pattern SETTING = Pattern.compile("[\\p{L}\\p{N}\\p{P}\\p{S} ]{1,200}");

    private ActionText() {}

    static String extension(String text) {
        if (text == null || !EXTENSION.matcher(text).matches()) {
            throw new DialRefused(Notice.of("asterisk.dial.extension"));
        }
        return text;
    }

    static String number(String text) {
        if (text == null || !NUMBER.matcher(text).matches()) {
            throw new DialRefused(Notice.of("asterisk.dial.number"));
        }
        return text;
    }

    /** @param name as the PBX told it */
    static String channel(String name) {
        if (name == null || !SETTING.matcher(name).matches()) {
            throw new CommandRefused(Notice.of("asterisk.pause.gone"));
        }
        return name;
    }

    /** @param id as the PBX told it */
    static String channelId(String id) {
        if (id == null || id.isEmpty() || !AmiEvents.isChannelId(id)) {
            throw new CommandRefused(Notice.of("asterisk.command.gone"));
        }
        return id;
    }

    /** @param text for the PBX's own reports; may be empty */
    static String reason(String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        if (!SETTING.matcher(text).matches()) {
            throw new CommandRefused(Notice.of("asterisk.command.reason"));
        }
        return text;
    }

    /**
     * A text of the settings that stands in an action as it is.
     *
     * @throws IllegalArgumentException if it is empty, over 200 characters, or holds a line break or another control
     *     character
     */
    static String setting(String key, String text) {
        if (text == null || !SETTING.matcher(text).matches()) {
            throw Refused.because(key, "telephony.setting.text", key);
        }
        return text;
    }
}
