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
 */
public record Missing(String name, EntryRule.Kind what, String state) {

    static Missing field(String name) {
        return new Missing(name, EntryRule.Kind.FIELD, null);
    }

    static Missing of(EntryRule rule) {
        String name = switch (rule.rule()) {
            case FIELD -> rule.name();
            case AMOUNT -> "amount";
            case DOCUMENT -> "documents." + rule.name();
            case TASK -> rule.name() == null ? "tasks" : "tasks." + rule.name();
            case PARTS -> "parts";
        };
        return new Missing(name, rule.rule(), rule.state());
    }

    public String words(Locale locale) {
        String key = state == null ? what.word() : what.word() + ".state";
        return Refusal.of("deals.missing." + key, label(name, locale), state == null ? "" : label("state." + state, locale))
                .words(locale);
    }

    /** What only the company has named stands as programs know it. */
    private static String label(String name, Locale locale) {
        return name.startsWith("fields.") ? name : Refusal.of("deals.label." + name).words(locale);
    }
}
