package org.ringbook.deals;

import java.util.Locale;
import java.util.UUID;

/**
 * Why a deal is lost.
 *
 * @param id null for one that is not saved yet
 * @param nameEn for those who read English; null for the same
 * @param isDemand false for duplicates, tests and wrong numbers: they leave every rate
 * @param needsNote whether it says too little without a word
 */
public record LostReason(
        UUID id, String name, String nameEn, boolean isDemand, boolean needsNote, int position, boolean archived) {

    public String name(Locale reader) {
        return DealTexts.name(name, nameEn, reader);
    }
}
