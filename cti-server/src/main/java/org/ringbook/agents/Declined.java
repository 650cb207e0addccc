package org.ringbook.agents;

/** Why what a person asked of their telephone was not done. The message is for them, in their language. */
public final class Declined extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String code;

    Declined(String code, String words) {
        super(words);
        this.code = code;
    }

    /** For programs: stable, lower case. */
    public String code() {
        return code;
    }
}
