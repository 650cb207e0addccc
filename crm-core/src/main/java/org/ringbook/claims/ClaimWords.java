package org.ringbook.claims;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** What the program writes into tasks of claims, in the language of whoever reads them. Pure. */
final class ClaimWords {

    private static final String BUNDLE = "org.ringbook.claims.words";

    private ClaimWords() {}

    static String say(String key, Locale locale, Object... values) {
        Locale spoken = "ru".equals(locale.getLanguage()) ? Locale.forLanguageTag("ru") : Locale.ENGLISH;
        return new MessageFormat(ResourceBundle.getBundle(BUNDLE, spoken).getString(key), spoken).format(values);
    }
}
