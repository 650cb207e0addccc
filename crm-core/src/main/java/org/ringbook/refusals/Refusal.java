package org.ringbook.refusals;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/**
 * Why something that a user asked for is not done. The words stand in the bundle {@code refusals} of the package that
 * refuses: the key {@code staff.login.taken} in {@code org/ringbook/staff/refusals_en.properties} and {@code _ru}.
 *
 * @param key stable name of the reason; its first part is the package
 * @param args what the words speak of: names, values, limits
 */
public record Refusal(String key, List<Object> args) {

    private static final Locale FALLBACK = Locale.ENGLISH;

    public Refusal {
        args = List.copyOf(args);
    }

    public static Refusal of(String key, Object... args) {
        return new Refusal(key, List.of(args));
    }

    /** What went wrong and what to do, as text (not HTML): in Russian for a Russian locale, else in English. */
    public String words(Locale locale) {
        Locale spoken = "ru".equals(locale.getLanguage()) ? Locale.forLanguageTag("ru") : FALLBACK;
        try {
            String pattern = ResourceBundle.getBundle(bundle(), spoken).getString(key);
            return new MessageFormat(pattern, spoken).format(args.toArray());
        } catch (MissingResourceException unwritten) {
            return key + " " + args;
        }
    }

    private String bundle() {
        return "org.ringbook." + key.substring(0, key.indexOf('.')) + ".refusals";
    }
}
