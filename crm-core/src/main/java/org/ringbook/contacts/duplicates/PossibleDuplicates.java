package org.ringbook.contacts.duplicates;

import java.util.List;
import java.util.Locale;
import org.ringbook.refusals.Refusal;

/** Who is being entered is likely to be known: nothing was saved, and it is when whoever enters them says so. */
public class PossibleDuplicates extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Duplicate> duplicates;

    PossibleDuplicates(List<Duplicate> duplicates) {
        super(words(duplicates, Locale.ENGLISH));
        this.duplicates = List.copyOf(duplicates);
    }

    /** The likeliest first. */
    public List<Duplicate> duplicates() {
        return duplicates;
    }

    /** Whether only a supervisor who says why may keep both. */
    public boolean stops() {
        return duplicates.get(0).level() == Duplicate.Level.STOP;
    }

    public String words(Locale locale) {
        return words(duplicates, locale);
    }

    private static String words(List<Duplicate> duplicates, Locale locale) {
        Duplicate first = duplicates.get(0);
        String key = first.level() == Duplicate.Level.STOP ? "contacts.duplicate.stop" : "contacts.duplicate.ask";
        return Refusal.of(key, first.name()).words(locale);
    }
}
