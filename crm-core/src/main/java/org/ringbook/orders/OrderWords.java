package org.ringbook.orders;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import org.ringbook.staff.StaffMember;

/** Words that this room brings: names of shipped states, and what is said of a deal in a line. Any thread. */
final class OrderWords {

    private static final String BUNDLE = "org.ringbook.orders.words";
    private static final Locale RUSSIAN = Locale.forLanguageTag("ru");

    private OrderWords() {}

    /** In which language somebody reads; English where they never said. */
    static Locale spokenBy(StaffMember who) {
        return "ru".equals(who.language()) ? RUSSIAN : Locale.ENGLISH;
    }

    static String of(String key, Locale locale, Object... values) {
        Locale spoken = "ru".equals(locale.getLanguage()) ? RUSSIAN : Locale.ENGLISH;
        return new MessageFormat(ResourceBundle.getBundle(BUNDLE, spoken).getString(key), spoken).format(values);
    }
}
