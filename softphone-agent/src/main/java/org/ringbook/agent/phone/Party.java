package org.ringbook.agent.phone;

/**
 * Who is at the other end, as the PBX says it: untrusted text.
 *
 * @param number what to show and to call back; empty when withheld
 * @param name empty when none was given
 */
public record Party(String number, String name) {

    private static final int LONGEST = 100;

    public Party {
        number = bounded(number);
        name = bounded(name);
    }

    private static String bounded(String text) {
        String clean = text == null ? "" : text.replaceAll("\\p{Cntrl}", " ").strip();
        return clean.length() > LONGEST ? clean.substring(0, LONGEST) : clean;
    }
}
