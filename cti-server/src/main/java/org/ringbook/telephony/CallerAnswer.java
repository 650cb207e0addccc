package org.ringbook.telephony;

/**
 * What a telephone system is told of a caller before a telephone rings.
 *
 * @param name for the display of a telephone: short, without control characters; null when nobody is known
 * @param responsible extension of our person who looks after the caller; null when there is none, or it is not certain
 */
public record CallerAnswer(String name, String responsible) {

    /** The harmless one: the telephone system goes on as if it had not asked. */
    public static final CallerAnswer NOBODY = new CallerAnswer(null, null);
}
