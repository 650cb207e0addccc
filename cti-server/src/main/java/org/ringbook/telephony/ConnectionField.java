package org.ringbook.telephony;

import java.util.List;

/**
 * One thing that a connection asks for on a page. Its words stand in the notices of the source's own folder: {@code
 * connection.KIND.KEY}, and what to write there in {@code connection.KIND.KEY.help}, where that is not plain.
 *
 * @param key as in the settings file: "host", "records.cdr"
 * @param needed whether there is no connection without it
 * @param more whether most need not touch it
 * @param usual what it is when nothing is typed, and of a choice the first; may be empty
 * @param choices of a choice
 */
public record ConnectionField(String key, Kind kind, boolean needed, boolean more, String usual, List<String> choices) {

    public enum Kind {
        TEXT,
        /** Kept sealed, and never shown again. */
        SECRET,
        /** A whole number. */
        NUMBER,
        CHOICE,
        /** Several, with commas or line breaks between. */
        LIST,
        /** A line each: one = other. */
        PAIRS,
        /** The same, kept sealed. */
        SECRET_PAIRS,
        /** A folder or file on another machine: ftp://, ftps://, sftp://. */
        SERVER,
        /** Some lines of text. */
        LINES,
        /** The same, kept sealed. */
        SECRET_LINES
    }

    public ConnectionField {
        choices = List.copyOf(choices);
    }

    public static ConnectionField needed(String key) {
        return new ConnectionField(key, Kind.TEXT, true, false, "", List.of());
    }

    public static ConnectionField of(String key, Kind kind) {
        return new ConnectionField(key, kind, false, false, "", List.of());
    }

    public static ConnectionField text(String key, String usual) {
        return new ConnectionField(key, Kind.TEXT, false, false, usual, List.of());
    }

    public static ConnectionField neededSecret(String key) {
        return new ConnectionField(key, Kind.SECRET, true, false, "", List.of());
    }

    public static ConnectionField choice(String key, String... choices) {
        return new ConnectionField(key, Kind.CHOICE, false, false, choices[0], List.of(choices));
    }

    /** The same among those that most need not touch. */
    public ConnectionField among() {
        return new ConnectionField(key, kind, needed, true, usual, choices);
    }

    /** The same with what it usually is. */
    public ConnectionField usually(String value) {
        return new ConnectionField(key, kind, needed, more, value, choices);
    }

    public boolean secret() {
        return kind == Kind.SECRET || kind == Kind.SECRET_PAIRS || kind == Kind.SECRET_LINES;
    }
}
