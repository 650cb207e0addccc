package org.ringbook.agent.words;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** What the program says to people, in Russian or English. */
public final class Words {

    private final String language;
    private final Locale locale;
    private final ResourceBundle texts;

    private Words(String language, Locale locale) {
        this.language = language;
        this.locale = locale;
        this.texts = ResourceBundle.getBundle(
                "org.ringbook.agent.words.words",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** @param language "ru", "en", or "auto" for the language of the desktop */
    public static Words of(String language) {
        String asked = "auto".equals(language) ? Locale.getDefault().getLanguage() : language;
        return "ru".equals(asked) ? new Words("ru", Locale.forLanguageTag("ru")) : new Words("en", Locale.ROOT);
    }

    public String language() {
        return language;
    }

    public String text(String key, Object... values) {
        return new MessageFormat(texts.getString(key), locale).format(values);
    }

    /** For words that a newer server may have invented: the key's text, or none. */
    public String textIfKnown(String key, Object... values) {
        return texts.containsKey(key) ? text(key, values) : "";
    }

    /** For words that a newer server may have invented: the key's text, or the word itself. */
    public String textOr(String key, String otherwise) {
        return texts.containsKey(key) ? text(key) : otherwise;
    }
}
