package org.ringbook.deals;

import java.util.Locale;
import java.util.UUID;

/**
 * A way that deals go, from the first stage to the won and the lost ones.
 *
 * @param id null for one that is not saved yet
 * @param name the company's own word
 * @param nameEn for those who read English; null for the same
 * @param position in the list, from 1; the first that is not archived is the one that a new deal takes
 */
public record Pipeline(UUID id, String name, String nameEn, int position, boolean archived, int version) {

    public String name(Locale reader) {
        return DealTexts.name(name, nameEn, reader);
    }
}
