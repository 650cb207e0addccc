package org.ringbook.deals;

import java.util.Locale;
import org.ringbook.refusals.Refusal;

/**
 * Something that a deal must have, and has not.
 *
 * @param name as programs and forms know it: {@code amount}, {@code closedOn}, {@code lostReasonId}, {@code lostNote}, the name of a field,
 *     {@code fields.KEY} for one of the company's own, {@code documents.KIND}, {@code tasks.WHAT} ({@code tasks} for any), {@code parts}
 * @param what of which kind it is; what is asked of closing is a field
 * @param state that a document should have; null for any, and else
 * @param called how the company calls a field of its own; null for all else
 * @param calledEn the same for those who read English; null for the same
 */
public record Missing(String name, EntryRule.Kind what, String state, String called, String calledEn) {

    static Missing field(String name) {
        return new Missing(name, EntryRule.Kind.FIELD, null, null, null);
    }

    static Missing of(EntryRule rule) {
        String name = switch (rule.rule()) {
            case FIELD -> rule.name();
            case AMOUNT -> "amount";
            case DOCUMENT -> "documents." + rule.name();
            case TASK -> rule.name() == null ? "tasks" : "tasks." + rule.name();
            case PARTS -> "parts";
        };
        return new Missing(name, rule.rule(), rule.state(), null, null);
    }

    public String words(Locale locale) {
        String key = state == null ? what.word() : what.word() + ".state";
        return Refusal.of("deals.missing." + key, label(locale), state == null ? "" : label("state." + state, locale))
                .words(locale);
    }

    Missing called(String companys, String inEnglish) {
        return new Missing(name, what, state, companys, inEnglish);
    }

    private String label(Locale locale) {
        if (called != null) {
            return DealTexts.name(called, calledEn, locale);
        }
        return name.startsWith("fields.") ? name : label(name, locale);
    }

    private static String label(String name, Locale locale) {
        return Refusal.of("deals.label." + name).words(locale);
    }
}
