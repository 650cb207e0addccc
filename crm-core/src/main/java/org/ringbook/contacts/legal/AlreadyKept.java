package org.ringbook.contacts.legal;

import java.util.Locale;
import org.ringbook.refusals.Refusal;

/** The same INN and KPP are kept already: nothing was saved, and {@link #kept} is the one that there is. */
public class AlreadyKept extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient LegalEntity kept;

    AlreadyKept(LegalEntity kept) {
        super(words(kept, Locale.ENGLISH));
        this.kept = kept;
    }

    public LegalEntity kept() {
        return kept;
    }

    public String words(Locale locale) {
        return words(kept, locale);
    }

    private static String words(LegalEntity kept, Locale locale) {
        return Refusal.of("contacts.legal.known", kept.name(), kept.inn()).words(locale);
    }
}
