package org.ringbook.refusals;

import java.util.Locale;

/**
 * What the user asked for is not done, and nothing was changed. A screen shows {@link #words} beside {@link #field}; the
 * message of the exception is the same in English.
 */
public class Refused extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String field;
    private final transient Refusal refusal;

    private Refused(String field, Refusal refusal) {
        super(refusal.words(Locale.ENGLISH));
        this.field = field;
        this.refusal = refusal;
    }

    /**
     * @param field name of the record's component that is at fault, as in JSON; null when it is none of them
     * @param key see {@link Refusal}
     */
    public static Refused because(String field, String key, Object... args) {
        return new Refused(field, Refusal.of(key, args));
    }

    public static Refused because(String field, Refusal refusal) {
        return new Refused(field, refusal);
    }

    public String field() {
        return field;
    }

    public Refusal refusal() {
        return refusal;
    }

    /** @see Refusal#words */
    public String words(Locale locale) {
        return refusal.words(locale);
    }
}
