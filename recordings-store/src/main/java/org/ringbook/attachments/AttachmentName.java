package org.ringbook.attachments;

import java.util.Locale;
import java.util.regex.Pattern;
import org.ringbook.refusals.Refused;

/** Names of files as browsers and programs send them: made fit to be shown and to be saved under. */
final class AttachmentName {

    static final int LONGEST = 200;
    private static final int LONGEST_ENDING = 10;
    private static final Pattern FOLDERS = Pattern.compile(".*[/\\\\]", Pattern.DOTALL);
    /** Also what turns the direction of writing, so that "exe.pdf" is not read where "fdp.exe" stands. */
    private static final Pattern UNFIT = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}<>:\"|?*]+");

    private AttachmentName() {}

    /** @throws Refused when nothing of a name is left */
    static String tidied(String sent) {
        String name = FOLDERS.matcher(sent == null ? "" : sent).replaceFirst("");
        name = UNFIT.matcher(name)
                .replaceAll(" ")
                .replaceAll("\\s+", " ")
                .strip()
                .replaceFirst("^\\.+", "");
        if (name.isBlank()) {
            throw Refused.because("file", "attachments.name");
        }
        if (name.length() <= LONGEST) {
            return name;
        }
        String ending = ending(name);
        int kept = LONGEST - (ending.isEmpty() ? 0 : ending.length() + 1);
        return name.substring(0, kept).strip() + (ending.isEmpty() ? "" : "." + ending);
    }

    /** In small letters and without the dot; empty when there is none. */
    static String ending(String name) {
        // Windows leaves out dots and spaces at the end.
        String seen = name.replaceFirst("[. ]+$", "");
        int dot = seen.lastIndexOf('.');
        String ending = dot < 0 ? "" : seen.substring(dot + 1).toLowerCase(Locale.ROOT);
        return ending.length() > LONGEST_ENDING || ending.contains(" ") ? "" : ending;
    }
}
