package org.ringbook.contacts.legal;

import java.util.List;
import java.util.Locale;
import org.ringbook.refusals.Refusal;

/** Something that was entered is likely to be wrong: nothing was saved, and it is when whoever entered it says "keep anyway". */
public class Doubtful extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Doubt> doubts;

    Doubtful(List<Doubt> doubts) {
        super(doubts.get(0).words(Locale.ENGLISH));
        this.doubts = List.copyOf(doubts);
    }

    public List<Doubt> doubts() {
        return doubts;
    }

    /** @param field at fault, as in JSON */
    public record Doubt(String field, Refusal why) {

        static Doubt of(String field, String key, Object... args) {
            return new Doubt(field, Refusal.of(key, args));
        }

        public String words(Locale locale) {
            return why.words(locale);
        }
    }
}
