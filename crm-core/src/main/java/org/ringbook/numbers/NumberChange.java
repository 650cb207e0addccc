package org.ringbook.numbers;

/**
 * A stored number, and what it is when it is read by today's rules.
 *
 * @param of whose: the name of a contact, a company or a person of ours; empty of a call
 * @param before as it is stored
 * @param after E.164; null where nobody can have the number and there is no other reading: it stays
 */
public record NumberChange(String of, String before, String after) {

    public boolean stays() {
        return after == null;
    }
}
