package org.ringbook.deals;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.ringbook.refusals.Refused;

/** A deal may go where it was to go, and lacks something for it: nothing was changed. All that is missing is told at once. */
public class StageAsks extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Missing> missing;

    StageAsks(List<Missing> missing) {
        super(words(missing, Locale.ENGLISH));
        this.missing = List.copyOf(missing);
    }

    public List<Missing> missing() {
        return missing;
    }

    public String words(Locale locale) {
        return words(missing, locale);
    }

    /** The same where only a refusal can be kept, to be read later in either language. */
    public Refused refused() {
        return Refused.because("stageId", "deals.asks", words(Locale.forLanguageTag("ru")), words(Locale.ENGLISH));
    }

    private static String words(List<Missing> missing, Locale locale) {
        return missing.stream().map(one -> one.words(locale)).collect(Collectors.joining(" "));
    }
}
