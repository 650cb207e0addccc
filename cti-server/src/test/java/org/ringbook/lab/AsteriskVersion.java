package org.ringbook.lab;

/** The two ends of what the product supports; both are really run. */
public enum AsteriskVersion {
    V22("22"),
    V16("16");

    private final String number;

    AsteriskVersion(String number) {
        this.number = number;
    }

    /** Name of its folders: of the installed system and of its captures. */
    public String folder() {
        return "asterisk-" + number;
    }

    /** What it calls itself ({@code systemname}). */
    public String systemName() {
        return "lab" + number;
    }

    @Override
    public String toString() {
        return "Asterisk " + number;
    }
}
